import type { NewRestCall, PortalService } from '@dvc/contracts';
import { KEEPING_SERVICES } from '../people/keeping-services.js';
import { DOSSIER_FIELDS, NOTICE_FIELDS, PROGRESS_FIELDS } from '../dossiers/dossier-fields.js';
import { DOSSIER_RULES, DOSSIER_STORED_RULES } from '../dossiers/dossier-rules.js';
import {
  NOTICE_RULES,
  NOTICE_STORED_RULES,
  PROGRESS_RULES,
  PROGRESS_STORED_RULES,
} from '../dossiers/progress-rules.js';
import { NATIONAL_LIST_NAMES, type NationalListName } from '../lists/national-lists.js';
import { NEW_DOSSIER_FIELDS, NEW_STATUS_FIELDS, NEW_STEP_FIELDS } from '../../new-rest/new-rest-fields.js';
import {
  NEW_DOSSIER_RULES,
  NEW_STATUS_RULES,
  NEW_STEP_RULES,
  NUMBER_RULES,
  TOKEN_RULES,
  UPLOAD_RULES,
} from '../../new-rest/new-rest-rules.js';
import { SERVICE_FIELDS, SERVICE_RULES, SERVICE_STORED_RULES } from '../online-service-checks.js';
import type { Door } from '../portal-call.js';
import type { SwitchName } from '../../switches/switch-table.js';
import { PAYMENT_BEHAVIOURS } from '../../payment/payment-behaviours.js';
import type { PaymentService } from '../../payment/payment-paths.js';
import type { Label } from './label.js';
import type { ServiceEntry } from './service-entry.js';
import { SUCCESS } from './success.js';

export type ServiceName = PortalService | Door | PaymentService;

const read = (group: string, label: Label, about: string, switches: readonly SwitchName[] = []): ServiceEntry => ({
  group,
  label,
  about,
  switches,
});
const list = (name: NationalListName): [NationalListName, ServiceEntry] => [
  name,
  read('Danh mục', 'observed (1)', 'Tên dịch vụ đã quan sát được; nội dung và bố cục MA, TEN, MACHA là giả định'),
];
const LISTS = Object.fromEntries(NATIONAL_LIST_NAMES.map(list)) as Record<NationalListName, ServiceEntry>;
const BATCH: readonly SwitchName[] = ['batch.mode'];
const keeping = (name: keyof typeof KEEPING_SERVICES, group: string, about: string): ServiceEntry => {
  const { fields, rules } = KEEPING_SERVICES[name];
  return {
    group,
    label: 'observed (1)',
    about,
    fields,
    rules,
    success: [SUCCESS.written],
    switches: [...BATCH, 'batch.max.others'],
  };
};

const WRITES = {
  DongBoDVC: {
    group: 'Dịch vụ công',
    label: 'assumed',
    about: 'Tỉnh công bố dịch vụ công trực tuyến',
    success: [SUCCESS.serviceCreated, SUCCESS.serviceUpdated],
    fields: SERVICE_FIELDS,
    rules: [...SERVICE_RULES, ...SERVICE_STORED_RULES],
    switches: [...BATCH, 'batch.max.services'],
  },
  DongBoHoSoMC: {
    group: 'Hồ sơ',
    label: 'observed (4)',
    about: 'Thêm mới hoặc thay cả hồ sơ một cửa',
    success: [SUCCESS.dossierCreated, SUCCESS.dossierUpdated],
    fields: DOSSIER_FIELDS,
    rules: [...DOSSIER_RULES, ...DOSSIER_STORED_RULES],
    switches: [...BATCH, 'batch.max.dossiers'],
  },
  CapNhatTienDoHoSoMC: {
    group: 'Hồ sơ',
    label: 'observed (3)',
    about: 'Thêm các bước xử lý của hồ sơ',
    success: [SUCCESS.progressAdded],
    fields: PROGRESS_FIELDS,
    rules: [...PROGRESS_RULES, ...PROGRESS_STORED_RULES],
    switches: [...BATCH, 'batch.max.progress'],
  },
  DongBoTrangThaiHoSo: {
    group: 'Hồ sơ',
    label: 'observed (2)',
    about: 'Trạng thái của hồ sơ nộp từ Cổng; data là một đối tượng',
    success: [SUCCESS.statusTaken],
    fields: NOTICE_FIELDS,
    rules: [...NOTICE_RULES, ...NOTICE_STORED_RULES],
  },
  DongBoDanhGia: keeping('DongBoDanhGia', 'Đánh giá', 'Kết quả đánh giá theo tháng'),
  DongBoHoiDap: keeping('DongBoHoiDap', 'Hỏi đáp', 'Câu hỏi cơ quan công bố'),
  DongBoKetQuaHoiDapGuiTuDVCQG: keeping('DongBoKetQuaHoiDapGuiTuDVCQG', 'Hỏi đáp', 'Trả lời câu hỏi gửi từ Cổng'),
} as const satisfies Record<string, ServiceEntry>;

const NEW_REST: Readonly<Record<NewRestCall, ServiceEntry>> = {
  GetToken: {
    ...read('REST thế hệ mới', 'observed (1)', 'Mã truy cập cho các lần gọi sau', ['newRest.tokenSeconds']),
    rules: TOKEN_RULES,
  },
  GetNextValue: {
    ...read('REST thế hệ mới', 'observed (1)', 'Số hồ sơ kế tiếp của một đơn vị; cách đếm là giả định'),
    rules: NUMBER_RULES,
  },
  UploadFile: {
    ...read('REST thế hệ mới', 'observed (1)', 'Tải tệp; giữ tên, kiểu, mã băm, và nội dung của tệp nhỏ', [
      'newRest.fileMaxKiB',
    ]),
    rules: UPLOAD_RULES,
  },
  CreateDossier: {
    ...read('REST thế hệ mới', 'observed (1)', 'Thêm một hồ sơ; trạng thái đầu là giả định', ['duplicate.create']),
    fields: NEW_DOSSIER_FIELDS,
    rules: [...NEW_DOSSIER_RULES, ...DOSSIER_STORED_RULES],
  },
  CapNhatTienTrinh: {
    ...read('REST thế hệ mới', 'observed (1)', 'Thêm các bước xử lý; sau kiểm tra là như CapNhatTienDoHoSoMC', [
      ...BATCH,
      'batch.max.progress',
    ]),
    fields: NEW_STEP_FIELDS,
    rules: [...NEW_STEP_RULES, ...PROGRESS_STORED_RULES],
  },
  CapNhatTrangThai: {
    ...read(
      'REST thế hệ mới',
      'observed (1)',
      'Đổi trạng thái; lệ phí và kết quả chỉ đi cùng 5, 6, 9, sai thì cảnh báo',
      [...BATCH, 'batch.max.others'],
    ),
    fields: NEW_STATUS_FIELDS,
    rules: [...NEW_STATUS_RULES, ...NOTICE_STORED_RULES],
  },
};

/** Every service the mock speaks. A service of the contract that is missing here does not compile. */
export const SERVICES: Readonly<Record<ServiceName, ServiceEntry>> = {
  login: read('Phiên', 'observed (2)', 'Đăng nhập, nhận mã phiên', ['session.ttlSeconds', 'session.perAccount']),
  LayDanhSachTTHC: read('Thủ tục', 'observed (4)', 'Mã và tên các thủ tục đang công khai'),
  LayDanhSachTTHCDonVi: read('Thủ tục', 'observed (1)', 'Thủ tục ở cấp của một đơn vị'),
  LayThuTuc: read('Thủ tục', 'observed (4)', 'Một thủ tục, đầy đủ', ['layThuTuc.unknown']),
  LayQDCB: read('Thủ tục', 'observed (1)', 'Quyết định công bố; bố cục là giả định'),
  LayDanhMucCoQuan: read('Danh mục', 'observed (2)', 'Các cơ quan'),
  LayDanhMucLinhVuc: read('Danh mục', 'observed (3)', 'Các lĩnh vực'),
  ...LISTS,
  LayDVC: read('Dịch vụ công', 'observed (1)', 'Tỉnh đọc lại dịch vụ công của mình', ['layDvc.extended']),
  TraCuuTechID: read('Định danh', 'observed (2)', 'Tài khoản trên Cổng theo mã số thuế hoặc số định danh', [
    'techId.unknown',
  ]),
  TraCuuHoSo: read('Hồ sơ', 'observed (1)', 'Hồ sơ như lần đồng bộ cuối', ['traCuuHoSo.progressKeys']),
  LayDanhSachHoiDapGuiTuDVCQG: read('Hỏi đáp', 'observed (1)', 'Câu hỏi công dân gửi từ Cổng'),
  LayDanhSachHoiDapBoCoQuan: read('Hỏi đáp', 'observed (1)', 'Câu hỏi các cơ quan đã công bố'),
  LayNoiDungTraLoiTheoCauHoi: read('Hỏi đáp', 'observed (1)', 'Câu trả lời của một câu hỏi'),
  ...WRITES,
  TraCuuKetQuaSoHoa: read('Kho kết quả số hóa', 'observed (1)', 'Kết quả số hóa của một người; địa chỉ là giả định'),
  LayTepKetQuaSoHoa: read('Kho kết quả số hóa', 'observed (1)', 'Một tệp kết quả, base64; địa chỉ là giả định'),
  ...PAYMENT_BEHAVIOURS,
  ...NEW_REST,
};
