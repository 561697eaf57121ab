import {
  DossierReading,
  DossierRefusedError,
  readAct,
  readEntry,
  type DossierFault,
  type DossierMove,
  type DossierStatus,
  type Fee,
  type ResultHandover,
} from '@dvc/domain';
import type { DossierCatalogue } from './dossier-catalogue.js';
import type { DossierWish } from './dossier-wish.js';
import type { FeeDto, MoveDossierDto, OpenDossierDto, ResultDto } from './dossier.dto.js';

/** @throws {DossierRefusedError} with all faults, none of them written. */
export function readOpening(body: OpenDossierDto, catalogue: DossierCatalogue, within = ''): DossierWish {
  const reading = new DossierReading(body, (field) => `${within}${field}`);
  const entry = readEntry(reading, catalogue);
  const act = readAct(reading, catalogue.now);
  refuse(reading.faults);
  return { kind: 'open', entry, act };
}

/** A step that somebody wants a dossier to take. */
export interface WishedMove {
  readonly code: string;
  readonly to: DossierStatus;
  readonly body: Omit<MoveDossierDto, 'to'>;
}

/** @throws {DossierRefusedError} */
export function readMove({ code, to, body }: WishedMove, { now }: DossierCatalogue, within = ''): DossierWish {
  const { paidBy, isTimeRestarted, fees = [], result } = body;
  const reading = new DossierReading(body, (field) => `${within}${field}`);
  const act = readAct(reading, now);
  const read = fees.map((fee, index) => readFee(fee, `${within}fees[${String(index)}].`));
  const handover = result && readResult(result, `${within}result.`);
  refuse([...reading.faults, ...read.flatMap(({ faults }) => faults), ...(handover?.faults ?? [])]);
  const move: DossierMove = {
    ...act,
    to,
    fees: read.map(({ fee }) => fee),
    ...(paidBy === undefined ? {} : { paidBy }),
    ...(isTimeRestarted === undefined ? {} : { isTimeRestarted }),
    ...(handover === undefined ? {} : { result: handover.result }),
  };
  return { kind: 'move', code, move };
}

function readFee(body: FeeDto, within: string): { fee: Fee; faults: readonly DossierFault[] } {
  const reading = new DossierReading(body, (field) => `${within}${field}`);
  const words = { code: reading.neededText('code', 50), name: reading.neededText('name', 500) };
  const { amount, due } = body;
  return { fee: { ...words, amount, due, state: 'UNPAID', paidBy: null, paidAt: null }, faults: reading.faults };
}

const FILE_URL = /^https?:\/\/[^\s/]+\/\S*$/;

function readResult(body: ResultDto, within: string): { result: ResultHandover; faults: readonly DossierFault[] } {
  const reading = new DossierReading(body, (field) => `${within}${field}`);
  const result = {
    way: body.way,
    paperName: reading.text('paperName', 1_000),
    paperCode: reading.text('paperCode', 50),
    fileUrl: reading.formed('fileUrl', FILE_URL, 'Dạng https://…/….'),
    postCode: reading.text('postCode', 50),
  };
  return { result, faults: reading.faults };
}

function refuse(faults: readonly DossierFault[]): void {
  if (faults.length > 0) throw new DossierRefusedError(faults);
}
