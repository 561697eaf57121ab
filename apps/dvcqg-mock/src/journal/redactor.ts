import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash } from 'node:crypto';
import { isJsonObject, type Json } from '../portal-api/json.js';
import { PortalRecords } from '../records/portal-records.js';
import type { BodyNote } from './journal-entry.js';
import { listPolicies, type NamePolicy } from './private-fields.js';

/** Longer bodies are kept as digest only. */
const LONGEST_KEPT_BYTES = 256 * 1024;
const DROPPED = '‹redacted›';
/** Identity and tax numbers, telephone numbers, electronic addresses, wherever they stand in a text. */
const PERSONAL = [
  /(?<![\d.])\d{9}(?:\d{1,4}|\d?-\d{3})?(?!\d)/g,
  /(?<!\d)(?:\+?84|0)(?:[ .-]?\d){8,9}(?!\d)/g,
  // Begins where a run of such signs begins: tried at each of 50 000 of them it would take seconds.
  /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
];
const SHORTEST_PERSONAL = 6;
const SAFE_NUMBER = 100_000_000;

/**
 * Takes out of bodies what the journal may not keep. What may stay is written in the field tables; a name that no
 * table knows is hidden. The key stays in the mock's database: the same person is the same in every entry of an
 * installation, and in no other.
 */
@Injectable()
export class Redactor implements OnModuleInit {
  private key = '';
  private readonly policies: ReadonlyMap<string, NamePolicy> = listPolicies();

  constructor(private readonly records: PortalRecords) {}

  async onModuleInit(): Promise<void> {
    this.key = (await this.records.installation.secret('journal')).toString('hex');
  }

  /** A body as it may be kept. Where a caller's digest could be guessed from, `isGuessable`, it is keyed as well. */
  note(body: Json, bytes: Buffer, isGuessable = false): BodyNote {
    const sha256 = hash('sha256', bytes);
    return {
      sha256: isGuessable ? this.hide(sha256) : sha256,
      bytes: bytes.length,
      body: this.redact(body, bytes.length),
    };
  }

  /** Only the body, or null when it is too long to keep. */
  redact(body: Json, sizeBytes: number): Json {
    return sizeBytes > LONGEST_KEPT_BYTES ? null : this.clean(body);
  }

  /** The same for a body as it goes out; the inside of a text is looked at only where it is kept, that of a file never. */
  noteSent(sent: string | Buffer, isGuessable: boolean): BodyNote {
    if (typeof sent !== 'string') return this.note(null, sent, isGuessable);
    const bytes = Buffer.from(sent);
    return this.note(bytes.length > LONGEST_KEPT_BYTES ? null : (parse(sent) ?? null), bytes, isGuessable);
  }

  /** A text of ours or of the caller, without what could be somebody's number or address. */
  scrub(text: string): string {
    if (text.length < SHORTEST_PERSONAL) return text;
    return PERSONAL.reduce((rest, pattern) => rest.replace(pattern, (found) => this.hide(found)), text);
  }

  private clean(value: Json): Json {
    if (Array.isArray(value)) return value.map((item) => this.clean(item));
    if (!isJsonObject(value)) return this.hideUnknown(value);
    const fields = Object.entries(value).map(([name, inner = null]): [string, Json] => [
      this.scrub(name),
      this.cleanField(this.policies.get(name.toLowerCase()), inner),
    ]);
    return Object.fromEntries(fields);
  }

  private cleanField(policy: NamePolicy | undefined, value: Json): Json {
    if (policy?.privacy === 'drop') return DROPPED;
    if (Array.isArray(value)) return value.map((item) => this.cleanField(policy, item));
    if (isJsonObject(value)) return this.clean(value);
    if (!policy) return this.hideUnknown(value);
    if (value === null || value === '' || typeof value === 'boolean') return value;
    const text = String(value);
    if (policy.privacy === 'hash') return this.hide(text);
    if (policy.privacy === 'keep-last-4') return this.hideAllButTheEnd(text);
    if (policy.fits(text)) return value;
    const rest = this.scrub(text);
    return rest === text ? value : rest;
  }

  private hideUnknown(value: null | boolean | number | string): Json {
    if (value === null || value === '' || typeof value === 'boolean') return value;
    return typeof value === 'number' && Math.abs(value) < SAFE_NUMBER ? value : this.hide(String(value));
  }

  private hideAllButTheEnd(text: string): string {
    const signs = Array.from(text);
    return signs.length < 8 ? this.hide(text) : `${this.hide(text)}…${signs.slice(-4).join('')}`;
  }

  /** A digest is taken of the composed form, as names are compared. */
  private hide(text: string): string {
    const digest = hash('sha256', this.key + text.normalize('NFC'));
    return `hmac:${digest.slice(0, 16)}`;
  }
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
