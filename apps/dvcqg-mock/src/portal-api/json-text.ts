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
const NUMBER = /-?[0-9][0-9.eE+-]*/y;

/**
 * Looks through a text that is known to be JSON for what parsing would change in silence: of a name that stands twice
 * in one object the first value is lost, and a number with too many digits becomes another one.
 */
export function findTextFault(text: string, deepest: number): TextFault | null {
  const frames: Frame[] = [];
  let frame: Frame | undefined;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '{' || sign === '[') {
      if (frames.length >= deepest) return { kind: 'too-deep', path: pathOf(frames) };
      const isObject = sign === '{';
      frame = { isObject, names: null, name: '', index: 0, isBeforeName: isObject };
      frames.push(frame);
    } else if (sign === '}' || sign === ']') {
      frames.pop();
      frame = frames.at(-1);
    } else if (sign === ',') step(frame);
    else if (sign === '"') {
      const end = endOfString(text, at);
      if (frame?.isBeforeName && !enter(frame, text.slice(at, end + 1)))
        return { kind: 'repeated-name', path: pathOf(frames) };
      at = end;
    } else if (sign === '-' || isDigit(sign)) {
      NUMBER.lastIndex = at;
      const [token = ''] = NUMBER.exec(text) ?? [];
      if (!isExact(token)) return { kind: 'inexact-number', path: pathOf(frames) };
      at += token.length - 1;
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
function enter(frame: Frame, quotedName: string): boolean {
  frame.name = JSON.parse(quotedName) as string;
  frame.isBeforeName = false;
  frame.names ??= new Set();
  if (frame.names.has(frame.name)) return false;
  frame.names.add(frame.name);
  return true;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function pathOf(frames: readonly Frame[]): string {
  return frames
    .map(({ isObject, name, index }) => (isObject ? `.${name}` : `[${String(index)}]`))
    .join('')
    .replace(/^\./, '');
}

function isDigit(sign: string | undefined): boolean {
  return sign !== undefined && sign >= '0' && sign <= '9';
}

/** True when the number read from a token is the number that stands there. */
function isExact(token: string): boolean {
  if (token.length > LONGEST_NUMBER) return false;
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
