import type { FieldLine, ServiceLine } from '../../../apps/dvcqg-mock/src/portal-api/behaviour/behaviour-catalogue.js';
import { codeOf, type BadInputRig } from './bad-input-rig.js';
import { CODE_TEXTS, MOMENTS, STRANGE_NAMES, WRONG_KINDS, isRealMoment } from './forms.js';
import { tellItems, type Trial } from './tell-items.js';
import { KILLERS, LONG_RUNS, NAUGHTY, NO_TEXTS, NO_UTF8, VIETNAMESE } from './texts.js';
import { asPlace, placesOf, withField, type FieldPlace, type WriteService } from './write-services.js';

/** A shorter corpus goes to each field whole. */
const LONG_CORPUS = 100;

export async function readFields(rig: BadInputRig): Promise<ReadonlyMap<string, readonly FieldLine[]>> {
  const { data } = await rig.portal.sim('GET', 'catalog');
  return new Map((data['services'] as ServiceLine[]).map(({ service, fields }) => [service, fields]));
}

/** Bad inputs in the items of one write service, field by field as the mock itself lists them. */
export class ItemCategories {
  private readonly places: readonly FieldPlace[];

  constructor(
    private readonly rig: BadInputRig,
    private readonly service: WriteService,
    lines: readonly FieldLine[],
  ) {
    this.places = placesOf(lines);
  }

  /** B2, B3, B4: in all fields of free text at once, in the others one by one. */
  async tellTexts(): Promise<void> {
    const corpora = { 'B2 naughty strings': NAUGHTY, 'B3 killers': KILLERS, 'B4 Vietnamese': VIETNAMESE };
    for (const [category, texts] of Object.entries(corpora)) {
      const mixed = this.mix(texts);
      const refused = await this.tell(category, mixed);
      // Which of the fields it was is seen when each goes alone.
      await this.tell(
        category,
        refused.flatMap((n) => mixed[n] ?? []).map((place) => [place]),
      );
      const formed = this.places.filter((place) => !isFree(place));
      await this.tell(category, this.oneByOne(formed, texts));
    }
  }

  /** Items with a text in every field of free text: each text in each of them, or a long corpus once through all. */
  private mix(texts: readonly string[]): (readonly [string, unknown])[][] {
    const free = this.places.filter(isFree);
    const { longestEverywhere, perFieldAlone } = this.rig.scope;
    const isOnce = texts.length > longestEverywhere && free.length > 0;
    const most = this.service.most === 1 ? perFieldAlone * 8 : texts.length;
    const step = Math.max(isOnce ? free.length : 1, Math.ceil(texts.length / most));
    const starts = texts.flatMap((_, n) => (n % step === 0 ? [n] : []));
    return starts.map((n) => free.map(({ path }, at) => [path, texts[(n + at) % texts.length]] as const));
  }

  /** B3, B4: halves of characters, U+0000, bytes that are no UTF-8: refused, and the field is named. */
  async tellNoTexts(): Promise<void> {
    const { rig, service } = this;
    await this.begin(1);
    const bodyWith = (path: string, mark: string): string =>
      rig.toBody(service.name, service.parameters([withField(service.item(1), path, mark)]));
    for (const [at, { path }] of this.places.entries()) {
      const inside = NO_TEXTS[at % NO_TEXTS.length] ?? '';
      const category = `B3 no text · ${service.name}`;
      const reply = await rig.tell(category, { body: bodyWith(path, '@@').replace('@@', inside) }, path);
      const isNamed = reply && codeOf(reply) !== 0 && reply.text.includes(asPlace(path));
      if (reply && !isNamed) rig.judge.violated(category, `${path} ${inside}: ${reply.text}`);
    }
    const [before = '', after = ''] = bodyWith(this.places[0]?.path ?? '', '@@').split('@@');
    for (const bytes of NO_UTF8) {
      const category = `B4 no UTF-8 · ${service.name}`;
      const body = Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]);
      const reply = await rig.tell(category, { body }, bytes.toString('hex'));
      if (reply && codeOf(reply) !== 300) rig.judge.violated(category, reply.text);
    }
  }

  /** B5, B6, B7, B11: by the form of each field. */
  async tellForms(): Promise<void> {
    const formed = this.places.filter(({ line }) => !isText(line.form));
    const dated = formed.filter(({ line }) => line.form === 'moment' || line.form === 'month');
    const coded = formed.filter((place) => !dated.includes(place));
    await this.tellMoments(dated);
    await this.tell('B6 codes', this.oneByOne(coded, CODE_TEXTS));
    await this.tell('B7 kinds', this.oneByOne(this.places, WRONG_KINDS));
    await this.tell('B11 long runs', this.oneByOne(formed, LONG_RUNS));
    await this.tell(
      'B7 names',
      STRANGE_NAMES.map((name) => [[`@${name}`, { a: [1] }]] as const),
    );
  }

  private async tellMoments(dated: readonly FieldPlace[]): Promise<void> {
    const settings = this.oneByOne(dated, MOMENTS);
    const refused = new Set(await this.tell('B5 dates', settings));
    for (const [n, [[path, text] = ['', '']]] of settings.entries()) {
      const isMoment = dated.find((place) => place.path === path)?.line.form === 'moment';
      if (isMoment && !refused.has(n) && !isRealMoment(String(text)))
        this.rig.judge.violated(`B5 dates · ${this.service.name}`, `${path} nhận ${String(text)}`);
    }
  }

  private oneByOne(places: readonly FieldPlace[], values: readonly unknown[]): (readonly [string, unknown])[][] {
    const { perField, perFieldAlone } = this.rig.scope;
    const most = this.service.most === 1 ? perFieldAlone : Math.max(perField, LONG_CORPUS);
    const step =
      values.length > most ? Math.ceil(values.length / (this.service.most === 1 ? perFieldAlone : perField)) : 1;
    return places.flatMap(({ path }, at) =>
      values.filter((_, n) => (n + at) % step === 0).map((value) => [[path, value] as const]),
    );
  }

  /** One item for each list of settings. @returns which were refused. */
  private async tell(
    category: string,
    settings: readonly (readonly (readonly [string, unknown])[])[],
  ): Promise<readonly number[]> {
    await this.begin(settings.length);
    const trials = settings.map((places, n): Trial => {
      const item = places.reduce((filled, [path, value]) => withField(filled, path, value), this.service.item(n + 1));
      return { item, places: places.map(([path]) => asPlace(path)) };
    });
    return tellItems(this.rig, this.service, `${category} · ${this.service.name}`, trials);
  }

  private async begin(count: number): Promise<void> {
    await this.rig.begin();
    const numbers = Array.from({ length: count }, (_, n) => n + 1);
    await this.service.prepare?.(this.rig.portal, numbers);
  }
}

/** Any text will do; a code on a list of the portal has a rule of its own. */
function isFree({ path, line }: FieldPlace): boolean {
  return isText(line.form) && line.values.length === 0 && !/^(MaTTHC|MaLinhVuc)$/.test(path);
}

function isText(form: FieldLine['form']): boolean {
  return form === 'text' || form === 'string';
}
