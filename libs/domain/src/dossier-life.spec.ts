import { describe, expect, it } from '@jest/globals';
import { DossierConflictError, DossierRefusedError } from './dossier-faults.js';
import { moveDossier, openDossier, type DossierEntry, type DossierMove } from './dossier-life.js';
import { DOSSIER_STATUSES, statusNumber, type DossierStatus } from './dossier-status.js';
import { mayReach, nextStatuses } from './dossier-transitions.js';
import type { Dossier, Fee, ResultHandover } from './dossier.js';
import { WorkingCalendar } from './working-time.js';

const calendar = new WorkingCalendar(['2020-01-01', '2020-04-30', '2020-05-01', '2020-09-02']);
const at = (text: string): Date => new Date(`2020-${text}+07:00`);
const act = { by: 'Đỗ Thị Thí Dụ', title: 'Chuyên viên', department: 'Phòng Nghiệp vụ', content: 'Ghi chú' };
const RESULT: ResultHandover = { way: 'POST', paperName: 'Giấy phép mẫu', paperCode: '', fileUrl: '', postCode: 'EB1' };
const FEE: Fee = {
  code: '2',
  name: 'Lệ phí cấp giấy',
  amount: 245_000,
  due: 'INTAKE',
  state: 'UNPAID',
  paidBy: null,
  paidAt: null,
};

function given(channel: DossierEntry['channel'] = 'COUNTER', workingDays: number | null = 5): Dossier {
  const entry: DossierEntry = {
    code: 'H97.12-200907-0001',
    procedureCode: '9.900101',
    agencyCode: 'H97.12',
    channel,
    isFiledAtPortal: false,
    applicant: { kind: 'CITIZEN', name: 'Phạm Minh Mẫu', identityNumber: '', phone: '', email: '' },
    summary: 'Đề nghị cấp giấy phép mẫu',
    submittedAt: at('09-07T08:00'),
    workingDays,
    fees: [],
  };
  return openDossier(entry, { ...act, at: entry.submittedAt, status: 'NEW' }, calendar).dossier;
}

const move = (dossier: Dossier, to: DossierStatus, when: string, more: Partial<DossierMove> = {}): Dossier =>
  moveDossier(dossier, { ...act, to, at: at(when), ...more }, calendar).dossier;

describe('a dossier that begins', () => {
  it('at the counter is taken in at once, and has its appointment', () => {
    expect(given()).toMatchObject({
      status: 'ACCEPTED',
      acceptedAt: at('09-07T08:00'),
      dueAt: at('09-14T08:00'),
      isDueSure: true,
    });
  });

  it('online waits for a clerk: its legal time begins with acceptance', () => {
    const waiting = given('ONLINE');
    expect(waiting).toMatchObject({ status: 'NEW', acceptedAt: null, dueAt: null });
    expect(move(waiting, 'ACCEPTED', '09-08T08:00')).toMatchObject({ dueAt: at('09-15T08:00') });
  });

  it('of a procedure without a legal time has no appointment, ever', () => {
    const asked = move(given('POST', null), 'SUPPLEMENT_REQUIRED', '09-08T08:00');
    expect(move(asked, 'PROCESSING', '09-09T08:00', { isTimeRestarted: true }).dueAt).toBeNull();
  });
});

describe('a supplement', () => {
  it('stops the legal time and gives back the rest of it', () => {
    const asked = move(move(given(), 'PROCESSING', '09-08T08:00'), 'SUPPLEMENT_REQUIRED', '09-09T08:00');
    expect(asked).toMatchObject({ pausedAt: at('09-09T08:00'), dueAt: at('09-14T08:00') });

    const answered = move(asked, 'PROCESSING', '09-11T08:00', { content: 'Đã nộp' });

    expect(answered).toMatchObject({ pausedAt: null, dueAt: at('09-16T08:00') });
    expect(answered.supplements).toEqual([
      {
        content: 'Ghi chú',
        askedBy: act.by,
        askedAt: at('09-09T08:00'),
        answeredAt: at('09-11T08:00'),
        answer: 'Đã nộp',
        dueBefore: at('09-14T08:00'),
        dueAfter: at('09-16T08:00'),
      },
    ]);
  });

  it('in decree mode gives the whole legal time again', () => {
    const asked = move(given(), 'SUPPLEMENT_REQUIRED', '09-09T08:00');
    expect(move(asked, 'ACCEPTED', '09-11T08:00', { isTimeRestarted: true }).dueAt).toEqual(at('09-18T08:00'));
  });

  it('asked for before acceptance goes back to the beginning', () => {
    const asked = move(given('ONLINE'), 'SUPPLEMENT_REQUIRED', '09-08T08:00');
    expect(asked.pausedAt).toBeNull();
    expect(move(asked, 'NEW', '09-09T08:00')).toMatchObject({ acceptedAt: null, dueAt: null });
  });
});

describe('the other ways of a dossier', () => {
  it('a withdrawal that is declined goes on with its rest of time; one that is approved stops', () => {
    const asked = move(given(), 'WITHDRAWAL_REQUESTED', '09-08T08:00');
    expect(move(asked, 'PROCESSING', '09-09T08:00').dueAt).toEqual(at('09-15T08:00'));
    expect(move(asked, 'STOPPED', '09-09T08:00')).toMatchObject({ status: 'STOPPED', finishedAt: null });
  });

  it('fees asked for are paid, or called off', () => {
    const asked = move(given(), 'PAYMENT_REQUIRED', '09-08T08:00', { fees: [FEE] });
    expect(move(asked, 'PROCESSING', '09-08T09:00', { paidBy: 'ONLINE' }).fees).toEqual([
      { ...FEE, state: 'PAID', paidBy: 'ONLINE', paidAt: at('09-08T09:00') },
    ]);
    expect(move(asked, 'PROCESSING', '09-08T09:00').fees).toEqual([{ ...FEE, state: 'CANCELLED' }]);
  });

  it('a result is ready, returned, recalled, and made again', () => {
    const ready = move(given(), 'COMPLETED', '09-10T08:00');
    const returned = move(ready, 'RESULT_RETURNED', '09-11T08:00', { result: RESULT });
    expect(returned).toMatchObject({ finishedAt: at('09-10T08:00'), returnedAt: at('09-11T08:00'), result: RESULT });
    const recalled = move(returned, 'COMPLETED', '09-12T08:00');
    expect(recalled).toMatchObject({ finishedAt: at('09-10T08:00'), returnedAt: null, result: null });
    expect(move(recalled, 'PROCESSING', '09-12T09:00').finishedAt).toBeNull();
  });

  it.each<[string, string, Dossier, Partial<DossierMove> & { to: DossierStatus }]>([
    ['a refusal without a reason', 'content', given('ONLINE'), { to: 'REJECTED', content: '' }],
    ['a supplement that asks for nothing', 'content', given(), { to: 'SUPPLEMENT_REQUIRED', content: '' }],
    ['a request for no fee', 'fees', given(), { to: 'PAYMENT_REQUIRED' }],
    ['a result nobody gets', 'result', move(given(), 'COMPLETED', '09-08T08:00'), { to: 'RESULT_RETURNED' }],
  ])('%s is refused for its %s', (_, field, dossier, more) => {
    const attempt = (): unknown => move(dossier, more.to, '09-09T08:00', more);
    expect(attempt).toThrow(DossierRefusedError);
    expect(attempt).toThrow(
      expect.objectContaining({ faults: [expect.objectContaining({ field, reason: 'MISSING' })] }),
    );
  });

  it('a step of yesterday after one of today is refused', () => {
    expect(() => move(move(given(), 'PROCESSING', '09-09T08:00'), 'COMPLETED', '09-08T08:00')).toThrow(
      expect.objectContaining({ faults: [expect.objectContaining({ field: 'at', reason: 'DATE_ORDER' })] }),
    );
  });
});

describe('the table of transitions', () => {
  it('refuses every step it does not have', () => {
    const accepted = DOSSIER_STATUSES.filter((to) => {
      try {
        return move(given(), to, '09-08T08:00', { fees: [FEE], result: RESULT }).status === to;
      } catch (error) {
        return !(error instanceof DossierConflictError);
      }
    });

    expect(accepted).toEqual(
      DOSSIER_STATUSES.filter((to) => to === 'ACCEPTED' || nextStatuses('ACCEPTED').includes(to)),
    );
  });

  it('says where a dossier may go instead', () => {
    expect(() => move(given(), 'RESULT_RETURNED', '09-08T08:00')).toThrow(
      expect.objectContaining({
        hint: expect.stringContaining('PROCESSING'),
        message: expect.stringMatching(/"Được tiếp nhận"/),
      }),
    );
  });

  it('ends where a dossier is refused, and nowhere else', () => {
    expect(DOSSIER_STATUSES.filter((status) => nextStatuses(status).length === 0)).toEqual(['REJECTED']);
    expect(DOSSIER_STATUSES.filter((to) => !mayReach('NEW', to))).toEqual([]);
    expect(DOSSIER_STATUSES.filter((to) => mayReach('REJECTED', to))).toEqual(['REJECTED']);
    expect(DOSSIER_STATUSES.map(statusNumber)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
