import { Injectable } from '@nestjs/common';
import { PAYMENT_MESSAGES } from '../payment/payment-paths.js';
import type { Repositories } from '../records/portal-records.js';
import { AnswererTable } from './answerer-table.js';
import { refused, type PortalAnswer } from './portal-answer.js';
import { DOORS, type PortalCall } from './portal-call.js';
import { refuse } from './refusals.js';

/** Which part answers which service. */
@Injectable()
export class ServiceDesk {
  constructor(private readonly table: AnswererTable) {}

  /** True where the answer to a call changes no record. */
  isReading({ service }: PortalCall): boolean {
    return this.table.isReading(service);
  }

  async answer(call: PortalCall, repositories: Repositories): Promise<PortalAnswer> {
    const isAtTheWrongDoor = call.door === null && [...DOORS, ...PAYMENT_MESSAGES].some((own) => own === call.service);
    const answerer = isAtTheWrongDoor ? undefined : this.table.find(call.service);
    return answerer ? answerer.answer(call, repositories) : refused(refuse.unknownService(call.service));
  }
}
