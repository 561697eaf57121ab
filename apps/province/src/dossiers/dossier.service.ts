import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import {
  DossierConflictError,
  DossierNotFoundError,
  DossierRefusedError,
  type Dossier,
  type DossierStatus,
} from '@dvc/domain';
import { Store } from '@dvc/persistence';
import { RepeatableRequests } from '../repeatable-requests.js';
import { DossierCatalogueReader, type DossierCatalogue } from './dossier-catalogue.js';
import { DossierChanges } from './dossier-changes.js';
import { toReply, type DossierPage, type DossierReply, type DossierWithSteps } from './dossier-reply.js';
import type { DossierWish } from './dossier-wish.js';
import type { AnswerSupplementDto, DossierChangeDto, OpenDossierDto } from './dossier.dto.js';
import type { ListDossiersDto } from './list-dossiers.dto.js';
import { readMove, readOpening, type WishedMove } from './read-wish.js';

/** Dossiers one by one, or a set of changes at once; files come by `DossierImport`. */
@Injectable()
export class DossierService {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(DossierChanges) private readonly changes: DossierChanges,
    @Inject(DossierCatalogueReader) private readonly catalogues: DossierCatalogueReader,
    @Inject(RepeatableRequests) private readonly requests: RepeatableRequests,
  ) {}

  /** @throws {DossierNotFoundError} */
  async get(code: string): Promise<DossierWithSteps> {
    const { clock, dossiers } = this.store.direct;
    const dossier = await dossiers.find(code);
    if (dossier === null) throw new DossierNotFoundError(code);
    return { ...toReply(dossier, await clock.now()), steps: await dossiers.listSteps(code) };
  }

  async list({ status, agency, limit, after = '' }: ListDossiersDto): Promise<DossierPage> {
    const { clock, dossiers } = this.store.direct;
    const filter = { ...(status && { status }), ...(agency !== undefined && { agencyCode: agency }) };
    const found = await dossiers.list(filter, after, limit + 1);
    const page = found.slice(0, limit);
    const now = await clock.now();
    const next = found.length > limit ? (page.at(-1)?.code ?? null) : null;
    return { dossiers: page.map((dossier) => toReply(dossier, now)), next };
  }

  async open(request: Request, body: OpenDossierDto): Promise<DossierReply> {
    return this.one(request, (catalogue) => readOpening(body, catalogue));
  }

  /** @throws {DossierNotFoundError} */
  async move(request: Request, move: WishedMove): Promise<DossierReply> {
    await this.assertThere(move.code);
    return this.one(request, (catalogue) => readMove(move, catalogue));
  }

  /** Back to where the dossier was when the papers were asked for. */
  async answerSupplement(request: Request, code: string, body: AnswerSupplementDto): Promise<DossierReply> {
    const dossier = await this.assertThere(code);
    const before: DossierStatus = dossier.acceptedAt === null ? 'NEW' : 'PROCESSING';
    return this.one(request, (catalogue) => readMove({ code, to: body.to ?? before, body }, catalogue));
  }

  /** All of them in order, or none. */
  async commit(request: Request, bodies: readonly DossierChangeDto[]): Promise<{ committed: number }> {
    return this.requests.run(request, async (repositories) => {
      const catalogue = await this.catalogues.read(repositories);
      const wishes = bodies.map((body, index) => readChange(body, catalogue, `changes[${String(index)}].`));
      const outcomes = await this.changes.commit(wishes, catalogue, repositories);
      for (const [index, outcome] of outcomes.entries())
        if (outcome.kind === 'refused') throw atPlace(outcome.error, `changes[${String(index)}].`);
      return { committed: outcomes.length };
    });
  }

  private async one(request: Request, toWish: (catalogue: DossierCatalogue) => DossierWish): Promise<DossierReply> {
    return this.requests.run(request, async (repositories) => {
      const catalogue = await this.catalogues.read(repositories);
      const [outcome] = await this.changes.commit([toWish(catalogue)], catalogue, repositories);
      if (outcome === undefined) throw new Error('A change came back without its outcome');
      if (outcome.kind === 'refused') throw outcome.error;
      return toReply(outcome.dossier, catalogue.now);
    });
  }

  private async assertThere(code: string): Promise<Dossier> {
    const dossier = await this.store.direct.dossiers.find(code);
    if (dossier === null) throw new DossierNotFoundError(code);
    return dossier;
  }
}

function readChange({ open, code, move }: DossierChangeDto, catalogue: DossierCatalogue, within: string): DossierWish {
  if (open !== undefined && code === undefined && move === undefined)
    return readOpening(open, catalogue, `${within}open.`);
  if (open === undefined && code !== undefined && move !== undefined)
    return readMove({ code, to: move.to, body: move }, catalogue, `${within}move.`);
  const message = 'Mỗi thay đổi có open, hoặc code và move';
  throw new DossierRefusedError([{ field: within, value: '', reason: 'MISSING', message, hint: 'Xem /docs.' }]);
}

/** Names the change that is meant. */
function atPlace(error: DossierConflictError | DossierRefusedError, place: string): Error {
  const faults = error.faults.map((fault) => ({ ...fault, field: `${place}${fault.field}` }));
  return error instanceof DossierConflictError ? new DossierConflictError(faults) : new DossierRefusedError(faults);
}
