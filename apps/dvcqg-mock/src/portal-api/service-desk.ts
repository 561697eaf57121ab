import type { PortalService } from '@dvc/contracts';
import { Injectable } from '@nestjs/common';
import type { Repositories } from '../records/portal-records.js';
import { LogIn } from './log-in.js';
import type { PortalAnswer, PortalAnswerer } from './portal-answer.js';
import { refused } from './portal-answer.js';
import type { PortalCall } from './portal-call.js';
import { PublishServices } from './publish-services.js';
import { ReadAgencies, ReadFields, ReadProcedure, ReadProcedures } from './read-catalogue.js';
import { ReadServices } from './read-services.js';
import { refuse } from './refusals.js';

/** Which part answers which service. A service of the contract without an answerer does not compile. */
@Injectable()
export class ServiceDesk {
  private readonly answerers: ReadonlyMap<string, PortalAnswerer>;

  // eslint-disable-next-line max-params -- one parameter for each answerer, which Nest brings
  constructor(
    login: LogIn,
    publishServices: PublishServices,
    readServices: ReadServices,
    readProcedures: ReadProcedures,
    readProcedure: ReadProcedure,
    readAgencies: ReadAgencies,
    readFields: ReadFields,
  ) {
    const table: Record<PortalService | 'login', PortalAnswerer> = {
      login,
      DongBoDVC: publishServices,
      LayDVC: readServices,
      LayDanhSachTTHC: readProcedures,
      LayThuTuc: readProcedure,
      LayDanhMucCoQuan: readAgencies,
      LayDanhMucLinhVuc: readFields,
    };
    this.answerers = new Map(Object.entries(table));
  }

  async answer(call: PortalCall, repositories: Repositories): Promise<PortalAnswer> {
    const name = call.isLogin || call.service !== 'login' ? call.service : '';
    const answerer = this.answerers.get(name);
    return answerer ? answerer.answer(call, repositories) : refused(refuse.unknownService(call.service));
  }
}
