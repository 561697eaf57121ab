import { DOSSIER_STATUSES, statusName } from './dossier-status.js';
import { LANE_REASONS } from './lane-reason.js';
import {
  DUTY_COLUMNS,
  HANDLING_COLUMNS,
  ONLINE_COLUMNS,
  PLAN_ROW_COLUMNS,
  PROCEDURE_COLUMNS,
  PROCEDURE_ROW_COLUMNS,
  dossierColumns,
  failedColumns,
  integrationColumns,
} from './report-columns.js';
import type { ReportColumn, ReportForm, ReportIdentity } from './report-form.js';

export const REPORT_NAMES = [
  'integration-by-agency',
  'integration-by-quarter',
  'late-services',
  'failed-syncs',
  'online-dossiers',
  'II.06a',
  'II.07b',
  'duties',
] as const;
export type ReportName = (typeof REPORT_NAMES)[number];

const PROPOSED = 'Biểu đề xuất (chưa có mẫu chính thức)';
const INTEGRATION = 'BÁO CÁO TIẾN ĐỘ TÍCH HỢP DỊCH VỤ CÔNG TRỰC TUYẾN LÊN CỔNG DỊCH VỤ CÔNG QUỐC GIA';

const adds = (whole: string, ...of: string[]): ReportIdentity => ({ sum: [whole], relation: '=', of });
const within = (part: string, ...of: string[]): ReportIdentity => ({ sum: [part], relation: '≤', of });

const INTEGRATION_RULES = [
  adds('planned', 'published', 'running', 'failed', 'notStarted'),
  { sum: ['planned'], relation: '=', of: ['partial', 'full'] },
  within('overdue', 'running', 'failed', 'notStarted'),
] as const;
const INTEGRATION_NOTES = [
  'Tỷ lệ (%) = đã tích hợp / tổng số DVC theo kế hoạch, làm tròn 2 chữ số thập phân.',
  'Đã tích hợp: Cổng đã xác nhận dịch vụ tại cơ quan, ở mức độ của kế hoạch hoặc cao hơn, đến thời điểm số liệu.',
  'Quá hạn: chưa tích hợp và đã qua hết ngày cuối cùng của hạn (giờ Việt Nam).',
];
const COUNTED =
  'Tính hồ sơ đã được tiếp nhận. Đã giải quyết: đã xử lý xong, đã trả kết quả, dừng xử lý, rút hoặc từ chối sau tiếp nhận; ' +
  'đang giải quyết: còn lại, kể cả chờ bổ sung và chờ nghĩa vụ tài chính.';
const BY_DAY =
  'So theo ngày: kết thúc trước, đúng hoặc sau ngày hẹn trả; không có hẹn trả là đúng hạn. Khi thời hạn tạm dừng, so ngày tạm dừng.';
const SOURCE = 'Đơn vị theo bản đồ cơ quan của ngày cuối kỳ; đơn vị không có số liệu thì không có dòng.';
const NO_IDENTITIES: readonly ReportIdentity[] = [];

/** Every report there is. Headings: observed in one-stop systems, or proposed by this project; see `number`. */
export const REPORT_FORMS = {
  'integration-by-agency': {
    name: 'integration-by-agency',
    number: PROPOSED,
    title: INTEGRATION,
    english: 'Integration of online services into the national portal, by agency',
    listed: null,
    isOfPlan: true,
    columns: integrationColumns('Cơ quan'),
    identities: INTEGRATION_RULES,
    notes: [...INTEGRATION_NOTES, SOURCE],
  },
  'integration-by-quarter': {
    name: 'integration-by-quarter',
    number: PROPOSED,
    title: INTEGRATION,
    english: 'Integration of online services into the national portal, by quarter',
    listed: null,
    isOfPlan: true,
    columns: integrationColumns('Quý'),
    identities: INTEGRATION_RULES,
    notes: INTEGRATION_NOTES,
  },
  'late-services': {
    name: 'late-services',
    number: PROPOSED,
    title: 'DANH SÁCH DỊCH VỤ CÔNG TRỰC TUYẾN CHẬM TÍCH HỢP THEO KẾ HOẠCH',
    english: 'Services of a plan that are late',
    listed: 'overdue',
    isOfPlan: true,
    columns: PLAN_ROW_COLUMNS,
    identities: NO_IDENTITIES,
    notes: INTEGRATION_NOTES.slice(1),
  },
  'failed-syncs': {
    name: 'failed-syncs',
    number: PROPOSED,
    title: 'DANH SÁCH BẢN GHI ĐỒNG BỘ THẤT BẠI',
    english: 'Services and dossiers that did not reach the portal',
    listed: 'failed',
    isOfPlan: false,
    columns: failedColumns(LANE_REASONS),
    identities: NO_IDENTITIES,
    notes: ['Bản ghi còn lỗi lúc lập báo cáo, lần thử gần nhất ở trong kỳ. Số lần thử: từ lần Cổng nhận gần nhất.'],
  },
  'online-dossiers': {
    name: 'online-dossiers',
    number: 'Biểu của hệ thống một cửa (chưa có mẫu chính thức)',
    title: 'BẢNG THỐNG KÊ TIẾP NHẬN HỒ SƠ TRỰC TUYẾN TRÊN ĐỊA BÀN TỈNH',
    english: 'Dossiers taken in, and told to the portal',
    listed: null,
    isOfPlan: false,
    columns: ONLINE_COLUMNS,
    identities: [
      {
        sum: ['online', 'counter', 'post', 'carriedOver'],
        relation: '=',
        of: ['finishedInTime', 'late', 'inTime', 'overdue'],
      },
      adds('mustSync', 'online', 'counter', 'post'),
      within('synced', 'mustSync'),
      within('withFee', 'mustSync'),
    ],
    notes: [
      'Phải đồng bộ: hồ sơ tiếp nhận trong kỳ. Đã đồng bộ: Cổng đã xác nhận ít nhất một trạng thái của hồ sơ.',
      'Tỷ lệ TTTT (%) = hồ sơ tiếp nhận trong kỳ đã nộp trực tuyến / hồ sơ có nghĩa vụ tài chính tiếp nhận trong kỳ.',
      COUNTED,
      BY_DAY,
      SOURCE,
    ],
  },
  'II.06a': {
    name: 'II.06a',
    number: 'Biểu số II.06a/VPCP/KSTT',
    title: 'TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC',
    english: 'Dossiers received, finished and open, by unit',
    listed: null,
    isOfPlan: false,
    columns: HANDLING_COLUMNS,
    identities: [
      adds('received', 'online', 'onPaper', 'carriedOver'),
      adds('finished', 'early', 'onTime', 'late'),
      adds('open', 'inTime', 'overdue'),
      { sum: ['received'], relation: '=', of: ['finished', 'open'] },
    ],
    notes: [COUNTED, BY_DAY, SOURCE],
  },
  'II.07b': {
    name: 'II.07b',
    number: 'Biểu số II.07b/VPCP/KSTT',
    title: 'TỔNG HỢP SỐ LƯỢNG THỦ TỤC HÀNH CHÍNH',
    english: 'Number of administrative procedures, by unit',
    listed: null,
    isOfPlan: false,
    columns: PROCEDURE_COLUMNS,
    identities: [
      within('procedures', 'province', 'district', 'commune'),
      within('oneStop', 'oneStopProvince', 'oneStopDistrict', 'oneStopCommune'),
      within('oneStop', 'procedures'),
    ],
    notes: [
      'Một thủ tục có thể thực hiện ở nhiều cấp và nhiều đơn vị: các cột theo cấp và các dòng có thể cộng lại lớn hơn tổng số; tổng số đếm mỗi thủ tục một lần.',
      'Theo CCMC, MCLT: thủ tục mà Bộ phận Một cửa của đơn vị ở cấp đó đã tiếp nhận hồ sơ trong hệ thống đến cuối kỳ.',
      'Quy trình nội bộ: hệ thống không quản lý, ghi N/A.',
      SOURCE,
    ],
  },
  duties: {
    name: 'duties',
    number: PROPOSED,
    title: 'TÌNH HÌNH THỰC HIỆN NHIỆM VỤ ĐƯỢC GIAO',
    english: 'Duties of a directive and their deadlines',
    listed: 'duties',
    isOfPlan: true,
    columns: DUTY_COLUMNS,
    identities: NO_IDENTITIES,
    notes: [
      'Ngày cuối cùng: "trước ngày" không tính ngày đó; "trong tháng" tính đến ngày cuối tháng. Việc hoàn thành sau cuối kỳ chưa tính.',
    ],
  },
} as const satisfies Record<ReportName, ReportForm>;

const STATUS_NAMES = Object.fromEntries(DOSSIER_STATUSES.map((status) => [status, statusName(status)]));

/** Columns of the rows behind a figure. */
export const REPORT_ROW_COLUMNS: Readonly<Record<ReportName, readonly ReportColumn[]>> = {
  'integration-by-agency': PLAN_ROW_COLUMNS,
  'integration-by-quarter': PLAN_ROW_COLUMNS,
  'late-services': PLAN_ROW_COLUMNS,
  'failed-syncs': failedColumns(LANE_REASONS),
  'online-dossiers': dossierColumns(STATUS_NAMES),
  'II.06a': dossierColumns(STATUS_NAMES),
  'II.07b': PROCEDURE_ROW_COLUMNS,
  duties: DUTY_COLUMNS,
};
