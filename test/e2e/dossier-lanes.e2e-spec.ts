import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LaneRig, dossierChangeOf } from '../support/lane-rig.js';

let rig: LaneRig;
let last = 0;
/** A dossier code that no other test has. */
const newCode = (): string => `H97.12-260101-${String(++last).padStart(4, '0')}`;

beforeAll(async () => {
  rig = await LaneRig.open('dossier_lanes');
});
afterAll(async () => {
  await rig.close();
});

const rowsOf = async (code: string): Promise<unknown> =>
  rig.query(
    `SELECT o.version, o.stream, o.seq, o.status_code, o.state FROM outbox o JOIN lane l ON l.id = o.lane_id
     WHERE l.code = $1 ORDER BY o.version`,
    [code],
  );

describe('a committed change of a dossier', () => {
  it('is a state and, where its status changed, a step; several in one set keep their order', async () => {
    const [code, other] = [newCode(), newCode()];
    await rig.commitDossiers(
      dossierChangeOf(code, 2, 'Tiếp nhận'),
      dossierChangeOf(other, 2),
      dossierChangeOf(code, 4, 'Thẩm định'),
    );
    await rig.commitDossiers(dossierChangeOf(code, 9, 'Xong'));
    expect(await rowsOf(code)).toEqual([
      { version: 1, stream: 'state', seq: 1, status_code: 2, state: 'pending' },
      { version: 2, stream: 'journal', seq: 1, status_code: 2, state: 'pending' },
      { version: 3, stream: 'state', seq: 2, status_code: 4, state: 'pending' },
      { version: 4, stream: 'journal', seq: 2, status_code: 4, state: 'pending' },
      { version: 5, stream: 'state', seq: 3, status_code: 9, state: 'pending' },
      { version: 6, stream: 'journal', seq: 3, status_code: 9, state: 'pending' },
    ]);
    expect(await rowsOf(other)).toEqual([{ version: 1, stream: 'state', seq: 1, status_code: 2, state: 'pending' }]);
    expect(await rig.lane(code)).toMatchObject({
      kind: 'D',
      next_op: 'dossiers',
      version: 6,
      state_head: 3,
      step_head: 3,
    });
  });

  it('that could not be mapped is kept as rejected, with the reason, and is not sent', async () => {
    const code = newCode();
    await rig.commitDossiers({ ...dossierChangeOf(code, 2), body: null, fault: 'Chưa có mã lĩnh vực' });
    expect(await rig.outboxStates(code)).toEqual(['rejected']);
    expect(await rig.lane(code)).toMatchObject({
      next_op: null,
      last_class: 'CONFIG',
      last_message: 'Chưa có mã lĩnh vực',
    });
  });

  it('is written down in the ledger, once per dossier and transaction', async () => {
    const code = newCode();
    await rig.commitDossiers(dossierChangeOf(code, 2, 'Tiếp nhận'), dossierChangeOf(code, 4, 'Thẩm định'));
    const sql = `SELECT event, detail FROM ledger g JOIN lane l ON l.id = g.lane_id WHERE code = $1 ORDER BY n`;
    expect(await rig.query(sql, [code])).toEqual([
      { event: 'committed', detail: { version: 4, changes: 4, status: 4, cause: 'change' } },
    ]);
  });

  it('does not deadlock sets that name the same dossiers the other way round', async () => {
    const codes = Array.from({ length: 100 }, newCode);
    const reversed = [...codes].reverse();
    await Promise.all(
      Array.from({ length: 6 }, (_, round) =>
        rig.commitDossiers(
          ...(round % 2 === 0 ? codes : reversed).map((code) => dossierChangeOf(code, 4, 'Thẩm định')),
        ),
      ),
    );
    const sql = 'SELECT DISTINCT version, state_head, step_head FROM lane WHERE code = ANY($1)';
    expect(await rig.query(sql, [codes])).toEqual([{ version: 12, state_head: 6, step_head: 6 }]);
  });
});
