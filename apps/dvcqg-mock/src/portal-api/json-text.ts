/** What `JSON.parse` passes over without a word, and where. */
export interface TextFault {
  readonly kind: 'too-deep' | 'repeated-name' | 'inexact-number';
  readonly path: string;
}

interface Frame {
  readonly isObject: boolean;
  /** Names seen so far. */
  names: Set<string> | null;
  name: string;
  index: number;
  isBeforeName: boolean;
}

/** Longer numbers are somebody's text without its quotation marks. */
const LONGEST_NUMBER = 40;
const [QUOTE, BACKSLASH, COMMA, MINUS, ZERO, NINE] = [0x22, 0x5c, 0x2c, 0x2d, 0x30, 0x39];
const [OBJECT, END_OF_OBJECT, LIST, END_OF_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * Looks through a text that is known to be JSON for what parsing would change in silence: of a name that stands twice
 * in one object the first value is lost, and a number with too many digits becomes another one.
 */
export function findTextFault(text: string, deepest: number): TextFault | null {
  const frames: Frame[] = [];
  let frame: Frame | undefined;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) {
      const end = endOfString(text, at);
      if (frame?.isBeforeName && !enter(frame, text.slice(at + 1, end)))
        return { kind: 'repeated-name', path: pathOf(frames) };
      at = end;
    } else if (sign === COMMA) step(frame);
    else if (sign === OBJECT || sign === LIST) {
      if (frames.length >= deepest) return { kind: 'too-deep', path: pathOf(frames) };
      const isObject = sign === OBJECT;
      frame = { isObject, names: null, name: '', index: 0, isBeforeName: isObject };
      frames.push(frame);
    } else if (sign === END_OF_OBJECT || sign === END_OF_LIST) {
      frames.pop();
      frame = frames.at(-1);
    } else if (sign === MINUS || isDigit(sign)) {
      const end = endOfNumber(text, at);
      if (!isExact(text, at, end)) return { kind: 'inexact-number', path: pathOf(frames) };
      at = end - 1;
    }
  }
  return null;
}

function step(frame: Frame | undefined): void {
  if (!frame) return;
  frame.index++;
  frame.isBeforeName = frame.isObject;
}

/** False when the name has been there. */
function enter(frame: Frame, written: string): boolean {
  frame.name = written.includes('\\') ? (JSON.parse(`"${written}"`) as string) : written;
  frame.isBeforeName = false;
  frame.names ??= new Set();
  if (frame.names.has(frame.name)) return false;
  frame.names.add(frame.name);
  return true;
}

/** From quotation mark to quotation mark: a text of megabytes is passed over in one go. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

/** After an odd number of backslashes. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === BACKSLASH) first--;
  return (at - first) % 2 === 1;
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (isDigit(text.charCodeAt(end)) || '.eE+-'.includes(text.charAt(end) || ' ')) end++;
  return end;
}

function pathOf(frames: readonly Frame[]): string {
  return frames
    .map(({ isObject, name, index }) => (isObject ? `.${name}` : `[${String(index)}]`))
    .join('')
    .replace(/^\./, '');
}

function isDigit(sign: number): boolean {
  return sign >= ZERO && sign <= NINE;
}

/** True when the number read from a token is the number that stands there. */
function isExact(text: string, start: number, end: number): boolean {
  if (end - start > LONGEST_NUMBER) return false;
  const token = text.slice(start, end);
  if (token.length <= 15 && !/e/i.test(token)) return true;
  const sent = canonical(token);
  return sent !== null && sent === canonical(String(Number(token)));
}

/** Equal for tokens of equal value: digits without zeros at either end, and where the point is. */
function canonical(token: string): string | null {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(token);
  if (!parts) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  return kept === ''
    ? '0'
    : `${sign}${kept}e${String(Number(exponent) - fraction.length + digits.length - kept.length)}`;
}
