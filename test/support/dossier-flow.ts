import { StorageConfig, loadConfig } from '@dvc/config';
import type { DossierItem } from '@dvc/domain';
import { toPortalDossier } from '@dvc/mapping';
import { Store, connectDataSource, dataSourceOptions } from '@dvc/persistence';
import { chanceFrom } from './chance.js';
import { dossierNews } from './dossier-news.js';

/** A walk that the portal's own table of transitions allows. */
const WALK = [2, 4, 5, 4, 6, 4, 9, 10, 9, 4];
const AT_TUYEN_QUANG: Partial<DossierItem> = { procedureCode: '9.000001', fieldCode: 'G18-YT903' };

/** Dossiers of a province that move on, each by one clerk at a time, many at once. */
export class DossierFlow {
  /** Words of every step committed, in order, by dossier. */
  readonly told = new Map<string, string[]>();
  /** Newest status committed, by dossier. */
  readonly statuses = new Map<string, number>();
  private readonly turns = new Map<string, Promise<void>>();

  private constructor(private readonly store: Store) {}

  static async open(provinceUrl: string): Promise<DossierFlow> {
    const settings = loadConfig(StorageConfig, { DATABASE_URL: provinceUrl, DATABASE_POOL_SIZE: '4' });
    return new DossierFlow(new Store(await connectDataSource(dataSourceOptions(settings))));
  }

  async close(): Promise<void> {
    await this.store.close();
  }

  forget(): void {
    this.told.clear();
    this.statuses.clear();
  }

  /** Changes by several clerks at once: each takes any dossier, moves it a step or two in one transaction, and goes on. */
  async work(
    codes: readonly string[],
    { clerks, changes, seed }: { clerks: number; changes: number; seed: number },
  ): Promise<void> {
    const clerk = async (n: number): Promise<void> => {
      const chance = chanceFrom(seed + n);
      for (let left = changes; left > 0; left -= 1) {
        const code = codes[Math.floor(chance() * codes.length)] ?? '';
        await this.move(code, chance() < 0.2 ? 2 : 1);
      }
    };
    await Promise.all(Array.from({ length: clerks }, (_, n) => clerk(n)));
    for (const code of codes) if (!this.told.has(code)) await this.move(code, 1);
  }

  /** The next steps of one dossier; whoever comes at the same time waits, as at the row of the dossier. */
  async move(code: string, steps: number, item: Partial<DossierItem> = {}): Promise<void> {
    const turn = (this.turns.get(code) ?? Promise.resolve()).then(() => this.commit(code, steps, item));
    this.turns.set(code, turn);
    await turn;
  }

  private async commit(code: string, steps: number, changes: Partial<DossierItem>): Promise<void> {
    const told = this.told.get(code) ?? [];
    const news = Array.from({ length: steps }, (_, i) => {
      const place = told.length + i;
      const status = WALK[place % WALK.length] ?? 2;
      const { item, step } = dossierNews(code, status, `Bước ${String(place + 1)}`, place);
      return { item: { ...item, ...AT_TUYEN_QUANG, ...changes }, step };
    });
    await this.store.inTransaction(({ dossierOutbox }) => dossierOutbox.commitChanges(news.map(toPortalDossier)));
    this.told.set(code, [...told, ...news.map(({ step }) => step?.content ?? '')]);
    this.statuses.set(code, news.at(-1)?.item.status ?? 0);
  }
}
