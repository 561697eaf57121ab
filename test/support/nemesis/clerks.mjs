// Clerks of a province as a process: dossiers and services change in the province's own transactions. Of each
// transaction the parent is told how it ended: committed, rolled back on purpose, or unknown, where the connection broke.
import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServicePublisher } from '../../../dist/apps/province/src/catalogue/service-publisher.js';
import { DossierCatalogueReader } from '../../../dist/apps/province/src/dossiers/dossier-catalogue.js';
import { DossierChanges } from '../../../dist/apps/province/src/dossiers/dossier-changes.js';
import { Store, connectDataSource, dataSourceOptions } from '../../../dist/libs/persistence/src/index.js';

const [, , number, url] = process.argv;
const STATUSES = ['ACCEPTED', 'PROCESSING', 'COMPLETED'];
const ACT = { by: 'Đỗ Thị Thí Dụ', title: 'Chuyên viên', department: 'Phòng Nghiệp vụ' };
const PERIOD = { periodFrom: '2026-01-01', periodTo: '2026-12-31' };
const PLAN = { id: 'nemesis', name: 'nemesis', decision: '', ...PERIOD, kind: 'integration', targetPercent: null };
class RollBack extends Error {}

const store = new Store(await connectDataSource(dataSourceOptions({ DATABASE_URL: url, DATABASE_POOL_SIZE: 2 })));
const catalogue = await new DossierCatalogueReader({ PROVINCE_CATALOGUE_DIR: 'config/catalogue' }).read(store.direct);
const changes = new DossierChanges();
const publisher = new ServicePublisher();

const newDossier = (code, at) => ({
  ...{ code, procedureCode: '9.000001', agencyCode: 'H60.15', channel: 'COUNTER', status: 'ACCEPTED', statusAt: at },
  applicant: { kind: 'CITIZEN', name: 'Phạm Minh Mẫu', identityNumber: '', phone: '', email: '' },
  ...{ submittedAt: at, acceptedAt: at, workingDays: null, dueAt: null, isDueSure: true, pausedAt: null },
  ...{ finishedAt: null, returnedAt: null, refusedAt: null, fees: [], supplements: [], result: null },
});

function wishFor(code, stored, { token, chance }) {
  const at = new Date();
  const isMoved = stored === undefined || chance() < 0.3;
  const before = stored ?? newDossier(code, at);
  const status = stored && isMoved ? STATUSES[Math.floor(chance() * STATUSES.length)] : before.status;
  const dossier = { ...before, summary: `Lần ${token}`, status, statusAt: isMoved ? at : before.statusAt };
  return { kind: 'record', row: { dossier, step: { at, status, ...ACT, content: `Bước ${token}` }, hasDue: true } };
}

/** Each dossier goes two steps, the second from where the first has led. */
async function changeDossiers(repositories, codes, { id, chance }) {
  const locked = await repositories.dossiers.listLocked(codes);
  const now = new Map(locked.map(({ dossier }) => [dossier.code, dossier]));
  const tokens = [...codes, ...codes].map((_, place) => `${id}.${String(place)}`);
  const wishes = tokens.map((token, place) => {
    const code = codes[place % codes.length];
    const wish = wishFor(code, now.get(code), { token, chance });
    now.set(code, wish.row.dossier);
    return wish;
  });
  const outcomes = await changes.commit(wishes, { ...catalogue, now: new Date() }, repositories);
  return tokens.filter((_, place) => outcomes[place].kind !== 'refused');
}

async function changeServices(repositories, codes, { id, chance }) {
  await repositories.plans.lock(PLAN.id); // as an import does
  await repositories.plans.save(PLAN);
  const rows = codes.map((code, place) => ({
    ...{
      line: place + 1,
      procedureCode: code.slice(0, -3),
      serviceCode: code,
      serviceName: `Dịch vụ ${id}.${String(place)}`,
    },
    ...{ fieldName: '', agencyCode: 'H60.15', agencyName: '', tier: 'PROVINCE', quarter: 4, deadline: '2026-12-31' },
    ...{
      level: { scheme: 'ND42', value: chance() < 0.5 ? 'PARTIAL' : 'FULL' },
      workingDays: 5,
      hasFee: true,
      levelChange: null,
    },
  }));
  await publisher.know(rows, repositories);
  await publisher.publish(rows, PLAN, ACT.by, repositories);
  await repositories.plans.saveRows(PLAN.id, rows);
  return rows.map((_, place) => `${id}.${String(place)}`);
}

async function transact(work, id, isRolledBack) {
  let tokens = [];
  try {
    await store.inTransaction(async (repositories) => {
      tokens = await work(repositories);
      if (isRolledBack) throw new RollBack();
    });
    process.send({ id, tokens, end: 'committed' });
  } catch (error) {
    const end = error instanceof RollBack ? 'rolled back' : 'unknown';
    process.send({ id, tokens, end, error: String(error) });
    if (end === 'unknown') await sleep(20);
  }
}

function chanceFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffledGroups(codes, chance) {
  const left = codes
    .map((code) => [chance(), code])
    .sort(([a], [b]) => a - b)
    .map(([, code]) => code);
  const groups = [];
  while (left.length > 0) groups.push(left.splice(0, 5 + Math.floor(chance() * 8)));
  return groups;
}

/** In each round every dossier and every service changes twice. */
async function produce({ seed, rounds, dossiers, services, rollBackRate }) {
  const chance = chanceFrom(seed * 31 + Number(number));
  let count = 0;
  const run = async (work) => {
    count += 1;
    const id = `${number}-${String(count)}`;
    await transact((repositories) => work(repositories, { id, chance }), id, chance() < rollBackRate);
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const codes of shuffledGroups(dossiers, chance)) await run((to, how) => changeDossiers(to, codes, how));
    for (const _ of [1, 2]) await run((to, how) => changeServices(to, services, how));
  }
  process.send({ isDone: true });
}

process.on('message', (wanted) => void produce(wanted));
process.once('disconnect', () => process.exit());
process.send({ isReady: true });
