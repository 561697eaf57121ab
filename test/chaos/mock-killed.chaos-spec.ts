import { PORTAL_CODES, PORTAL_PATHS } from '@dvc/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { chanceFrom } from '../support/chance.js';
import { DossierClient, type Believed, type Doubt } from '../support/dossier-client.js';
import { AppProcess } from '../support/app-process.js';
import { ACCOUNT, MockRig, PASSWORD } from '../support/running-mock.js';

const SEED = Number(process.env['CHAOS_SEED'] ?? 20_260_701);
const KILLS = 50;
const CLIENTS = 6;
/** So many calls leave between two kills, at least and at most; by calls and not by time, for machines are not equally fast. */
const CALLS = { least: 6, most: 40 };
/** A kill comes so much later (ms), so that it meets calls at different places. */
const LATER_MS = 12;

type Stored = ReadonlyMap<string, readonly Believed[]>;

describe(`kill -9 of the mock portal, ${String(KILLS)} times under load (seed ${String(SEED)})`, () => {
  const rig = new MockRig();
  const chance = chanceFrom(SEED);
  let mock: AppProcess;
  let clients: DossierClient[] = [];
  let stored: Stored = new Map();
  /** Per dossier: how often the journal says that it was stored. */
  let noted: ReadonlyMap<string, number> = new Map();

  beforeAll(async () => {
    await rig.start();
    const { port } = new URL(rig.url);
    const { url } = rig;
    await rig.stopMock();
    mock = new AppProcess('dvcqg-mock', rig.environment({ MOCK_PORT: port, MOCK_SESSION_TTL_S: '3600' }), {
      diesOften: true,
    });
    await mock.start();
    const { data } = await rig.http.post<{ session: string }>(`${url}${PORTAL_PATHS.login}`, {
      username: ACCOUNT,
      password: PASSWORD,
    });
    const place = { url, session: data.session, account: ACCOUNT, untilUp: () => mock.untilUp() };
    clients = Array.from(
      { length: CLIENTS },
      (_, number) => new DossierClient(number, chanceFrom(SEED + 1 + number), place),
    );
    await killUnderLoad();
    await mock.end();
    await rig.startMock({ MOCK_PORT: port, MOCK_SESSION_TTL_S: '3600' });
    stored = await readStored(rig);
    noted = await readNoted(rig);
  }, 600_000);
  afterAll(async () => {
    await mock.end();
    await rig.stop();
  });

  const sent = (): number => clients.reduce((sum, client) => sum + client.sent, 0);

  async function killUnderLoad(): Promise<void> {
    let isOver = false;
    const working = Promise.all(clients.map((client) => client.workUntil(() => isOver)));
    for (let kills = 0; kills < KILLS; kills += 1) {
      const until = sent() + CALLS.least + Math.floor(chance() * (CALLS.most - CALLS.least));
      while (sent() < until) await sleep(2);
      await sleep(chance() * LATER_MS);
      await mock.kill();
      await mock.start();
    }
    isOver = true;
    await working;
  }

  const doubts = (): Doubt[] => clients.flatMap((client) => client.doubts);
  const countOf = (code: string): readonly Believed[] => stored.get(code) ?? [];
  const isAt = ({ code, after }: Doubt['items'][number]): boolean =>
    JSON.stringify(countOf(code)) === JSON.stringify([after]);
  const isBefore = ({ code, before }: Doubt['items'][number]): boolean =>
    JSON.stringify(countOf(code)) === JSON.stringify(before.revision === 0 ? [] : [before]);

  it('meets calls in the middle: many were acknowledged, many never answered', () => {
    expect(clients.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBeGreaterThan(KILLS * 5);
    expect(doubts().length).toBeGreaterThan(KILLS / 2);
  });

  it('ends no session, and answers nothing but success to calls that are right', () => {
    expect(clients.flatMap(({ refusals }) => refusals)).toEqual([]);
  });

  it('keeps every acknowledged dossier, update, step and service, each once', () => {
    const believed = clients.flatMap(({ sure }) => [...sure]);
    const wrong = believed.filter(([code, is]) => JSON.stringify(countOf(code)) !== JSON.stringify([is]));

    expect(wrong.map(([code, is]) => ({ code, is, found: countOf(code) }))).toEqual([]);
  });

  it('keeps of a call that was never answered all or nothing', () => {
    const torn = doubts().filter(({ items }) => !items.every(isAt) && !items.every(isBefore));

    expect(torn.map(({ items }) => items.map((item) => ({ ...item, found: countOf(item.code) })))).toEqual([]);
  });

  it('stores nothing that nobody sent, and nothing twice', () => {
    const sent = new Set([
      ...clients.flatMap(({ sure }) => [...sure.keys()]),
      ...doubts().flatMap(({ items }) => items.map(({ code }) => code)),
    ]);

    expect([...stored.keys()].filter((code) => !sent.has(code))).toEqual([]);
    expect([...stored.values()].filter((copies) => copies.length !== 1)).toEqual([]);
  });

  it('has a journal entry for every stored revision, and no entry for what is not stored', () => {
    const revisions = new Map([...stored].map(([code, [dossier]]) => [code, dossier?.revision ?? 0]));

    expect(Object.fromEntries([...noted].sort())).toEqual(Object.fromEntries([...revisions].sort()));
  });

  it('has a journal whose chain is whole, with the entries that were linked after a kill', async () => {
    const { data } = await rig.sim('GET', 'journal/verify');

    expect(data).toMatchObject({ intact: true, broken: null });
    expect(data['entries']).toBeGreaterThan(clients.reduce((sum, { acknowledged }) => sum + acknowledged, 0));
  });

  it('takes an unanswered creation that is sent again once, and says so', async () => {
    const creations = doubts().filter(
      ({ service, items }) => service === 'DongBoHoSoMC' && items.every(({ before }) => before.revision === 0),
    );
    expect(creations.length).toBeGreaterThan(5);
    const answers = await Promise.all(
      clients.slice(0, 1).flatMap((client) => creations.map((doubt) => client.createAgain(doubt))),
    );

    const expected = creations.map((doubt) => (doubt.items.every(isAt) ? PORTAL_CODES.duplicate : PORTAL_CODES.ok));
    expect(answers.map((codes) => [...new Set(codes.values())])).toEqual(expected.map((code) => [code]));
    const after = await readStored(rig);
    const codes = creations.flatMap(({ items }) => items.map(({ code }) => code));
    expect(codes.map((code) => after.get(code)?.length)).toEqual(codes.map(() => 1));
  }, 120_000);
});

/** Every copy of every dossier and service, as the tables have it. */
async function readStored(rig: MockRig): Promise<Stored> {
  const client = new pg.Client({ connectionString: rig.databaseUrl });
  await client.connect();
  const { rows } = await client
    .query<Believed & { code: string }>(
      `SELECT code, revision, fields->>'GhiChu' AS note, status,
         (SELECT count(*)::int FROM progress_row WHERE progress_row.code = dossier.code) AS steps
       FROM dossier
       UNION ALL SELECT code, revision, '', state, 0 FROM service ORDER BY code`,
    )
    .finally(() => client.end());
  const found = new Map<string, Believed[]>();
  for (const { code, ...dossier } of rows) found.set(code, [...(found.get(code) ?? []), dossier]);
  return found;
}

/** Successes per dossier, out of the whole journal. */
async function readNoted(rig: MockRig): Promise<Map<string, number>> {
  const noted = new Map<string, number>();
  for (let from: string | null = '0'; from !== null;) {
    const { data } = await rig.sim('GET', `journal?cursor=${from}&limit=500`);
    const { entries, next } = data as { entries: { items: { key: string; code: number }[] }[]; next: number | null };
    for (const { key, code } of entries.flatMap(({ items }) => items))
      if (code === PORTAL_CODES.ok) noted.set(key, (noted.get(key) ?? 0) + 1);
    from = next === null ? null : String(next);
  }
  return noted;
}
