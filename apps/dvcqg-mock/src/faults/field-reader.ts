import { readDuration, readInstant } from '@dvc/clock';
import { isJsonObject, type Json, type JsonObject } from '../portal-api/json.js';
import { nearest } from './nearest.js';

/**
 * Reads the fields of one JSON object and notes what is wrong with them, with their place.
 * After a problem it gives a stand-in of the right type, so that all problems come out at once.
 */
export class FieldReader {
  private readonly fields: JsonObject;

  constructor(
    given: Json | undefined,
    private readonly place: string,
    private readonly problems: string[],
  ) {
    this.fields = isJsonObject(given) ? given : typeof given === 'string' ? { type: given } : {};
  }

  inner(name: string): FieldReader {
    return new FieldReader(this.fields[name], this.placeOf(name), this.problems);
  }

  /** Null is as good as absent. */
  has(name: string): boolean {
    return (this.fields[name] ?? null) !== null;
  }

  is(name: string, value: Json): boolean {
    return this.fields[name] === value;
  }

  isTrue(name: string): boolean {
    return this.is(name, true);
  }

  problem(name: string, what: string): void {
    this.problems.push(`${this.placeOf(name)}: ${what}.`);
  }

  refuseUnknown(known: readonly string[]): void {
    for (const name of Object.keys(this.fields)) {
      if (!known.includes(name)) this.problem(name, `không có trường này; có: ${known.join(', ')}`);
    }
  }

  text(name: string, longest: number): string {
    const value = this.fields[name];
    if (typeof value === 'string' && value !== '' && value.length <= longest) return value;
    this.problem(name, `cần một chuỗi có 1 đến ${String(longest)} ký tự`);
    return '';
  }

  anyText(name: string): string {
    const value = this.fields[name];
    if (typeof value === 'string') return value;
    this.problem(name, 'cần một chuỗi');
    return '';
  }

  headerText(name: string): string {
    const value = this.text(name, 200);
    if (!/^[\x20-\x7e]*$/.test(value)) this.problem(name, 'chỉ dùng được ký tự ASCII');
    return value;
  }

  oneOf<T extends string>(name: string, allowed: readonly [T, ...T[]], absent?: T): T {
    const value = this.fields[name];
    if (value === undefined && absent !== undefined) return absent;
    const found = allowed.find((candidate) => candidate === value);
    if (found !== undefined) return found;
    const near = typeof value === 'string' ? nearest(value, allowed) : null;
    const hint = near === null ? '' : `; có phải: ${near}?`;
    this.problem(name, `${show(value)} không có trong: ${allowed.join(', ')}${hint}`);
    return allowed[0];
  }

  someOf<T extends string>(name: string, allowed: readonly T[]): T[] {
    const value = this.fields[name];
    const found = Array.isArray(value) ? allowed.filter((candidate) => value.includes(candidate)) : [];
    if (!Array.isArray(value) || value.length === 0 || found.length !== value.length) {
      this.problem(name, `cần một danh sách gồm: ${allowed.join(', ')}`);
      return [];
    }
    return value.flatMap((entry) => found.filter((candidate) => candidate === entry));
  }

  number(name: string, least: number, most: number): number {
    const value = this.fields[name];
    if (typeof value === 'number' && value >= least && value <= most) return value;
    this.problem(name, `cần một số từ ${String(least)} đến ${String(most)}`);
    return least;
  }

  integer(name: string, least: number, most: number, absent?: number): number {
    const value = this.fields[name];
    if (value === undefined && absent !== undefined) return absent;
    if (Number.isInteger(value)) return this.number(name, least, most);
    this.problem(name, `cần một số nguyên từ ${String(least)} đến ${String(most)}`);
    return least;
  }

  integers(name: string): number[] {
    const value = this.fields[name];
    const numbers = Array.isArray(value) ? value.filter((entry) => Number.isInteger(entry) && Number(entry) > 0) : [];
    if (Array.isArray(value) && value.length > 0 && numbers.length === value.length) return numbers.map(Number);
    this.problem(name, 'cần một danh sách số nguyên dương');
    return [];
  }

  truth(name: string): boolean {
    if (typeof this.fields[name] !== 'boolean') this.problem(name, 'cần true hoặc false');
    return this.isTrue(name);
  }

  /** In milliseconds: ISO 8601, or the milliseconds themselves. */
  duration(name: string, mostMs: number, absent?: number): number {
    const value = this.fields[name];
    if (value === undefined && absent !== undefined) return absent;
    const ms = typeof value === 'string' ? readDuration(value) : Number.isInteger(value) ? Number(value) : null;
    if (ms !== null && ms >= 0 && ms <= mostMs) return ms;
    this.problem(name, `cần một khoảng thời gian như "PT5M", nhiều nhất ${String(mostMs / 1_000)} giây`);
    return 0;
  }

  texts(name: string): string[] {
    const value = this.fields[name];
    const found = Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
    if (Array.isArray(value) && value.length > 0 && found.length === value.length) return found;
    this.problem(name, 'cần một danh sách chuỗi');
    return [];
  }

  /** An instant with its offset, as ISO 8601 in UTC. */
  instant(name: string): string {
    const value = this.fields[name];
    const given = typeof value === 'string' ? readInstant(value) : null;
    if (given) return given.toISOString();
    this.problem(name, 'cần một thời điểm như "2026-02-05T07:00:00+07:00"');
    return new Date(0).toISOString();
  }

  /** Ascending. */
  instants(name: string): string[] {
    const given = this.texts(name);
    const each = new FieldReader(Object.fromEntries(given.entries()), this.placeOf(name), this.problems);
    return given.map((_, index) => each.instant(String(index))).sort();
  }

  window(name: string): { from: string; to: string } {
    const inner = this.inner(name);
    inner.refuseUnknown(['from', 'to']);
    const [from, to] = [inner.instant('from'), inner.instant('to')];
    if (to <= from && inner.has('from') && inner.has('to')) inner.problem('to', 'phải sau from');
    return { from, to };
  }

  only503(name: string): 503 {
    if (!this.is(name, 503)) this.problem(name, 'cần 429, 503 hoặc "body"');
    return 503;
  }

  private placeOf(name: string): string {
    return name === '' ? this.place : `${this.place}.${name}`;
  }
}

function show(value: Json | undefined): string {
  return value === undefined ? 'thiếu' : JSON.stringify(value).slice(0, 80);
}
