import { describe, expect, it } from '@jest/globals';
import { isOnTimeBy766, timelinessAt, type DossierTimeliness } from './dossier-timeliness.js';
import type { Supplement } from './dossier.js';

const at = (text: string): Date => new Date(`2020-09-${text}+07:00`);
const open = {
  status: 'PROCESSING',
  statusAt: at('07T08:00'),
  acceptedAt: at('07T08:00'),
  dueAt: at('14T11:00'),
  pausedAt: null,
  finishedAt: null,
  returnedAt: null,
  refusedAt: null,
  supplements: [],
} as const;
const asked: Supplement = {
  content: 'Bản sao giấy phép',
  askedBy: '',
  askedAt: at('09T08:00'),
  answeredAt: null,
  answer: '',
  dueBefore: null,
  dueAfter: null,
};

describe('how a dossier stands towards its appointment', () => {
  it.each<[string, Partial<Parameters<typeof timelinessAt>[0]>, DossierTimeliness]>([
    ['finished the day before', { finishedAt: at('13T23:59') }, 'EARLY'],
    ['finished on the day, though hours later', { finishedAt: at('14T16:59') }, 'ON_TIME'],
    ['finished the day after', { finishedAt: at('15T00:00') }, 'LATE'],
    ['finished without an appointment', { finishedAt: at('30T08:00'), dueAt: null }, 'ON_TIME'],
    ['handed back without being finished', { returnedAt: at('15T08:00') }, 'LATE'],
    ['open, its day ahead', {}, 'IN_TIME'],
    ['open without an appointment', { dueAt: null }, 'IN_TIME'],
    ['open, due tomorrow morning', { dueAt: at('11T09:00') }, 'DUE_SOON'],
    ['open, due this morning', { dueAt: at('10T08:00') }, 'DUE_SOON'],
    ['open, due yesterday', { dueAt: at('09T17:00') }, 'OVERDUE'],
    ['waiting for papers', { pausedAt: at('08T08:00'), dueAt: at('09T17:00') }, 'PAUSED'],
    ['not taken in', { acceptedAt: null, dueAt: null }, 'NOT_STARTED'],
    ['refused', { refusedAt: at('08T08:00') }, 'REFUSED'],
  ])('%s: %j is %s', (_, changes, timeliness) => {
    expect(timelinessAt({ ...open, ...changes }, at('10T10:00'))).toBe(timeliness);
  });
});

describe('index 2.1 of QĐ 766', () => {
  it.each<[string, Partial<Parameters<typeof isOnTimeBy766>[0]>, boolean]>([
    ['finished within its hour', { finishedAt: at('14T11:00') }, true],
    ['finished a minute later', { finishedAt: at('14T11:01') }, false],
    ['open at the end of the period', {}, false],
    ['without an appointment', { dueAt: null }, true],
    ['stopped in time', { status: 'STOPPED', statusAt: at('10T08:00') }, true],
    ['waiting for papers asked for in time', { supplements: [asked] }, true],
    ['asked for papers twice', { supplements: [asked, asked], finishedAt: at('10T08:00') }, false],
  ])('%s: %j counts as on time: %s', (_, changes, isOnTime) => {
    expect(isOnTimeBy766({ ...open, ...changes }, at('30T17:00'))).toBe(isOnTime);
  });
});
