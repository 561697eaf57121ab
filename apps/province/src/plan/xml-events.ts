import { StringDecoder } from 'node:string_decoder';

/** A piece of an XML file: a tag opens or closes, or text between tags. Names without prefix. */
export type XmlEvent =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly isEmpty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** Not the XML that spreadsheet programs write. */
export class BadXmlError extends Error {}

/** A cell holds 32 767 characters at most; nothing in a spreadsheet is longer without a tag. */
const MAX_BETWEEN_TAGS = 1_000_000;

/**
 * Reads XML as it streams by, whole characters even where a piece ends inside one (exceljs 4.4.0 breaks those).
 * No DOCTYPE, so no entities beyond the five.
 *
 * @throws {BadXmlError}
 */
export async function* readXml(pieces: AsyncIterable<Buffer>): AsyncGenerator<XmlEvent[]> {
  const decoder = new StringDecoder('utf8');
  let kept = '';
  for await (const piece of pieces) {
    const text = kept + decoder.write(piece);
    const end = text.lastIndexOf('<');
    const tagEnd = text.lastIndexOf('>');
    // All up to the last whole tag; text behind it may go on in the next piece.
    const whole = tagEnd > end ? tagEnd + 1 : Math.max(0, end);
    kept = text.slice(whole);
    const { events, rest } = split(text.slice(0, whole));
    kept = rest + kept;
    if (kept.length > MAX_BETWEEN_TAGS) throw new BadXmlError('too long');
    yield events;
  }
  if (kept.trim() !== '') throw new BadXmlError('ends too early');
}

const ATTRIBUTES = /(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*/.source;
const TAG = `<(/?)(?:[\\w.-]+:)?([\\w.-]+)(${ATTRIBUTES})\\s*(/?)>`;
const TOKEN = new RegExp(`<!--[^]*?-->|<!\\[CDATA\\[([^]*?)\\]\\]>|<\\?[^]*?\\?>|${TAG}|([^<]+)`, 'g');

function split(text: string): { events: XmlEvent[]; rest: string } {
  const events: XmlEvent[] = [];
  let reached = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index !== reached) break;
    reached += match[0].length;
    const [, cdata, slash, name, attributes = '', end, plain] = match;
    if (plain !== undefined) events.push({ kind: 'text', text: decodeEntities(plain) });
    else if (cdata !== undefined) events.push({ kind: 'text', text: cdata });
    else if (name !== undefined && slash === '/') events.push({ kind: 'close', name });
    else if (name !== undefined) {
      const isEmpty = end === '/';
      events.push({ kind: 'open', name, attributes, isEmpty });
      if (isEmpty) events.push({ kind: 'close', name });
    }
  }
  // A comment may be cut by the end of a piece. What is never whole is no XML, and ends at the limit.
  const rest = text.slice(reached);
  return { events, rest };
}

/** Value of an attribute, prefix included in its name; `undefined` where it is not given. */
export function attribute(attributes: string, name: string): string | undefined {
  const at = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return at === null ? undefined : decodeEntities(at[1] ?? at[2] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const point = hex === undefined ? Number(decimal) : parseInt(hex, 16);
      return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
    },
  );
}
