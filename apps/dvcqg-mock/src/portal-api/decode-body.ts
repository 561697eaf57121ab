import { isAscii, isUtf8 } from 'node:buffer';
import type { Json } from './json.js';
import { findTextFault, type TextFault } from './json-text.js';
import { quoted, refuse, type Refusal } from './refusals.js';

/** Deeper bodies are no business of this portal, and too deep for a stack. */
const DEEPEST = 32;

export type Decoded = { readonly body: Json } | { readonly refusal: Refusal };

/**
 * Bytes to JSON, strictly: UTF-8 without a byte order mark, no text that a database cannot keep, no name twice in one
 * object, no number that would become another. Texts stay as they came, composed or not. Empty is `null`.
 */
export function decodeBody(bytes: Buffer): Decoded {
  if (bytes.length === 0) return { body: null };
  if (!isUtf8(bytes)) return { refusal: refuse.badJson() };
  // The same text either way; ASCII needs no decoding.
  const text = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
  let body: Json;
  try {
    body = JSON.parse(text) as Json;
  } catch {
    return { refusal: refuse.badJson() };
  }
  const lost = findTextFault(text, DEEPEST);
  return lost ? { refusal: refuseLoss(lost) } : checkText(body);
}

/** A body that is there, if all text in it can be kept and it is not too deep. */
export function checkText(body: Json): Decoded {
  const fault = findFault(body, 0);
  if (!fault) return { body };
  return {
    refusal: fault.says === null ? refuse.badJson() : refuse.badFormat(fault.path.replace(/^\./, ''), fault.says),
  };
}

function refuseLoss({ kind, path }: TextFault): Refusal {
  if (kind === 'too-deep') return refuse.badJson();
  return kind === 'repeated-name'
    ? refuse.incorrect(`trường ${quoted(path)} lặp lại`)
    : refuse.badFormat(path, 'số giữ được đúng giá trị');
}

interface Fault {
  readonly path: string;
  /** What should stand there; null where it is the whole that is wrong. */
  readonly says: string | null;
}

/** The path is put together on the way back only: a body of many items is looked through without writing one. */
function findFault(value: Json, depth: number): Fault | null {
  if (typeof value === 'string') return isKeepable(value) ? null : { path: '', says: 'văn bản Unicode' };
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= DEEPEST) return { path: '', says: null };
  if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) {
      const fault = findFault(inner, depth + 1);
      if (fault) return { ...fault, path: `[${String(index)}]${fault.path}` };
    }
    return null;
  }
  for (const name in value) {
    if (!isKeepable(name)) return { path: '', says: 'tên trường Unicode' };
    const fault = findFault(value[name] ?? null, depth + 1);
    if (fault) return { ...fault, path: `.${name}${fault.path}` };
  }
  return null;
}

/** U+0000 and half of a surrogate pair are valid JSON, and no text. */
function isKeepable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}
