import { RELAY_PATHS, THANH_HOA_SUFFIXES } from '@dvc/contracts';
import type { Label } from '../portal-api/behaviour/label.js';
import type { ServiceName } from '../portal-api/behaviour/service-registry.js';
import { isJsonObject, type Json, type JsonObject } from '../portal-api/json.js';
import type { Door } from '../portal-api/portal-call.js';

/** How a relay words its answer. */
type RelayReply =
  /** `{ error_code, message }`, the portal's whole answer as text inside `message`. */
  | 'answer-in-message'
  /** `{ error_code, message }` as the portal's, the code as text. */
  | 'code-and-message'
  /** Plain text in base64; a refusal as above. */
  | 'base64';

/** One address of a relay, and the service of the portal behind it. */
export interface RelayRoute {
  readonly relay: 'Thanh Hóa' | 'Hà Giang';
  readonly method: 'GET' | 'POST';
  /** The last part of the address. */
  readonly name: string;
  readonly service: ServiceName;
  readonly door: Door | null;
  readonly reply: RelayReply;
  readonly label: Label;
  /** In Vietnamese: what goes in, where it is not the service's own body. */
  readonly about: string;
  /** The caller names one of its units in `MaDinhDanhDV`. */
  readonly namesUnit: boolean;
  /** Parameters of the service, from the body and the query. */
  readonly parameters: (body: Json, query: URLSearchParams) => JsonObject;
}

type Read = readonly [service: ServiceName, parameter?: string];

const READS: readonly Read[] = [
  ['LayDanhSachTTHC'],
  ['LayDanhSachTTHCDonVi', 'maDonVi'],
  ['LayThuTuc', 'maTTHC'],
  ['LayQDCB', 'idQDCB'],
  ['LayDanhMucLinhVuc'],
  ['LayDanhMucLoaiThuTuc'],
  ['LayDanhMucNhomThuTuc'],
  ['LayDanhMucThuTucThuocLoai'],
  ['TraCuuTechID', 'mstorcmnd'],
];

const read = ([service, parameter]: Read): RelayRoute => ({
  relay: 'Thanh Hóa',
  method: 'GET',
  name: service,
  service,
  door: null,
  reply: 'answer-in-message',
  label: 'observed (1)',
  about: parameter === undefined ? 'Không tham số' : `Tham số ${parameter} trên địa chỉ`,
  namesUnit: false,
  parameters: (_body, query) =>
    parameter === undefined ? {} : { [parameter]: parameterOf(query, parameter) ?? undefined },
});

const write = (name: string, service: ServiceName, more: Partial<RelayRoute>): RelayRoute => ({
  relay: 'Thanh Hóa',
  method: 'POST',
  name,
  service,
  door: null,
  reply: 'code-and-message',
  label: 'assumed',
  about: 'Thân là danh sách, không phong bì; tên địa chỉ là giả định',
  namesUnit: false,
  parameters: (data) => ({ data }),
  ...more,
});

/** The relay of Thanh Hóa, which Điện Biên uses too. */
const THANH_HOA_ROUTES: readonly RelayRoute[] = [
  ...READS.map(read),
  write(THANH_HOA_SUFFIXES.create, 'DongBoHoSoMC', { parameters: (data) => ({ isUpdating: 'False', data }) }),
  write(THANH_HOA_SUFFIXES.update, 'DongBoHoSoMC', { parameters: (data) => ({ isUpdating: 'True', data }) }),
  write(THANH_HOA_SUFFIXES.progress, 'CapNhatTienDoHoSoMC', {}),
  write('DongBoTrangThaiHoSoKM', 'DongBoTrangThaiHoSo', {
    label: 'observed (1)',
    about: 'Thân chỉ là đối tượng data; câu trả lời là giả định',
    parameters: (data) => ({ type: '2', data }),
  }),
  write('getfile', 'LayTepKetQuaSoHoa', {
    label: 'observed (1)',
    about: 'Thân {"DuongDan"}; trả lời là base64',
    door: 'LayTepKetQuaSoHoa',
    reply: 'base64',
    parameters: (body) => (isJsonObject(body) ? { DuongDan: body['DuongDan'] } : {}),
  }),
];

/** The relay of Hà Giang: its one address. `isUpdating` is read from the address, like everywhere. */
export const HA_GIANG_ROUTE: RelayRoute = write('DongBoHoSoMC', 'DongBoHoSoMC', {
  relay: 'Hà Giang',
  label: 'observed (1)',
  about: 'Thân là danh sách; MaDinhDanhDV và isUpdating trên địa chỉ; câu trả lời là giả định',
  namesUnit: true,
});

export const RELAY_ROUTES: readonly RelayRoute[] = [...THANH_HOA_ROUTES, HA_GIANG_ROUTE];

export function findThanhHoaRoute(method: RelayRoute['method'], name: string): RelayRoute | null {
  return THANH_HOA_ROUTES.find((route) => route.method === method && route.name === name) ?? null;
}

export function addressOf({ relay, name }: RelayRoute): string {
  return `${relay === 'Thanh Hóa' ? RELAY_PATHS.thanhHoa : RELAY_PATHS.haGiang}/${name}`;
}

/** A parameter of an address, without regard to the case of its name. */
export function parameterOf(query: URLSearchParams, name: string): string | null {
  return [...query].find(([given]) => given.toLowerCase() === name.toLowerCase())?.[1] ?? null;
}
