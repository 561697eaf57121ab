import { isJsonObject, type Json } from './json.js';

/** Parameters of a call; senders in use disagree about the case of their names. */
export class CallParameters {
  private readonly exactly = new Map<string, Json>();
  private readonly byName = new Map<string, Json>();

  constructor(
    readonly body: Json,
    private readonly query: URLSearchParams,
  ) {
    if (!isJsonObject(body)) return;
    for (const [name, value = null] of Object.entries(body)) {
      this.exactly.set(name, value);
      if (!this.byName.has(name.toLowerCase())) this.byName.set(name.toLowerCase(), value);
    }
  }

  /** The name as it is goes first: `maDonVi` asks about a unit, `madonvi` is the caller. */
  get(name: string): Json {
    return this.exactly.get(name) ?? this.byName.get(name.toLowerCase()) ?? null;
  }

  /** A parameter that is text and not blank. */
  text(name: string): string | null {
    const value = this.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value : null;
  }

  /** A parameter that is text or a number, as text; null when it is blank or something else. */
  scalar(name: string): string | null {
    const value = this.get(name);
    return typeof value === 'number' ? String(value) : this.text(name);
  }

  /** `isUpdating` stands in the body as text or as a truth value, or in the query. Anything else is given back as it is. */
  isUpdating(): Json {
    const given = this.get('isUpdating');
    if (given !== null) return given === 'True' ? true : given === 'False' ? false : given;
    const asked = [...this.query].find(([name]) => name.toLowerCase() === 'isupdating')?.[1];
    if (asked === undefined) return null;
    const said = asked.toLowerCase();
    return said === 'true' ? true : said === 'false' ? false : asked;
  }
}
