import { INBOUND_CODES, LAND_TAX_RECEIPT_SERVICE } from '@dvc/contracts';
import type { InboundVerdict } from '@dvc/persistence';

export type Fields = Readonly<Record<string, unknown>>;

/** Which address a message came to. */
export type InboundDoor = 'promotion' | 'submission' | 'taxNotice';
export type InboundKind = 'dossier' | 'promotion' | 'promotion-supplement' | 'land-tax-receipt' | 'tax-notice';

/** A message of the portal, as far as it can be read. */
export interface InboundMessage {
  readonly kind: InboundKind;
  /** What it tells; without its envelope, where it has one. */
  readonly data: Fields;
  /** It changes something that was told before. */
  readonly isUpdating: boolean;
}

/** Bodies are objects in UTF-8; `null`: this is none. */
export function readObject(bytes: Buffer): Fields | null {
  try {
    return objectOf(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return null;
  }
}

export function readMessage(door: InboundDoor, body: Fields): InboundMessage {
  if (door === 'promotion') return { kind: 'promotion', data: body, isUpdating: false };
  const data = objectOf(body['data']) ?? {};
  const isUpdating = /^true$/i.test(textOf(body['isUpdating']));
  return { kind: door === 'taxNotice' ? 'tax-notice' : kindOf(textOf(body['service']), data), data, isUpdating };
}

/** The name of a promotion's supplement was never seen; the field that only it has tells. */
function kindOf(service: string, data: Fields): InboundKind {
  if (service === LAND_TAX_RECEIPT_SERVICE) return 'land-tax-receipt';
  return Object.hasOwn(data, 'MaHoSoQG') ? 'promotion-supplement' : 'dossier';
}

export const objectOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;

/** A scalar as text; everything else as none. */
export function textOf(value: unknown): string {
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim().normalize('NFC') : '';
}

/** `0 …` */
export const accept = (ref: string, message: string): InboundVerdict =>
  verdict('accepted', INBOUND_CODES.ok, ref, message);
/** `1 …`: another message has told of it. */
export const duplicate = (ref: string): InboundVerdict =>
  verdict('duplicate', INBOUND_CODES.duplicate, ref, `${ref}| duplicate refId`);
/** `-1 …` */
export const refuse = (ref: string, message: string): InboundVerdict =>
  verdict('refused', INBOUND_CODES.refused, ref, message);

const verdict = (
  outcome: InboundVerdict['outcome'],
  error_code: number,
  ref: string,
  message: string,
): InboundVerdict => ({ outcome, ref, dossierCode: null, reply: { error_code, message } });
