import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ACT, faultsOf, OPENING } from '../support/dossier-desk.js';
import { ProvinceRig, type Answer } from '../support/province-rig.js';

const rig = ProvinceRig.forStories();

const post = (path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> =>
  rig.post(path, body, headers);

describe('a request that is not right', () => {
  it.each<[string, object, string]>([
    ['an unknown procedure', { procedureCode: '9.999999' }, '422 | DOSSIER_REFUSED | procedureCode PROCEDURE_UNKNOWN'],
    [
      'a closed agency',
      { agencyCode: 'H60.31', submittedAt: '2026-01-05T08:00:00+07:00' },
      '422 | DOSSIER_REFUSED | agencyCode AGENCY_CLOSED',
    ],
    [
      'several faults',
      { channel: 'FAX', summary: '' },
      '422 | DOSSIER_REFUSED | channel NOT_ON_LIST | summary MISSING',
    ],
    ['a NUL', { applicantName: 'a\u0000' }, '422 | DOSSIER_REFUSED | applicantName TEXT'],
    ['half a character', { applicantName: 'a\ud800' }, '422 | DOSSIER_REFUSED | applicantName TEXT'],
    [
      'a number for a name',
      { applicantName: 7 },
      '400 | INPUT_INVALID | applicantName isString | applicantName maxLength',
    ],
    ['a field nobody knows', { role: 'admin' }, '400 | INPUT_INVALID | role whitelistValidation'],
    [
      'no field at all',
      { procedureCode: undefined },
      '400 | INPUT_INVALID | procedureCode isString | procedureCode maxLength',
    ],
  ])('for %s tells the field and the reason, and stores nothing', async (_, changes, wanted) => {
    const before = await rig.count('dossier');

    const answer = await post('/dossiers', { ...OPENING, ...changes });

    expect(faultsOf(answer)).toBe(wanted);
    expect(await rig.count('dossier')).toBe(before);
  });

  it.each([
    ['GET', '/dossiers/H60.15-230306-999999', 404, 'DOSSIER_NOT_FOUND'],
    ['GET', '/dossiers/%00', 400, 'INPUT_INVALID'],
    ['GET', '/dossiers/nothing', 400, 'INPUT_INVALID'],
    ['GET', '/dossiers?limit=1e9', 400, 'INPUT_INVALID'],
    ['GET', '/dossiers?status=11', 400, 'INPUT_INVALID'],
    ['GET', '/dossiers?status[]=NEW', 400, 'INPUT_INVALID'],
    ['POST', '/dossiers/H60.15-230306-999999/status', 404, 'DOSSIER_NOT_FOUND'],
    ['POST', '/dossiers/H60.15-230306-999999/supplement-answer', 404, 'DOSSIER_NOT_FOUND'],
  ])('%s %s is %i %s', async (method, path, status, code) => {
    const answer =
      method === 'GET'
        ? await rig.get(path)
        : await post(path, { ...ACT, ...(path.endsWith('status') && { to: 'NEW' }) });

    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  it('lets nobody in without the key', async () => {
    expect((await rig.getWithoutKey('/dossiers')).status).toBe(401);
  });
});

describe('an Idempotency-Key', () => {
  it('makes a repeated request one request, also when both come at once', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    const before = await rig.count('dossier');

    const answers = await Promise.all([1, 2, 3].map(() => post('/dossiers', OPENING, headers)));
    answers.push(await post('/dossiers', OPENING, headers));

    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect(await rig.count('dossier')).toBe(before + 1);
  });

  it('refuses another request under the same key', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    await post('/dossiers', OPENING, headers);

    const answer = await post('/dossiers', { ...OPENING, summary: 'Việc khác' }, headers);

    expect(faultsOf(answer)).toBe('409 | IDEMPOTENCY_KEY_REUSED');
  });

  it('is free again where its request was refused', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    expect((await post('/dossiers', { ...OPENING, summary: '' }, headers)).status).toBe(422);

    expect((await post('/dossiers', OPENING, headers)).status).toBe(201);
  });

  it('has a form', async () => {
    expect(faultsOf(await post('/dossiers', OPENING, { 'Idempotency-Key': 'a b' }))).toBe('400 | IDEMPOTENCY_KEY_FORM');
  });
});

describe('the description of the interface', () => {
  it('has every address of dossiers', async () => {
    const { body } = await rig.get('/docs-json');
    const paths = Object.keys(body['paths'] as object).filter((path) => path.startsWith('/dossiers'));

    expect(paths.sort()).toEqual(
      [
        '',
        '/changes',
        '/import',
        '/{code}',
        '/{code}/messages',
        '/{code}/result',
        '/{code}/status',
        '/{code}/supplement-answer',
        '/{code}/supplement-request',
        '/{code}/withdrawal',
      ].map((path) => `/dossiers${path}`),
    );
  });
});
