/** One fault of a file of dossiers, as the province tells it. */
export interface ToldDossierFault {
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly message: string;
  readonly hint: string;
}

/** The province's answer to an import of dossiers. */
export interface ToldDossierImport {
  readonly isDryRun: boolean;
  readonly isStored: boolean;
  readonly total: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly faults: readonly ToldDossierFault[];
  readonly faultsTotal: number;
}

/** What an import found and did, for a person: `ho-so.csv:12:kenh_thuc_hien  "FAX"  — reason → hint`. */
export function dossierImportLines(file: string, told: ToldDossierImport): string[] {
  const { added, changed, unchanged, rejected, total, faults, faultsTotal } = told;
  const lines = faults.map(({ line, field, value, message, hint }) => {
    const place = [file, String(line), ...(field === '' ? [] : [field])].join(':');
    return `${place}${value === '' ? '' : `  "${value}"`}  — ${message} → ${hint}`;
  });
  if (faultsTotal > faults.length) lines.push(`… và ${String(faultsTotal - faults.length)} lỗi nữa`);
  const counts = `${String(added)} thêm, ${String(changed)} đổi, ${String(unchanged)} giữ nguyên, ${String(rejected)} lỗi`;
  return [...lines, `${String(total)} hồ sơ — ${counts}`, endLine(told)];
}

function endLine({ isDryRun, isStored, faultsTotal }: ToldDossierImport): string {
  if (isStored) return faultsTotal === 0 ? 'Đã lưu.' : 'Đã lưu các dòng đúng; các dòng lỗi bị bỏ qua.';
  if (isDryRun) return 'Chạy thử: chưa lưu gì.';
  return `Chưa lưu gì: ${String(faultsTotal)} lỗi. Sửa tệp rồi nhập lại, hoặc thêm --partial để lưu các dòng đúng.`;
}
