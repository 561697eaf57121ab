import { CSV_BOM, csvLine } from './csv.js';
import type { PlanRowDto } from './progress.dto.js';
import { dayText, instantText } from './vietnam-time.js';

const COLUMNS: readonly (readonly [heading: string, cell: (row: PlanRowDto) => string | number | null])[] = [
  ['Dòng', (row) => row.line],
  ['Mã DVC', (row) => row.serviceCode],
  ['Tên dịch vụ', (row) => row.serviceName],
  ['Mã cơ quan', (row) => row.agencyCode],
  ['Cơ quan', (row) => row.agencyName],
  ['Cấp thực hiện', (row) => row.tierText],
  ['Mức độ', (row) => row.levelText],
  ['Quý', (row) => row.quarterText],
  ['Hạn hoàn thành', (row) => dayText(row.deadline)],
  ['Trạng thái', (row) => row.bucketText],
  ['Tiến độ', (row) => row.timelinessText],
  ['Tích hợp lúc', (row) => instantText(row.publishedAt)],
  ['Loại kết quả lần cuối', (row) => row.lastClass],
  ['Thông báo lần cuối', (row) => row.lastMessage],
  ['Gửi lại lúc', (row) => instantText(row.nextAt)],
];

/** The file's text, page by page, so that 50,000 rows never stand in memory at once. */
export async function* rowsCsv(pages: AsyncIterable<readonly PlanRowDto[]>): AsyncGenerator<string> {
  yield CSV_BOM + csvLine(COLUMNS.map(([heading]) => heading));
  for await (const rows of pages) {
    yield rows.map((row) => csvLine(COLUMNS.map(([, cell]) => cell(row)))).join('');
  }
}
