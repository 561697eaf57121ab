import { isValidOn, type Agency, type Tier } from './agency.js';
import type { IsoDate } from './calendar.js';
import { foldText } from './plan-file-columns.js';
import { found, type Reading } from './plan-file-faults.js';
import { TIER_NAMES } from './plan-file-values.js';

/** Signs that may differ for a code to be called near. */
const NEAR = 2;

/** The province's agencies, as a plan file may name them. */
export class KnownAgencies {
  private readonly byCode: ReadonlyMap<string, Agency>;
  private readonly byName: ReadonlyMap<string, Agency>;
  /** A wrong code is wrong in many rows; the search for its neighbour is made once. */
  private readonly nearestOf = new Map<string, Agency | undefined>();

  constructor(agencies: readonly Agency[]) {
    this.byCode = new Map(agencies.map((agency) => [agency.code, agency]));
    this.byName = new Map(agencies.map((agency) => [foldText(agency.name), agency]));
  }

  /** `name`: what the same row calls it; it finds the right code where the code is wrong. */
  read(code: string, name: string): Reading<Agency> {
    const agency = this.byCode.get(code);
    if (agency !== undefined) return { value: agency };
    const meant = this.byName.get(foldText(name)) ?? this.nearest(code);
    const hint =
      meant === undefined
        ? 'Nạp cơ quan này vào danh mục trước, hoặc sửa mã.'
        : `Có phải ${meant.code} (${meant.name})?`;
    return found('AGENCY_UNKNOWN', 'Mã cơ quan không có trong danh mục của tỉnh', hint);
  }

  private nearest(code: string): Agency | undefined {
    if (!this.nearestOf.has(code)) this.nearestOf.set(code, this.searchNearest(code));
    return this.nearestOf.get(code);
  }

  private searchNearest(code: string): Agency | undefined {
    const wanted = toNewStyle(code.toUpperCase());
    const near = [...this.byCode.values()]
      .map((agency) => ({ agency, distance: editDistance(wanted, agency.code) }))
      .filter(({ distance }) => distance <= NEAR)
      .sort((a, b) => a.distance - b.distance);
    return near[0]?.agency;
  }
}

export function readAgencyName(text: string, agency: Agency): Reading<string> {
  if (text === '' || foldText(text) === foldText(agency.name)) return { value: agency.name };
  return found('AGENCY_NAME', `Mã ${agency.code} là ${agency.name}`, 'Sửa tên hoặc mã cơ quan cho khớp nhau.');
}

export function readTierOf(tier: Tier, agency: Agency): Reading<Tier> {
  if (tier === agency.tier) return { value: tier };
  const message = `${agency.name} là cơ quan ${TIER_NAMES[agency.tier].toLowerCase()}`;
  return found('TIER_OTHER', message, `Ghi ${TIER_NAMES[agency.tier]}, hoặc sửa mã cơ quan.`);
}

/** An agency must still be there on the deadline. */
export function readAgencyOn(agency: Agency, day: IsoDate): Reading<Agency> {
  if (isValidOn(agency, day)) return { value: agency };
  const next = agency.mergedInto === null ? 'Chọn cơ quan đang hoạt động.' : `Dùng mã ${agency.mergedInto}.`;
  return found('AGENCY_CLOSED', `${agency.name} không hoạt động vào ngày ${day}`, next);
}

/** `000.00.15.H60` (QCVN 102:2016) → `H60.15` (QĐ 20/2020). */
function toNewStyle(code: string): string {
  const old = /^\d{3}\.\d{2}\.(\d{2,3})\.([GH]\d{2})$/.exec(code);
  return old === null ? code : `${old[2] ?? ''}.${old[1] ?? ''}`;
}

/** Levenshtein's distance, two rows of the table at a time. Codes are short. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > NEAR) return NEAR + 1;
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (above[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      row.push(Math.min(swap, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}
