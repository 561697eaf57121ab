import { describe, expect, it } from '@jest/globals';
import type { DossierFault } from './dossier-faults.js';
import { DossierReading, type RawFields } from './dossier-reading.js';
import { readEntry, readRow, type DossierRow, type DossierWorld } from './dossier-row.js';
import { WorkingCalendar } from './working-time.js';

const agency = { name: 'Sở Ví dụ', tier: 'PROVINCE', validFrom: null, mergedInto: null } as const;
const world: DossierWorld = {
  agencies: new Map([
    ['H97.12', { ...agency, code: 'H97.12', validTo: null }],
    ['H97.13', { ...agency, code: 'H97.13', validTo: '2020-06-30', mergedInto: 'H97.12' }],
  ]),
  workingDays: new Map([
    ['9.900101', 5],
    ['9.900102', null],
  ]),
  calendar: new WorkingCalendar(['2020-09-02']),
  now: new Date('2020-09-30T17:00+07:00'),
};
const FIELDS = {
  code: 'H97.12-200907-0001',
  procedureCode: '9.900101',
  agencyCode: 'H97.12',
  channel: 'COUNTER',
  applicantKind: 'CITIZEN',
  applicantName: 'Phạm Minh Mẫu',
  summary: 'Đề nghị cấp giấy phép mẫu',
  status: 'PROCESSING',
  submittedAt: '2020-09-07T08:00:00+07:00',
  acceptedAt: '2020-09-07T08:05:00+07:00',
  statusAt: '2020-09-08T08:00:00+07:00',
};

function read(changes: RawFields): { row: DossierRow; faults: readonly DossierFault[] } {
  const reading = new DossierReading({ ...FIELDS, ...changes });
  return { row: readRow(reading, world), faults: reading.faults };
}

describe('a dossier of a file', () => {
  it('is read whole, with the appointment that the legal time makes', () => {
    const { row, faults } = read({});
    expect(faults).toEqual([]);
    expect(row.dossier).toMatchObject({
      code: FIELDS.code,
      status: 'PROCESSING',
      statusAt: new Date('2020-09-08T01:00:00Z'),
      dueAt: new Date('2020-09-14T01:05:00Z'),
      isDueSure: true,
      pausedAt: null,
    });
  });

  it('may use the numbers of the portal, Vietnam’s time, and decomposed letters', () => {
    const { row, faults } = read({
      status: 10,
      channel: '2',
      applicantKind: '2',
      returnedAt: '2020-09-11 14:30',
      finishedAt: '2020-09-11',
      applicantName: 'Phạm Minh Mẫu'.normalize('NFD'),
    });
    expect(faults).toEqual([]);
    expect(row.dossier).toMatchObject({
      status: 'RESULT_RETURNED',
      channel: 'ONLINE',
      applicant: { kind: 'BUSINESS', name: 'Phạm Minh Mẫu' },
      returnedAt: new Date('2020-09-11T07:30:00Z'),
      finishedAt: new Date('2020-09-10T17:00:00Z'),
    });
  });

  it.each<[string, RawFields, string]>([
    ['no code', { code: '' }, 'code MISSING'],
    ['a code of another form', { code: 'H97.12/200907/1' }, 'code CODE_FORM'],
    ['a procedure nobody knows', { procedureCode: '9.999999' }, 'procedureCode PROCEDURE_UNKNOWN'],
    ['a code of no procedure', { procedureCode: '9,900101' }, 'procedureCode CODE_FORM'],
    ['an agency nobody knows', { agencyCode: 'H97.99' }, 'agencyCode AGENCY_UNKNOWN'],
    ['an agency that is no more', { agencyCode: 'H97.13' }, 'agencyCode AGENCY_CLOSED'],
    ['a status of another system', { status: '11' }, 'status NOT_ON_LIST'],
    ['no channel', { channel: null }, 'channel MISSING'],
    ['a list for a name', { applicantName: ['a'] }, 'applicantName TEXT'],
    ['half a character', { applicantName: 'a\ud800' }, 'applicantName TEXT'],
    ['a NUL', { summary: 'a\u0000b' }, 'summary TEXT'],
    ['a summary beyond the portal’s limit', { summary: 'a'.repeat(1_001) }, 'summary TOO_LONG'],
    ['an identity number of eleven digits', { identityNumber: '9'.repeat(11) }, 'identityNumber NUMBER_FORM'],
    ['a telephone number with letters', { phone: '09x' }, 'phone NUMBER_FORM'],
    ['an address without a sign', { email: 'a.example' }, 'email NUMBER_FORM'],
    ['a day that does not exist', { statusAt: '2020-02-30T08:00:00+07:00' }, 'statusAt DATE_FORM'],
    ['an hour that does not exist', { statusAt: '2020-09-08T24:00:00+07:00' }, 'statusAt DATE_FORM'],
    ['a zone that does not exist', { statusAt: '2020-09-08T10:00:00+99:00' }, 'statusAt DATE_FORM'],
    ['a step of tomorrow', { statusAt: '2020-10-01T08:00:00+07:00' }, 'statusAt DATE_AHEAD'],
    ['no time of its status', { statusAt: '' }, 'statusAt MISSING'],
    ['acceptance before submission', { acceptedAt: '2020-09-06T08:00:00+07:00' }, 'acceptedAt DATE_ORDER'],
    ['an appointment before acceptance', { dueAt: '2020-09-06T08:00:00+07:00' }, 'dueAt DATE_ORDER'],
    ['no time of its end', { status: 'COMPLETED' }, 'finishedAt MISSING'],
  ])('with %s is refused', (_, changes, wanted) => {
    const { faults } = read(changes);
    expect(faults.map(({ field, reason }) => `${field} ${reason}`)).toEqual([wanted]);
    expect(faults[0]).toMatchObject({ message: expect.stringMatching(/\S/), hint: expect.stringMatching(/\S/) });
  });

  it('tells all its faults at once, in the sender’s words', () => {
    const reading = new DossierReading({}, (field) => `cột ${field}`);
    readRow(reading, world);
    expect(new Set(reading.faults.map(({ field }) => field))).toEqual(
      new Set(
        [
          'code',
          'procedureCode',
          'agencyCode',
          'channel',
          'applicantKind',
          'applicantName',
          'summary',
          'status',
          'submittedAt',
        ].map((field) => `cột ${field}`),
      ),
    );
  });
});

describe('a request for a new dossier', () => {
  it('may leave out its code and its time', () => {
    const reading = new DossierReading({ ...FIELDS, code: undefined, submittedAt: undefined });
    expect(readEntry(reading, world)).toMatchObject({ code: '', submittedAt: world.now, workingDays: 5 });
    expect(reading.faults).toEqual([]);
  });

  it('cannot come from tomorrow', () => {
    const reading = new DossierReading({ ...FIELDS, submittedAt: '2020-10-01T08:00:00Z' });
    readEntry(reading, world);
    expect(reading.faults).toMatchObject([{ field: 'submittedAt', reason: 'DATE_AHEAD' }]);
  });
});
