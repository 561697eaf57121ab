import { DispatchConfig, PortalConfig, StorageConfig, loadConfig } from '@dvc/config';
import { shareOf, type Outcome, type Verdict } from '@dvc/domain';
import { PortalGateway, PortalHttp, type Reading } from '@dvc/gateway';
import { toPortalDossier } from '@dvc/mapping';
import {
  Store,
  dataSourceOptions,
  openDataSource,
  type DossierChange,
  type Repositories,
  type ServiceChange,
} from '@dvc/persistence';
import { DataSource } from 'typeorm';
import { BatchCaller } from '../../apps/worker/src/batch/batch-caller.js';
import { BatchSettler, type BatchCounts } from '../../apps/worker/src/batch/batch-settler.js';
import type { CallEnd } from '../../apps/worker/src/batch/call-end.js';
import { CallSlots } from '../../apps/worker/src/batch/call-slots.js';
import { GateKeeper } from '../../apps/worker/src/batch/gate-keeper.js';
import { IntentRecorder, type Intent } from '../../apps/worker/src/batch/intent-recorder.js';
import { SettlementRules } from '../../apps/worker/src/batch/settlement-rules.js';
import { WorkerIdentity } from '../../apps/worker/src/worker-identity.js';
import { dossierNews } from './dossier-news.js';
import { eventually } from './eventually.js';
import { freshDatabase } from './fresh-database.js';

type Row = Record<string, unknown>;
const EXCHANGED = { httpStatus: 200, body: '{}', error: null, totalMs: 1 };
const LONG_MS = 60_000;

export const say = (outcome: Outcome): Verdict => ({ outcome, code: '0', field: '', message: outcome });

/** One change of a service; `null` for a text stands for what could not be mapped. */
export function changeOf(serviceCode: string, text: string | null): ServiceChange {
  const body = text === null ? null : JSON.stringify({ MADVC: serviceCode, TENDVC: text, TRANGTHAI: '1' });
  return { serviceCode, body, fault: body === null ? 'Thiếu mã' : '', offer: { 'H97.12': 4 } };
}

/** One change of a dossier to a status; a step comes with it where it has words. */
export const dossierChangeOf = (code: string, status: number, words: string | null = null): DossierChange =>
  toPortalDossier(dossierNews(code, status, words));

/** The worker's own steps on a real database, without a process, a queue or a portal: the test says what was answered. */
export class LaneRig {
  private readonly dispatch = loadConfig(DispatchConfig, {});
  private readonly portal = loadConfig(PortalConfig, {
    PORTAL_PASSWORD: 'mat-khau-vi-du',
    PORTAL_SESSION_KEY: `${'A'.repeat(43)}=`,
  });
  private readonly me = new WorkerIdentity();
  private readonly settler: BatchSettler;

  private constructor(
    readonly store: Store,
    /** Rows of a statement, for looking behind the store. */
    readonly query: (sql: string, parameters?: unknown[]) => Promise<Row[]>,
  ) {
    this.settler = new BatchSettler(store, new SettlementRules(this.dispatch), new GateKeeper(this.dispatch), this.me);
  }

  static async open(name: string, connections = 12): Promise<LaneRig> {
    const url = await freshDatabase(name);
    const options = dataSourceOptions(loadConfig(StorageConfig, { DATABASE_URL: url }));
    const migrated = await openDataSource(options);
    // Nothing here ends the server, so commits need not wait for the disk.
    const database = new URL(url).pathname.slice(1);
    await migrated.query(`ALTER DATABASE ${database} SET synchronous_commit = off`);
    await migrated.destroy();
    const db = await new DataSource(Object.assign(options, { poolSize: connections })).initialize();
    return new LaneRig(new Store(db), (sql, parameters) => db.query<Row[]>(sql, parameters));
  }

  async close(): Promise<void> {
    await this.store.close();
  }

  async commit(...changes: readonly ServiceChange[]): Promise<number> {
    return this.store.inTransaction(({ outbox }) => outbox.appendServices(changes, 'test'));
  }

  async commitDossiers(...changes: readonly DossierChange[]): Promise<void> {
    await this.store.inTransaction(({ dossierOutbox }) => dossierOutbox.commitChanges(changes));
  }

  async claim(size = 50, leaseMs = LONG_MS, share = shareOf(0)): Promise<string | null> {
    const limits = { size, steps: Math.min(size, 10), stepDossiers: 10, leaseMs, share };
    return (await this.store.direct.batches.claim(limits))?.id ?? null;
  }

  /** Takes the batch and writes down its call. */
  async send(batchId: string | null, { leaseMs = LONG_MS, quarantineMs = LONG_MS } = {}): Promise<Intent | null> {
    const limits = { leaseMs, quarantineMs, sendByMs: LONG_MS };
    const caller = new BatchCaller(
      new PortalGateway(new PortalHttp(this.portal), this.portal),
      limits,
      new CallSlots(this.dispatch),
    );
    return new IntentRecorder(this.store, caller, limits, this.me).record(batchId ?? '', 1);
  }

  /** Writes down one and the same answer for all items of a write. */
  async answer(intent: Intent | null, outcome: Outcome): Promise<BatchCounts> {
    const verdict = say(outcome);
    const verdicts = new Map((intent?.call.codes ?? []).map((code) => [code, verdict]));
    return this.settle(intent, { kind: 'written', answer: { verdicts, holdMs: 0 }, exchanged: EXCHANGED });
  }

  async answerRead(intent: Intent | null, reading: Reading): Promise<BatchCounts> {
    return this.settle(intent, { kind: 'read', reading, holdMs: 0, exchanged: EXCHANGED });
  }

  /** One whole call of what is due now: claimed, sent and answered. */
  async call(outcome: Outcome): Promise<BatchCounts> {
    return this.answer(await this.send(await this.claim()), outcome);
  }

  /** Gives up what is lost as soon as its lease is over. */
  async giveUp(): Promise<void> {
    await eventually(async () => {
      const count = await this.store.inTransaction(({ batches }: Repositories) => batches.giveUpLost());
      if (count === 0) throw new Error('No lease is over');
    });
  }

  /** Takes and dies: nobody tells what became of the call. */
  async dieSending(batchId: string | null, quarantineMs = LONG_MS): Promise<Intent | null> {
    const intent = await this.send(batchId, { leaseMs: 1, quarantineMs });
    await this.giveUp();
    return intent;
  }

  async lane(code: string): Promise<Row> {
    const [row] = await this.query('SELECT *, next_at <= app_now() AS is_due FROM lane WHERE code = $1', [code]);
    if (!row) throw new Error(`There is no lane ${code}`);
    return row;
  }

  async outboxStates(code: string): Promise<unknown[]> {
    const sql = 'SELECT state FROM outbox o JOIN lane l ON l.id = o.lane_id WHERE code = $1 ORDER BY o.version';
    return (await this.query(sql, [code])).map(({ state }) => state);
  }

  private async settle(intent: Intent | null, end: CallEnd): Promise<BatchCounts> {
    if (intent === null) throw new Error('Nothing was sent');
    return this.settler.settle(intent, end, 1);
  }
}
