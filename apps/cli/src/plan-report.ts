/** One fault of a plan file, as the province tells it. */
export interface ToldFault {
  readonly file?: string;
  readonly row: number;
  readonly column: string;
  readonly letter?: string;
  readonly value: string;
  readonly message: string;
  readonly hint: string;
}

/** The province's answer to an import, as far as it is printed. */
export interface ToldImport {
  readonly planId: string;
  readonly isDryRun: boolean;
  readonly isStored: boolean;
  readonly total: number;
  readonly added: number;
  readonly changed: number;
  readonly dropped: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly faults: readonly ToldFault[];
  readonly faultsTotal: number;
  readonly unknownColumns: readonly string[];
  readonly changes: readonly {
    readonly kind: 'added' | 'changed' | 'dropped';
    readonly line: number;
    readonly serviceCode: string;
    readonly agencyCode: string;
    readonly name: string;
  }[];
}

const KINDS = { added: '+', changed: '~', dropped: '-' } as const;

/** `plan.csv:12:Mức độ  "5"  — reason → hint`. */
export function faultLine({ file, row, column, letter, value, message, hint }: ToldFault): string {
  const place = [file ?? 'plan', ...(row > 0 ? [String(row)] : []), letter ? `${column} (${letter})` : column];
  const shown = value === '' ? '' : `  "${value}"`;
  return `${place.filter((part) => part !== '').join(':')}${shown}  — ${message} → ${hint}`;
}

/** What an import found and did, for a person. */
export function importLines(told: ToldImport): string[] {
  const { added, changed, dropped, unchanged, rejected, total, faults, faultsTotal, unknownColumns } = told;
  const more = faultsTotal - faults.length;
  const lines = faults.map(faultLine);
  if (more > 0) lines.push(`… và ${String(more)} lỗi nữa`);
  if (unknownColumns.length > 0) lines.push(`Không đọc các cột lạ: ${unknownColumns.join(', ')}`);
  if (told.isDryRun)
    for (const { kind, serviceCode, agencyCode, name } of told.changes)
      lines.push(`${KINDS[kind]} ${serviceCode}  ${agencyCode}  ${name}`);
  const counts = `${String(added)} thêm, ${String(changed)} đổi, ${String(dropped)} bỏ, ${String(unchanged)} giữ nguyên, ${String(rejected)} lỗi`;
  lines.push(`Kế hoạch ${told.planId}: ${String(total)} dòng — ${counts}`);
  lines.push(endLine(told));
  return lines;
}

function endLine({ isDryRun, isStored, faultsTotal }: ToldImport): string {
  if (isStored) return faultsTotal === 0 ? 'Đã lưu.' : 'Đã lưu các dòng đúng; các dòng lỗi bị bỏ qua.';
  if (isDryRun) return 'Chạy thử: chưa lưu gì.';
  return `Chưa lưu gì: ${String(faultsTotal)} lỗi. Sửa tệp rồi nhập lại, hoặc thêm --partial để lưu các dòng đúng.`;
}
