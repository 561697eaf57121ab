/** Lines of dossiers that are nobody's. */
export function dossierLines(count: number, changes: (index: number) => object = () => ({})): object[] {
  return Array.from({ length: count }, (_, index) => ({
    code: `H60.15-230306-9${String(index).padStart(6, '0')}`,
    procedureCode: '9.000001',
    agencyCode: 'H60.15',
    channel: 'ONLINE',
    applicantKind: 'CITIZEN',
    applicantName: 'Phạm Minh Mẫu',
    summary: `Đề nghị cấp chứng chỉ mẫu số ${String(index + 1)}`,
    status: 'PROCESSING',
    submittedAt: '2023-03-06T08:00:00+07:00',
    acceptedAt: '2023-03-06T09:00:00+07:00',
    statusAt: '2023-03-07T08:00:00+07:00',
    ...changes(index),
  }));
}

export const toNdjson = (lines: readonly object[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

/** With our names as headings; `separator` between the cells. */
export function toCsv(lines: readonly object[], separator = ','): string {
  const fields = Object.keys(lines[0] ?? {});
  const cell = (value: unknown): string => `"${String(value).replaceAll('"', '""')}"`;
  const rows = lines.map((line) =>
    fields.map((field) => cell((line as Record<string, unknown>)[field])).join(separator),
  );
  return [fields.join(separator), ...rows, ''].join('\n');
}
