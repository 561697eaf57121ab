import { describe, expect, it } from '@jest/globals';
import { ACT, faultsOf, OPENING } from '../support/dossier-desk.js';
import { ProvinceRig, type Answer } from '../support/province-rig.js';

const rig = ProvinceRig.forStories();

const post = (path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> =>
  rig.post(path, body, headers);

async function given(changes: object = {}): Promise<string> {
  const { status, body } = await post('/dossiers', { ...OPENING, ...changes });
  expect({ status, body }).toMatchObject({ status: 201 });
  return body['code'] as string;
}

describe('a dossier at the counter', () => {
  it('is taken in with a code, a receipt and an appointment', async () => {
    const { status, body } = await post('/dossiers', OPENING);

    expect(status).toBe(201);
    expect(body).toMatchObject({
      code: expect.stringMatching(/^H60\.15-230306-\d{4}$/),
      status: 'ACCEPTED',
      statusNumber: 2,
      statusName: 'Được tiếp nhận',
      dueAt: '2023-03-13T01:00:00.000Z',
      isDueSure: true,
      timeliness: 'OVERDUE',
    });
  });

  it('goes its whole way: supplement, payment, result, and each step is told', async () => {
    const code = await given();
    const at = (day: number, hour = 8): string =>
      `2023-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00+07:00`;
    const steps: [string, object][] = [
      ['status', { ...ACT, to: 'PROCESSING', at: at(7) }],
      ['supplement-request', { ...ACT, at: at(8) }],
      ['supplement-answer', { ...ACT, at: at(10) }],
      [
        'status',
        {
          ...ACT,
          to: 'PAYMENT_REQUIRED',
          at: at(13),
          fees: [{ code: '2', name: 'Lệ phí', amount: 245_000, due: 'INTAKE' }],
        },
      ],
      ['status', { ...ACT, to: 'PROCESSING', at: at(13, 9), paidBy: 'ONLINE' }],
      ['status', { ...ACT, to: 'COMPLETED', at: at(15) }],
      ['result', { ...ACT, at: at(15, 14), result: { way: 'POST', paperName: 'Chứng chỉ mẫu', postCode: 'EB1' } }],
    ];

    for (const [path, body] of steps)
      expect(faultsOf(await post(`/dossiers/${code}/${path}`, body))).toBe('200 | ' + code);

    const { body } = await rig.get(`/dossiers/${code}`);
    expect(body).toMatchObject({
      status: 'RESULT_RETURNED',
      dueAt: '2023-03-15T02:00:00.000Z',
      finishedAt: '2023-03-15T01:00:00.000Z',
      timeliness: 'ON_TIME',
      fees: [{ state: 'PAID', paidBy: 'ONLINE' }],
      supplements: [{ content: 'Bản sao giấy phép', answeredAt: '2023-03-10T01:00:00.000Z' }],
      result: { way: 'POST', postCode: 'EB1' },
    });
    expect((body['steps'] as { status: string }[]).map(({ status }) => status)).toEqual([
      'ACCEPTED',
      'PROCESSING',
      'SUPPLEMENT_REQUIRED',
      'PROCESSING',
      'PAYMENT_REQUIRED',
      'PROCESSING',
      'COMPLETED',
      'RESULT_RETURNED',
    ]);
  });

  it('puts every change on its lane to the portal, in order, each with its step', async () => {
    const code = await given();
    await post(`/dossiers/${code}/status`, { ...ACT, to: 'PROCESSING' });
    await post(`/dossiers/${code}/withdrawal`, ACT);

    const rows = await rig.query<{ stream: string; status_code: number; body: string | null }>(
      `SELECT o.stream, o.status_code, o.body FROM outbox o JOIN lane l ON l.id = o.lane_id
       WHERE l.kind = 'D' AND l.code = $1 ORDER BY o.version`,
      [code],
    );

    expect(rows.map(({ stream, status_code }) => `${stream} ${String(status_code)}`)).toEqual([
      'state 2',
      'journal 2',
      'state 4',
      'journal 4',
      'state 7',
      'journal 7',
    ]);
    expect(rows.map(({ body }) => (JSON.parse(body ?? '{}') as { MaHoSo?: string }).MaHoSo)).toEqual(
      Array(6).fill(code),
    );
  });
});

describe('a dossier online', () => {
  it('waits for a clerk, is asked for papers, comes again, and is taken in', async () => {
    const code = await given({ channel: 'ONLINE' });

    expect((await post(`/dossiers/${code}/supplement-request`, ACT)).body).toMatchObject({
      dueAt: null,
      pausedAt: null,
    });
    expect((await post(`/dossiers/${code}/supplement-answer`, ACT)).body).toMatchObject({
      status: 'NEW',
      timeliness: 'NOT_STARTED',
    });
    expect((await post(`/dossiers/${code}/status`, { ...ACT, to: 'ACCEPTED' })).body).toMatchObject({
      status: 'ACCEPTED',
      timeliness: 'IN_TIME',
    });
  });

  it('is refused with a reason only', async () => {
    const code = await given({ channel: 'ONLINE' });

    expect(faultsOf(await post(`/dossiers/${code}/status`, { by: 'A', to: 'REJECTED' }))).toBe(
      '422 | DOSSIER_REFUSED | content MISSING',
    );
    expect((await post(`/dossiers/${code}/status`, { ...ACT, to: 'REJECTED' })).body).toMatchObject({
      timeliness: 'REFUSED',
    });
    expect(faultsOf(await post(`/dossiers/${code}/status`, { ...ACT, to: 'PROCESSING' }))).toBe(
      '409 | DOSSIER_CONFLICT | to TRANSITION',
    );
  });
});

describe('a list of dossiers', () => {
  it('goes page by page without a gap, by status and agency', async () => {
    const codes = await Promise.all(Array.from({ length: 5 }, () => given({ agencyCode: 'H60.02' })));
    await post(`/dossiers/${codes[0] ?? ''}/status`, { ...ACT, to: 'PROCESSING' });

    const seen: string[] = [];
    let after = '';
    for (let page = 0; page < 3; page++) {
      const { body } = await rig.get(`/dossiers?agency=H60.02&status=ACCEPTED&limit=2${after}`);
      seen.push(...(body['dossiers'] as { code: string }[]).map(({ code }) => code));
      if (body['next'] === null) break;
      after = `&after=${body['next'] as string}`;
    }

    expect(seen).toEqual(codes.slice(1).sort());
    expect((await rig.get('/dossiers?agency=H60.02&status=PROCESSING')).body).toMatchObject({
      dossiers: [{ code: codes[0] }],
      next: null,
    });
  });

  it('gives every dossier of a day its own number, though they come at once', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, () => given({ agencyCode: 'H60.04' })));

    expect(new Set(codes).size).toBe(20);
  });
});

describe('many changes at once', () => {
  const code = 'H60.15-230306-9000001';
  const open = { ...OPENING, code };
  const to = (status: string): object => ({ code, move: { ...ACT, to: status, at: '2023-03-07T08:00:00+07:00' } });

  it('are committed in order, also of one dossier', async () => {
    const answer = await post('/dossiers/changes', { changes: [{ open }, to('PROCESSING'), to('COMPLETED')] });

    expect(answer).toMatchObject({ status: 200, body: { committed: 3 } });
    expect((await rig.get(`/dossiers/${code}`)).body).toMatchObject({ status: 'COMPLETED', steps: [{}, {}, {}] });
  });

  it.each<[string, object[], string]>([
    [
      'a step that cannot be',
      [
        { open: { ...open, code: 'H60.15-230306-9000002' } },
        { code: 'H60.15-230306-9000002', move: { ...ACT, to: 'NEW' } },
      ],
      '409 | DOSSIER_CONFLICT | changes[1].to TRANSITION',
    ],
    ['a dossier that is there', [{ open }], '409 | DOSSIER_CONFLICT | changes[0].code EXISTS'],
    [
      'a step of nobody',
      [{ code: 'H60.15-230306-9000003', move: { ...ACT, to: 'PROCESSING' } }],
      '409 | DOSSIER_CONFLICT | changes[0].code NOT_ON_LIST',
    ],
    ['neither of both', [{}], '422 | DOSSIER_REFUSED | changes[0]. MISSING'],
    ['a fault inside', [{ open: { ...open, channel: '' } }], '422 | DOSSIER_REFUSED | changes[0].open.channel MISSING'],
    [
      'a fault of form inside',
      [{ open: { ...open, by: 1 } }],
      '400 | INPUT_INVALID | changes.0.open.by isString | changes.0.open.by maxLength',
    ],
  ])('with %s are none', async (_, changes, wanted) => {
    const before = [await rig.count('dossier'), await rig.count('dossier_step'), await rig.count('outbox')];

    expect(faultsOf(await post('/dossiers/changes', { changes }))).toBe(wanted);
    expect([await rig.count('dossier'), await rig.count('dossier_step'), await rig.count('outbox')]).toEqual(before);
  });
});
