import type { ReportColumn } from './report-form.js';

const rate = (key: string, english: string, heading: string, ratio: { part: string; whole: string }): ReportColumn => ({
  key,
  heading: [heading],
  english,
  kind: 'percent',
  width: 11,
  ratio,
});
const count = (key: string, english: string, ...heading: string[]): ReportColumn => ({
  key,
  heading,
  english,
  kind: 'count',
  width: 11,
});
const text = (key: string, english: string, heading: string, width: number): ReportColumn => ({
  key,
  heading: [heading],
  english,
  kind: 'text',
  width,
});

const NUMBER: ReportColumn = { key: 'number', heading: ['STT'], english: 'No.', kind: 'number', width: 6 };
const unit = (heading: string): ReportColumn => text('groupName', 'Unit', heading, 34);

const RECEIVED = 'Số hồ sơ nhận giải quyết';
const FINISHED = 'Số hồ sơ đã giải quyết';
const OPEN = 'Số lượng hồ sơ đang giải quyết';

/** Biểu số II.06a/VPCP/KSTT. */
export const HANDLING_COLUMNS: readonly ReportColumn[] = [
  NUMBER,
  unit('Đơn vị'),
  count('received', 'Received: all', RECEIVED, 'Tổng số'),
  count('online', 'Received in the period: online', RECEIVED, 'Trong kỳ', 'Trực tuyến'),
  count('onPaper', 'Received in the period: counter, post', RECEIVED, 'Trong kỳ', 'Trực tiếp, dịch vụ bưu chính'),
  count('carriedOver', 'Received: carried over', RECEIVED, 'Từ kỳ trước'),
  count('finished', 'Finished: all', FINISHED, 'Tổng số'),
  count('early', 'Finished: early', FINISHED, 'Trước hạn'),
  count('onTime', 'Finished: on time', FINISHED, 'Đúng hạn'),
  count('late', 'Finished: late', FINISHED, 'Quá hạn'),
  count('open', 'Open: all', OPEN, 'Tổng số'),
  count('inTime', 'Open: in time', OPEN, 'Trong hạn'),
  count('overdue', 'Open: overdue', OPEN, 'Quá hạn'),
];

const AUTHORITY = 'Tổng số TTHC thuộc thẩm quyền giải quyết của địa phương';
const ONE_STOP = 'TTHC được thực hiện theo CCMC, MCLT';
const WORKFLOW = 'Quy trình nội bộ';

/** Biểu số II.07b/VPCP/KSTT. */
export const PROCEDURE_COLUMNS: readonly ReportColumn[] = [
  NUMBER,
  unit('Đơn vị'),
  count('procedures', 'Procedures: all', AUTHORITY, 'Tổng số TTHC'),
  count('province', 'Procedures: province', AUTHORITY, 'Cấp tỉnh'),
  count('district', 'Procedures: district', AUTHORITY, 'Cấp huyện'),
  count('commune', 'Procedures: commune', AUTHORITY, 'Cấp xã'),
  count('oneStop', 'One-stop: all', ONE_STOP, 'Tổng số TTHC'),
  count('oneStopProvince', 'One-stop: province desk', ONE_STOP, 'Tại BPMC cấp tỉnh'),
  count('oneStopDistrict', 'One-stop: district desk', ONE_STOP, 'Tại BPMC cấp huyện'),
  count('oneStopCommune', 'One-stop: commune desk', ONE_STOP, 'Tại BPMC cấp xã'),
  count('workflows', 'Workflows: all', WORKFLOW, 'Tổng số quy trình'),
  count('workflowsProvince', 'Workflows: province', WORKFLOW, 'Cấp tỉnh'),
  count('workflowsDistrict', 'Workflows: district', WORKFLOW, 'Cấp huyện'),
  count('workflowsCommune', 'Workflows: commune', WORKFLOW, 'Cấp xã'),
];

/** Bảng thống kê tiếp nhận hồ sơ trực tuyến, as one-stop systems print it. */
export const ONLINE_COLUMNS: readonly ReportColumn[] = [
  NUMBER,
  { key: 'groupCode', heading: ['Mã định danh'], english: 'Agency code', kind: 'code', width: 16 },
  unit('Tên đơn vị'),
  count('online', 'Received online', 'Số mới tiếp nhận trực tuyến'),
  count('counter', 'Received at the counter', 'Số mới tiếp nhận trực tiếp'),
  count('post', 'Received by post', 'Số mới tiếp nhận qua BCCI'),
  count('carriedOver', 'Carried over', 'Số kỳ trước chuyển qua'),
  count('finishedInTime', 'Finished in time', 'HS Đã xử lý đúng hạn'),
  count('late', 'Finished late', 'HS Đã xử lý quá hạn'),
  count('inTime', 'Open in time', 'HS Đang xử lý đúng hạn'),
  count('overdue', 'Open, overdue', 'HS Đang xử lý quá hạn'),
  count('mustSync', 'To be told to the portal', 'Tổng hồ sơ Phải đồng bộ về Cổng DVC QG'),
  count('synced', 'The portal has them', 'Số lượng hồ sơ Đã đồng bộ về cổng DVC QG'),
  count('withFee', 'With a fee', 'Tổng HS có nghĩa vụ tài chính'),
  rate('paidOnlineRate', 'Fees paid online', 'Tỷ lệ TTTT cổng DVC QG (%)', { part: 'paidOnline', whole: 'withFee' }),
];

const DEADLINE: ReportColumn = {
  key: 'deadline',
  heading: ['Hạn hoàn thành'],
  english: 'Deadline',
  kind: 'day',
  width: 12,
};

/** Tiến độ tích hợp, proposed form; by agency and by quarter. */
export const integrationColumns = (group: string): readonly ReportColumn[] => [
  NUMBER,
  unit(group),
  count('planned', 'Planned', 'Tổng số DVC theo kế hoạch'),
  count('partial', 'Level 3, partial', 'Mức độ 3 | Một phần'),
  count('full', 'Level 4, full', 'Mức độ 4 | Toàn trình'),
  count('published', 'Integrated', 'Đã tích hợp'),
  count('running', 'Under way', 'Đang tích hợp'),
  count('failed', 'Failed', 'Lỗi'),
  count('notStarted', 'Not begun', 'Chưa thực hiện'),
  rate('publishedRate', 'Integrated of planned', 'Tỷ lệ (%)', { part: 'published', whole: 'planned' }),
  DEADLINE,
  count('overdue', 'Overdue', 'Quá hạn'),
];

/** Rows of a plan, and the list of those that are late. */
export const PLAN_ROW_COLUMNS: readonly ReportColumn[] = [
  NUMBER,
  { key: 'serviceCode', heading: ['Mã DVC'], english: 'Service', kind: 'code', width: 16 },
  text('serviceName', 'Name', 'Tên dịch vụ công', 60),
  text('agencyName', 'Agency', 'Cơ quan', 30),
  { ...text('level', 'Level', 'Mức độ', 12), words: { INFO: 'Thông tin', PARTIAL: 'Một phần', FULL: 'Toàn trình' } },
  { key: 'quarter', heading: ['Quý'], english: 'Quarter', kind: 'text', width: 10 },
  DEADLINE,
  { key: 'publishedAt', heading: ['Ngày tích hợp'], english: 'Integrated', kind: 'moment', width: 17 },
  {
    ...text('standing', 'State', 'Tình trạng', 16),
    words: {
      published: 'Đã tích hợp',
      running: 'Đang tích hợp',
      failed: 'Lỗi',
      notStarted: 'Chưa thực hiện',
    },
  },
  { key: 'daysLate', heading: ['Số ngày quá hạn'], english: 'Days late', kind: 'count', width: 11 },
];

/** Danh sách bản ghi đồng bộ thất bại, proposed form. */
export const failedColumns = (reasons: Readonly<Record<string, string>>): readonly ReportColumn[] => [
  NUMBER,
  { key: 'at', heading: ['Thời điểm'], english: 'When', kind: 'moment', width: 17 },
  {
    ...text('kind', 'Kind', 'Loại', 12),
    words: { service: 'DVC', dossier: 'Hồ sơ', step: 'Tiến trình' },
  },
  { key: 'code', heading: ['Mã TTHC | Mã hồ sơ'], english: 'Code', kind: 'code', width: 24 },
  text('agencyName', 'Unit', 'Đơn vị', 28),
  { key: 'errorCode', heading: ['Mã lỗi'], english: 'Error', kind: 'code', width: 14 },
  text('message', 'Message', 'Thông báo', 50),
  { key: 'tries', heading: ['Số lần thử'], english: 'Tries', kind: 'count', width: 9 },
  { key: 'nextAt', heading: ['Lần thử kế tiếp'], english: 'Next try', kind: 'moment', width: 17 },
  { ...text('reason', 'State', 'Trạng thái xử lý', 36), words: reasons },
];

/** Dossiers behind a figure: no personal data. */
export const dossierColumns = (statuses: Readonly<Record<string, string>>): readonly ReportColumn[] => [
  NUMBER,
  { key: 'code', heading: ['Mã hồ sơ'], english: 'Dossier', kind: 'code', width: 26 },
  { key: 'procedureCode', heading: ['Mã TTHC'], english: 'Procedure', kind: 'code', width: 12 },
  text('procedureName', 'Name', 'Thủ tục hành chính', 60),
  text('agencyName', 'Unit', 'Đơn vị', 30),
  {
    ...text('channel', 'Channel', 'Kênh', 12),
    words: { ONLINE: 'Trực tuyến', COUNTER: 'Trực tiếp', POST: 'Bưu chính' },
  },
  { key: 'acceptedAt', heading: ['Ngày tiếp nhận'], english: 'Accepted', kind: 'moment', width: 17 },
  { key: 'dueAt', heading: ['Ngày hẹn trả'], english: 'Due', kind: 'moment', width: 17 },
  { key: 'endedAt', heading: ['Ngày kết thúc xử lý'], english: 'Finished', kind: 'moment', width: 17 },
  {
    ...text('standing', 'Timeliness', 'Tình trạng', 18),
    words: {
      EARLY: 'Trước hạn',
      ON_TIME: 'Đúng hạn',
      LATE: 'Quá hạn',
      IN_TIME: 'Đang xử lý, trong hạn',
      OVERDUE: 'Đang xử lý, quá hạn',
    },
  },
  { ...text('status', 'Status now', 'Trạng thái hiện nay', 24), words: statuses },
];

/** Procedures behind a figure. */
export const PROCEDURE_ROW_COLUMNS: readonly ReportColumn[] = [
  NUMBER,
  { key: 'code', heading: ['Mã TTHC'], english: 'Procedure', kind: 'code', width: 12 },
  text('name', 'Name', 'Thủ tục hành chính', 70),
  text('fieldName', 'Field', 'Lĩnh vực', 34),
  text('tiers', 'Tiers', 'Cấp thực hiện', 26),
];

/** Duties of a directive, proposed form. */
export const DUTY_COLUMNS: readonly ReportColumn[] = [
  NUMBER,
  text('actor', 'Who', 'Cơ quan thực hiện', 30),
  text('text', 'Duty', 'Nhiệm vụ', 60),
  text('wording', 'Deadline as worded', 'Thời hạn', 20),
  { ...DEADLINE, heading: ['Ngày cuối cùng'], english: 'Last day' },
  { key: 'doneOn', heading: ['Ngày hoàn thành'], english: 'Done on', kind: 'day', width: 12 },
  text('evidence', 'Evidence', 'Minh chứng', 24),
  {
    ...text('state', 'State', 'Tình trạng', 22),
    words: {
      done: 'Hoàn thành đúng hạn',
      doneLate: 'Hoàn thành muộn',
      late: 'Quá hạn',
      dueSoon: 'Sắp đến hạn',
      due: 'Chưa đến hạn',
      open: 'Không ghi ngày',
    },
  },
  { key: 'daysLate', heading: ['Số ngày quá hạn'], english: 'Days late', kind: 'count', width: 11 },
];
