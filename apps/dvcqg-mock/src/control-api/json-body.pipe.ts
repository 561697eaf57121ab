import {
  BadRequestException,
  Injectable,
  PayloadTooLargeException,
  UnprocessableEntityException,
  type PipeTransform,
} from '@nestjs/common';
import { decodeBody } from '../portal-api/decode-body.js';
import { isJsonObject, type Json } from '../portal-api/json.js';
import { TOO_LARGE } from '../portal-api/wire.js';

/** Turns the bytes of a control call into JSON. */
@Injectable()
export class JsonBodyPipe implements PipeTransform<unknown, Json> {
  transform(bytes: unknown): Json {
    if (bytes === TOO_LARGE) throw new PayloadTooLargeException('Nội dung vượt quá 10 MiB.');
    const decoded = decodeBody(Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0));
    if ('refusal' in decoded) throw new BadRequestException(decoded.refusal.message);
    return decoded.body;
  }
}

type Kind = 'string' | 'number' | 'boolean';
const KIND_WORDS: Readonly<Record<Kind, string>> = { string: 'chuỗi', number: 'số nguyên', boolean: 'true hoặc false' };
/** What fits a column of whole numbers. */
const LARGEST_NUMBER = 2_147_483_647;
type Fields<T extends Record<string, Kind>> = {
  [K in keyof T]?: T[K] extends 'string' ? string : T[K] extends 'number' ? number : boolean;
};

/** The fields of an optional object. An unknown field, or one of another type, is a mistake and not ignored. */
export function readFields<T extends Record<string, Kind>>(body: Json, kinds: T): Fields<T> {
  if (body === null) return {};
  const problems = isJsonObject(body)
    ? Object.entries(body).flatMap(([name, value]) => {
        const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
        return isOfKind(value, kind)
          ? []
          : [`${name}: ${kind === undefined ? 'không có trường này' : KIND_WORDS[kind]}`];
      })
    : ['cần một đối tượng JSON'];
  if (problems.length === 0) return body as Fields<T>;
  throw new UnprocessableEntityException(`Trường không đúng; có: ${Object.keys(kinds).join(', ')}.`, {
    cause: problems,
  });
}

function isOfKind(value: Json | undefined, kind: Kind | undefined): boolean {
  if (kind !== 'number') return typeof value === kind;
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= LARGEST_NUMBER;
}
