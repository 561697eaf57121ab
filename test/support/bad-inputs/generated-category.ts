import fc from 'fast-check';
import type { FieldLine } from '../../../apps/dvcqg-mock/src/portal-api/behaviour/behaviour-catalogue.js';
import type { BadInputRig } from './bad-input-rig.js';
import { tellItems, type Trial } from './tell-items.js';
import { asPlace, placesOf, withField, type FieldPlace, type WriteService } from './write-services.js';

const DIGITS = Array.from('0123456789');
const digits = (least: number, most = least): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...DIGITS), minLength: least, maxLength: most });
const two = (n: number): string => String(n).padStart(2, '0');

/** A good value of each form that is written freely. Codes of lists stay as the good item has them. */
function goodOf({ form, values, max }: FieldLine): fc.Arbitrary<unknown> | null {
  if (values.length > 0) return fc.constantFrom(...values);
  const length = { minLength: 1, maxLength: Math.min(max ?? 60, 60) };
  const text = fc.string({ unit: 'grapheme', ...length }).filter((made) => made.trim() !== '');
  const moment = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 59 }))
    .map(([month, day, minute]) => `2030${two(month)}${two(day)}10${two(minute)}00`);
  const percent = fc.integer({ min: 0, max: 100 }).map((n) => `${String(n)}%`);
  const made: Partial<Record<FieldLine['form'], fc.Arbitrary<unknown>>> = {
    text,
    string: text,
    moment,
    percent,
    amount: digits(1, 15),
  };
  return made[form] ?? null;
}

/** Fields that rules beyond their own form look at: a good value may still be a wrong one. */
const ENTANGLED =
  /^(Ngay(TiepNhan|HenTra|Tra|KetThucXuLy)$|ThoiDiemXuLy|TrangThai|TRANGTHAI|MaTTHC|MaLinhVuc|MaThuTuc|DinhDanhCHS|MaHoSo$|MADVC|MATTHC|TENTTHC|MACOQUAN|MALINHVUC|APDUNGDVC)/;

type Setting = readonly [string, unknown];
interface Made {
  readonly settings: readonly Setting[];
  readonly kind: 'good' | 'one bad field' | 'garbage';
  readonly garbage?: unknown;
}

function made(places: readonly FieldPlace[]): fc.Arbitrary<Made> {
  const free = places.filter(({ path, line }) => !ENTANGLED.test(path) && goodOf(line) !== null);
  const settings = fc
    .subarray([...free], { maxLength: Math.min(12, free.length) })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map(({ path, line }) => (goodOf(line) ?? fc.constant('')).map((value): Setting => [path, value])),
      ),
    );
  const bad = fc.tuple(
    fc.constantFrom(...places.map(({ path }) => path)),
    fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.string({ unit: 'binary' }).map((text) => text.toWellFormed().replaceAll('\0', '')),
      fc.double(),
      fc.bigInt().map(String),
    ),
  );
  return fc.oneof(
    { weight: 5, arbitrary: settings.map((good): Made => ({ settings: good, kind: 'good' })) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(settings, bad)
        .map(([good, one]): Made => ({ settings: [...good, one], kind: 'one bad field' })),
    },
    {
      weight: 1,
      arbitrary: fc.jsonValue({ maxDepth: 4 }).map((garbage): Made => ({ settings: [], kind: 'garbage', garbage })),
    },
  );
}

/** B16: items made from the table of fields: half of them good, most others with one bad field. The seed gives them all. */
export async function tellGenerated(
  rig: BadInputRig,
  service: WriteService,
  { lines, count, seed }: { lines: readonly FieldLine[]; count: number; seed: number },
): Promise<void> {
  const places = placesOf(lines);
  await rig.begin();
  await service.prepare?.(
    rig.portal,
    Array.from({ length: count }, (_, n) => n + 1),
  );
  const all = fc.sample(made(places), { numRuns: count, seed });
  for (const kind of ['good', 'one bad field', 'garbage'] as const) {
    const trials = all.flatMap((one, n): Trial[] => (one.kind === kind ? [toTrial(one, service, n + 1)] : []));
    const category = `B16 ${kind} · ${service.name}`;
    const refused = await tellItems(rig, service, category, trials);
    const [first] = refused;
    if (kind === 'good' && first !== undefined)
      rig.judge.violated(
        category,
        `từ chối ${JSON.stringify(trials[first]?.item).slice(0, 400)} (seed ${String(seed)})`,
      );
  }
}

function toTrial({ settings, kind, garbage }: Made, service: WriteService, n: number): Trial {
  if (kind === 'garbage')
    return {
      item: garbage as Trial['item'],
      places: [...Object.keys(service.item(n)), 'Danh sách dữ liệu rỗng', 'Trường data'],
    };
  const item = settings.reduce((filled, [path, value]) => withField(filled, path, value), service.item(n));
  const bad = settings.at(-1)?.[0] ?? '';
  return { item: JSON.parse(JSON.stringify(item)) as Trial['item'], places: [asPlace(bad)] };
}
