import { open } from 'node:fs/promises';
import { found, type Finding } from '@dvc/domain';

export type PlanFileKind = 'csv' | 'xlsx';

const LOOK_AT_BYTES = 4_096;

/** By its first bytes: names and media types lie. What is neither kind comes back with the reason. */
export async function findFileKind(path: string): Promise<PlanFileKind | { finding: Finding }> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOK_AT_BYTES), 0, LOOK_AT_BYTES, 0);
    return kindOf(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

function kindOf(beginning: Buffer): PlanFileKind | { finding: Finding } {
  const starts = (hex: string): boolean => beginning.toString('hex').startsWith(hex);
  if (starts('504b0304')) return 'xlsx';
  if (starts('d0cf11e0'))
    return found(
      'FILE_OLD_EXCEL',
      'Tệp .xls cũ hoặc tệp Excel có mật khẩu',
      'Lưu lại thành .xlsx không mật khẩu, hoặc CSV UTF-8.',
    );
  if (starts('fffe') || starts('feff'))
    return found('FILE_UNREADABLE', 'Tệp dùng bảng mã UTF-16', 'Lưu lại thành "CSV UTF-8 (phân cách bằng dấu phẩy)".');
  if (isBinary(beginning))
    return found('FILE_UNREADABLE', 'Không phải tệp CSV hay XLSX', 'Chọn tệp .csv (UTF-8) hoặc .xlsx.');
  return 'csv';
}

/** Many NULs: no text. A single one is a bad cell, and is told as such. */
function isBinary(beginning: Buffer): boolean {
  const nuls = beginning.reduce((count, byte) => count + Number(byte === 0), 0);
  return nuls > beginning.length / 50 || beginning.subarray(0, 5).toString('latin1') === '%PDF-';
}
