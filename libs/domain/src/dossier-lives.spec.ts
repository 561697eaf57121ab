import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { moveDossier, openDossier, type DossierMove } from './dossier-life.js';
import { clockIn } from './dossier-status.js';
import { nextStatuses } from './dossier-transitions.js';
import type { Dossier, Fee, ResultHandover } from './dossier.js';
import { WORKING_DAY_MS, WorkingCalendar } from './working-time.js';

const calendar = new WorkingCalendar(['2020-01-01', '2020-04-30', '2020-05-01', '2020-09-02']);
const submittedAt = new Date('2020-09-07T08:00+07:00');
const act = { by: 'Đỗ Thị Thí Dụ', title: '', department: '', content: 'Ghi chú' };
const result: ResultHandover = { way: 'COUNTER', paperName: '', paperCode: '', fileUrl: '', postCode: '' };
const fee: Fee = {
  code: '2',
  name: 'Lệ phí',
  amount: 1,
  due: 'INTAKE',
  state: 'UNPAID',
  paidBy: null,
  paidAt: null,
};
const begun = openDossier(
  {
    code: 'H97.12-200907-0001',
    procedureCode: '9.900101',
    agencyCode: 'H97.12',
    channel: 'ONLINE',
    isFiledAtPortal: false,
    applicant: { kind: 'CITIZEN', name: 'Phạm Minh Mẫu', identityNumber: '', phone: '', email: '' },
    summary: 'Đề nghị cấp giấy phép mẫu',
    submittedAt,
    workingDays: 5,
    fees: [],
  },
  { ...act, at: submittedAt, status: 'NEW' },
  calendar,
).dossier;

interface LivedStep {
  readonly before: Dossier;
  readonly after: Dossier;
  readonly move: DossierMove;
}

/** Steps of the table, chosen by number, with up to a quarter of waiting between them. */
const anyLife = fc
  .array(fc.record({ pick: fc.nat(9), gapMs: fc.nat(90 * 86_400_000), isTimeRestarted: fc.boolean() }), {
    maxLength: 12,
  })
  .map((pieces) => {
    const steps: LivedStep[] = [];
    for (const { pick, gapMs, isTimeRestarted } of pieces) {
      const before = steps.at(-1)?.after ?? begun;
      const next = nextStatuses(before.status);
      const to = next[pick % next.length];
      if (to === undefined) break;
      const at = new Date(before.statusAt.getTime() + gapMs);
      const move: DossierMove = { ...act, to, at, isTimeRestarted, fees: [fee], result };
      steps.push({ before, after: moveDossier(before, move, calendar).dossier, move });
    }
    return steps;
  });

describe('any life that the table allows', () => {
  it('keeps its dates in order and its clock where the status says', () => {
    fc.assert(
      fc.property(anyLife, (steps) => {
        for (const { after, move } of steps) {
          const dates = [after.submittedAt, after.acceptedAt, after.finishedAt, after.returnedAt].filter(
            (each) => !!each,
          );
          expect(after).toMatchObject({ status: move.to, statusAt: move.at });
          expect(dates).toEqual([...dates].sort((a, b) => Number(a) - Number(b)));
          expect(after.dueAt === null).toBe(after.acceptedAt === null);
          expect(after.pausedAt !== null).toBe(clockIn(move.to) === 'paused' && after.acceptedAt !== null);
        }
      }),
    );
  });

  it('has as much legal time left after a pause as before it', () => {
    fc.assert(
      fc.property(anyLife, (steps) => {
        const resumed = steps.flatMap(({ before: { pausedAt, dueAt }, after, move: { at, isTimeRestarted } }) => {
          const wasInTime = pausedAt !== null && dueAt !== null && pausedAt <= dueAt;
          const goesOn = after.pausedAt === null && after.dueAt !== null && isTimeRestarted !== true;
          if (!wasInTime || !goesOn) return [];
          return [{ before: calendar.between(pausedAt, dueAt), after: calendar.between(at, after.dueAt) }];
        });
        for (const left of resumed) expect(left.after).toBe(left.before);
      }),
    );
  });

  it('has all of its legal time again where that is restarted', () => {
    fc.assert(
      fc.property(anyLife, (steps) => {
        const restarted = steps.flatMap(({ before, after: { dueAt, pausedAt }, move: { at, isTimeRestarted } }) =>
          before.pausedAt !== null && dueAt !== null && pausedAt === null && isTimeRestarted === true
            ? [calendar.between(at, dueAt)]
            : [],
        );
        for (const left of restarted) expect(left).toBe(5 * WORKING_DAY_MS);
      }),
    );
  });

  it('never forgets a supplement or a fee, and waits for none while somebody works on it', () => {
    fc.assert(
      fc.property(anyLife, (steps) => {
        for (const { before, after, move } of steps) {
          const asked = Number(move.to === 'SUPPLEMENT_REQUIRED');
          const open = after.supplements.filter(({ answeredAt }) => answeredAt === null);
          expect(after.supplements).toHaveLength(before.supplements.length + asked);
          expect(after.fees).toHaveLength(before.fees.length + 1);
          expect(clockIn(move.to) === 'runs' && open.length > 0).toBe(false);
        }
      }),
    );
  });
});
