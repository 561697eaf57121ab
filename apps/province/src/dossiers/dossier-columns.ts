import { showValue, type DossierFault } from '@dvc/domain';

/** Our name of a field → its heading in a CSV file. Either may be written. */
export const DOSSIER_FIELDS: ReadonlyMap<string, string> = new Map([
  ['code', 'ma_ho_so'],
  ['procedureCode', 'ma_tthc'],
  ['agencyCode', 'ma_co_quan'],
  ['channel', 'kenh_thuc_hien'],
  ['applicantKind', 'loai_doi_tuong'],
  ['applicantName', 'chu_ho_so'],
  ['identityNumber', 'so_dinh_danh'],
  ['phone', 'so_dien_thoai'],
  ['email', 'email'],
  ['summary', 'trich_yeu'],
  ['status', 'trang_thai'],
  ['statusAt', 'thoi_diem_trang_thai'],
  ['submittedAt', 'ngay_nop'],
  ['acceptedAt', 'ngay_tiep_nhan'],
  ['dueAt', 'ngay_hen_tra'],
  ['finishedAt', 'ngay_ket_thuc_xu_ly'],
  ['returnedAt', 'ngay_tra'],
  ['refusedAt', 'ngay_tu_choi'],
  ['note', 'noi_dung'],
]);

const BY_HEADING = new Map(
  [...DOSSIER_FIELDS].flatMap(([field, heading]) => [
    [field.toLowerCase(), field],
    [heading, field],
  ]),
);

/** A heading, column by column; what nobody knows keeps its place under its own name. */
export interface DossierHeading {
  readonly fields: readonly string[];
  readonly headings: readonly string[];
  readonly faults: readonly DossierFault[];
}

/** The separator under which the first line has the most headings we know; the comma in doubt. */
export function findDossierSeparator(beginning: string): ',' | ';' | '\t' {
  const heading = /^\ufeff?[^\r\n]*/.exec(beginning)?.[0] ?? '';
  const known = (separator: string): number =>
    heading.split(separator).filter((cell) => BY_HEADING.has(cell.replaceAll('"', '').trim().toLowerCase())).length;
  const separators = [',', ';', '\t'] as const;
  return separators.reduce((best, separator) => (known(separator) > known(best) ? separator : best));
}

export function readDossierHeading(cells: readonly string[]): DossierHeading {
  const headings = cells.map((cell) => showValue(cell.trim().normalize('NFC')));
  const known = headings.map((heading) => BY_HEADING.get(heading.toLowerCase()));
  const faults = headings.flatMap((field, index): DossierFault[] => {
    const name = known[index];
    const hint = `Các cột: ${[...DOSSIER_FIELDS.values()].join(', ')}.`;
    if (name === undefined) return [{ field, value: '', reason: 'FIELD_UNKNOWN', message: 'Không có cột này', hint }];
    if (known.indexOf(name) === index) return [];
    return [{ field, value: '', reason: 'TWICE', message: 'Cột có hai lần', hint: 'Bỏ một cột.' }];
  });
  return { fields: known.map((name, index) => name ?? `?${String(index)}`), headings, faults };
}
