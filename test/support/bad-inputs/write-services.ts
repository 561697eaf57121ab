import type { FieldLine } from '../../../apps/dvcqg-mock/src/portal-api/behaviour/behaviour-catalogue.js';
import { STRANGE_NAMES } from './forms.js';
import { exampleStep, firstGenerationDossier, secondGenerationDossier } from '../example-dossiers.js';
import { exampleService, type MockRig } from '../running-mock.js';

export type Item = Record<string, unknown>;

/** A service that stores items, and how to look at what it has stored. */
export interface WriteService {
  readonly name: string;
  /** Items that one call takes. */
  readonly most: number;
  /** A good item; no two numbers give the same. */
  readonly item: (n: number) => Item;
  readonly parameters: (items: readonly (Item | null)[]) => object;
  /** What must be there before. */
  readonly prepare?: (portal: MockRig, numbers: readonly number[]) => Promise<void>;
  /** What is stored of each item; undefined where nothing is. */
  readonly stored: (portal: MockRig, items: readonly Item[]) => Promise<(Item | undefined)[]>;
  /** Fields that the portal does not keep, by design. */
  readonly unkept: readonly string[];
  /** True where a number and its text are kept as the same, and the catalogue fills in what is blank. */
  readonly isLoose?: true;
}

const NOTICED = '000.00.00.G02-210914-0031';
const list = (data: readonly (Item | null)[]): object => ({ data });
const created = (data: readonly (Item | null)[]): object => ({ isUpdating: 'False', data });
const two = (n: number): string => String(n).padStart(2, '0');

async function pageThrough(portal: MockRig, what: 'dossiers' | 'services'): Promise<Item[]> {
  const found: Item[] = [];
  for (let from: unknown = ''; typeof from === 'string';) {
    const { data } = await portal.sim('GET', `state/${what}?limit=1000&from=${encodeURIComponent(from)}`);
    found.push(...(data[what] as Item[]));
    from = data['next'];
  }
  return found;
}

/** The page that begins with the first of them; what is not on it, one by one. */
async function storedDossiers(portal: MockRig, items: readonly Item[]): Promise<(Item | undefined)[]> {
  const codes = items.map(({ MaHoSo }) => asKey(MaHoSo));
  const regular = codes.filter((code) => /^H97[.]12-241007-[0-9]{7}$/.test(code));
  const from = (regular[0] ?? '').replace(/[0-9]{7}$/, (n) => String(Number(n) - 1).padStart(7, '0'));
  const { data } = await portal.sim('GET', `state/dossiers?limit=1000&from=${from}`);
  const kept = new Map((data['dossiers'] as Item[]).map((row) => [row['MaHoSo'], row['fields'] as Item]));
  for (const code of codes.filter((other) => !regular.includes(other) && /^[0-9A-Z.-]{5,80}$/.test(other))) {
    const { data: one, status } = await portal.sim('GET', `state/dossiers/${code}`);
    const [row] = status === 200 ? (one['current'] as Item[]) : [];
    kept.set(code, (row?.['fields'] as Item | undefined) ?? {});
  }
  return items.map(({ MaHoSo }) => kept.get(MaHoSo));
}

const asPart = (part: unknown): string => (['string', 'number', 'boolean'].includes(typeof part) ? String(part) : '');

const byCode =
  (kind: string, keyOf: (item: Item) => string) =>
  async (portal: MockRig, items: readonly Item[]): Promise<(Item | undefined)[]> => {
    const { data } = await portal.sim('GET', `state/items/${kind}`);
    const kept = new Map((data['items'] as Item[]).map(({ code, fields }) => [code, fields as Item]));
    return items.map((item) => kept.get(keyOf(item)));
  };
/** A key as text; one that is neither text nor number finds nothing. */
const asKey = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const questionId = ({ HOIDAPID }: Item): string => asKey(HOIDAPID);

const stepKey = (step: Item): string => `${asKey(step['MaHoSo'])}/${asKey(step['ThoiDiemXuLy'])}`;

async function storedSteps(portal: MockRig, items: readonly Item[]): Promise<(Item | undefined)[]> {
  const codes = [...new Set(items.map(({ MaHoSo }) => asKey(MaHoSo)))].filter((code) => /^[\w.-]{1,80}$/.test(code));
  const steps: Item[] = [];
  for (const code of codes) {
    const { data, status } = await portal.sim('GET', `state/dossiers/${code}`);
    if (status === 200) steps.push(...(data['progress'] as Item[]));
  }
  const kept = new Map(steps.map((step) => [stepKey(step), step]));
  return items.map((item) => kept.get(stepKey(item)));
}

/** Every hundred numbers are a dossier of their own. */
const stepOf = (n: number): Item =>
  exampleStep({
    MaHoSo: `000.00.12.H97-210914-${String(1_000 + Math.floor(n / 100))}`,
    ThoiDiemXuLy: `2021091508${two(Math.floor((n % 100) / 60))}${two((n % 100) % 60)}`,
  });

const services: readonly WriteService[] = [
  {
    name: 'DongBoHoSoMC',
    most: 100,
    item: (n: number): Item => secondGenerationDossier({ MaHoSo: `H97.12-241007-${String(n).padStart(7, '0')}` }),
    parameters: created,
    stored: storedDossiers,
    unkept: [],
  },
  { name: 'CapNhatTienDoHoSoMC', most: 100, item: stepOf, parameters: list, stored: storedSteps, unkept: [] },
  {
    name: 'DongBoTrangThaiHoSo',
    most: 1,
    item: (): Item => ({
      MaHoSo: NOTICED,
      MaHoSoDonVi: '000.00.12.H97-210914-0012',
      MaDoiTuong: '',
      NoiDung: 'Đã tiếp nhận',
      NgayXuLy: '20210915090500',
      TrangThai: '2',
      TaiLieuXuLy: [],
    }),
    parameters: ([data = {}]): object => ({ type: '2', data }),
    prepare: async (portal: MockRig): Promise<void> => {
      const fields = firstGenerationDossier({ MaHoSo: NOTICED, TrangThaiHoSo: '1' });
      await portal.sim('POST', 'state/dossiers', { owner: 'H97', fields });
    },
    stored: async (portal: MockRig): Promise<(Item | undefined)[]> => {
      const { data } = await portal.sim('GET', `state/dossiers/${NOTICED}`);
      const [row] = data['current'] as { fields: { TrangThaiXuLy?: Item } }[];
      return [row?.fields.TrangThaiXuLy];
    },
    unkept: [],
  },
  {
    name: 'DongBoDanhGia',
    most: 100,
    item: (n: number): Item => ({
      NgayTongHop: `${String(1 + (n % 12))}-${String(1_000 + (Math.floor(n / 12) % 9_000))}`,
      TongSoNguoiDanhGia: 40,
      PhanTramDanhGiaRatHaiLong: '65%',
      PhanTramDanhGiaHaiLong: '30%',
      PhanTramDanhGiaChuaHaiLong: '5%',
      Madonvi: '000.00.12.H97',
      TenDonVi: 'Sở Ví dụ',
    }),
    parameters: list,
    stored: byCode('evaluation', ({ Madonvi, NgayTongHop, MaThuTuc }) =>
      [Madonvi, NgayTongHop, MaThuTuc].map((part) => asPart(part)).join('/'),
    ),
    unkept: [],
  },
  {
    name: 'DongBoHoiDap',
    most: 100,
    item: (n: number): Item => ({
      HOIDAPID: n,
      MaLinhVuc: 'G09-LD91',
      NOIDUNG: 'Bao lâu?',
      MADONVI: '000.00.12.H97',
      TENDONVI: 'Sở',
    }),
    parameters: list,
    stored: byCode('published-question', questionId),
    unkept: [],
  },
  {
    name: 'DongBoKetQuaHoiDapGuiTuDVCQG',
    most: 100,
    item: (n: number): Item => ({
      HOIDAPID: n,
      MADONVI: '000.00.12.H97',
      NGAYTRALOI: '20210916100000',
      NOIDUNGTRALOI: 'Nộp trực tuyến.',
    }),
    parameters: list,
    prepare: async (portal: MockRig, numbers: readonly number[]): Promise<void> => {
      const items = numbers.map((n) => ({ owner: 'H97', code: String(n), fields: { HOIDAPID: n } }));
      await portal.sim('PUT', 'state/items/question', items);
    },
    stored: byCode('question', questionId),
    unkept: [],
  },
  {
    name: 'DongBoDVC',
    most: 100,
    item: (n: number): Item => {
      const MATTHC = `9.${String(800_001 + (n % 100))}`;
      const MADVC = `${MATTHC}.${two(Math.floor(n / 100) % 100)}`;
      return exampleService({ MADVC, MATTHC, TENTTHC: `Thủ tục số ${String((n % 100) + 1)}` });
    },
    parameters: created,
    stored: async (portal: MockRig, items: readonly Item[]): Promise<(Item | undefined)[]> => {
      const kept = new Map((await pageThrough(portal, 'services')).map((row) => [row['MADVC'], row]));
      return items.map(({ MADVC }) => kept.get(MADVC));
    },
    // The portal shows the catalogue's own name, and a service has no place for what nobody knows.
    unkept: ['TENTTHC', ...STRANGE_NAMES],
    isLoose: true,
  },
];

/** Every service that stores items. */
export const WRITE_SERVICES = services;

/** One field of a write service, from the catalogue that the mock gives out. */
export interface FieldPlace {
  /** `TaiLieuNop[].DuocSoHoa`. */
  readonly path: string;
  readonly line: FieldLine;
}

export function placesOf(lines: readonly FieldLine[]): FieldPlace[] {
  return lines.filter(({ field }) => !field.endsWith('[]')).map((line) => ({ path: line.field, line }));
}

/** The item with one field set; lists on the way hold one entry, and keep what else is in it. */
export function withField(item: Item, path: string, value: unknown): Item {
  // A name after @ is taken as it is; a literal would make `__proto__` a prototype.
  if (path.startsWith('@')) return Object.fromEntries([...Object.entries(item), [path.slice(1), value]]);
  const [head = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...item, [head]: value };
  const name = head.slice(0, -2);
  const [first = {}] = Array.isArray(item[name]) ? (item[name] as Item[]) : [];
  return { ...item, [name]: [withField(first, rest.join('.'), value)] };
}

/** How a refusal writes the path. */
export const asPlace = (path: string): string => path.replaceAll('[]', '[0]');
