import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CreateDossier } from '../new-rest/create-dossier.js';
import { GiveNumber } from '../new-rest/give-number.js';
import { GiveToken } from '../new-rest/give-token.js';
import { TakeFiles } from '../new-rest/take-files.js';
import { TakeStatuses } from '../new-rest/take-statuses.js';
import { TakeSteps } from '../new-rest/take-steps.js';
import type { ServiceName } from './behaviour/service-registry.js';
import { PaymentDesk } from '../payment/payment-desk.js';
import { PAYMENT_SERVICES, type PaymentService } from '../payment/payment-paths.js';
import { ReadDossiers } from './dossiers/read-dossiers.js';
import { SyncDossiers } from './dossiers/sync-dossiers.js';
import { SyncStatus } from './dossiers/sync-status.js';
import { UpdateProgress } from './dossiers/update-progress.js';
import { NATIONAL_LIST_NAMES, type NationalListName } from './lists/national-lists.js';
import { ReadDecision, ReadLists, ReadUnitProcedures } from './lists/read-lists.js';
import { LogIn } from './log-in.js';
import { FindAccount } from './people/find-account.js';
import { KeepItems } from './people/keep-items.js';
import { KEEPING_SERVICES } from './people/keeping-services.js';
import { ReadAnswer, ReadPublishedQuestions, ReadQuestions } from './people/read-questions.js';
import { ReadResultFile, ReadResults } from './people/read-results.js';
import type { PortalAnswerer } from './portal-answer.js';
import { PublishServices } from './publish-services.js';
import { ReadAgencies, ReadFields, ReadProcedure, ReadProcedures } from './read-catalogue.js';
import { ReadServices } from './read-services.js';

type Kept = keyof typeof KEEPING_SERVICES;
type Answerers = Partial<Record<ServiceName, Type<PortalAnswerer>>>;

/** Who answers from what is stored. All that may be stored with such an answer is a session. */
const READERS = {
  login: LogIn,
  LayDVC: ReadServices,
  LayDanhSachTTHC: ReadProcedures,
  LayDanhSachTTHCDonVi: ReadUnitProcedures,
  LayThuTuc: ReadProcedure,
  LayQDCB: ReadDecision,
  LayDanhMucCoQuan: ReadAgencies,
  LayDanhMucLinhVuc: ReadFields,
  TraCuuTechID: FindAccount,
  TraCuuHoSo: ReadDossiers,
  LayDanhSachHoiDapGuiTuDVCQG: ReadQuestions,
  LayDanhSachHoiDapBoCoQuan: ReadPublishedQuestions,
  LayNoiDungTraLoiTheoCauHoi: ReadAnswer,
  TraCuuKetQuaSoHoa: ReadResults,
  LayTepKetQuaSoHoa: ReadResultFile,
  GetToken: GiveToken,
} satisfies Answerers;

const WRITERS = {
  DongBoDVC: PublishServices,
  DongBoHoSoMC: SyncDossiers,
  CapNhatTienDoHoSoMC: UpdateProgress,
  DongBoTrangThaiHoSo: SyncStatus,
  GetNextValue: GiveNumber,
  UploadFile: TakeFiles,
  CreateDossier,
  CapNhatTienTrinh: TakeSteps,
  CapNhatTrangThai: TakeStatuses,
} satisfies Answerers;

/** The class that answers a service, where one class answers one. A service of the contract without one does not compile. */
const ANSWERERS: Readonly<
  Record<Exclude<ServiceName, NationalListName | Kept | PaymentService | 'ThanhToan'>, Type<PortalAnswerer>>
> = { ...READERS, ...WRITERS };

/** Services whose calls change no record. */
const READING: ReadonlySet<string> = new Set([...Object.keys(READERS), ...NATIONAL_LIST_NAMES]);

/** What Nest must make. */
export const ANSWERING_PARTS: readonly Type<unknown>[] = [
  ...Object.values(ANSWERERS),
  ReadLists,
  KeepItems,
  PaymentDesk,
];

/** Every service with the part that answers it. */
@Injectable()
export class AnswererTable implements OnModuleInit {
  private answerers: ReadonlyMap<string, PortalAnswerer> = new Map();

  constructor(
    private readonly parts: ModuleRef,
    private readonly lists: ReadLists,
    private readonly keeper: KeepItems,
    private readonly payments: PaymentDesk,
  ) {}

  onModuleInit(): void {
    const single = Object.entries(ANSWERERS).map(([name, part]) => [name, this.parts.get(part)] as const);
    const lists = NATIONAL_LIST_NAMES.map((name) => [name, this.lists.answererOf(name)] as const);
    const kept = Object.entries(KEEPING_SERVICES).map(
      ([name, service]) => [name, this.keeper.answererOf(service)] as const,
    );
    const paying = [...PAYMENT_SERVICES, 'ThanhToan' as const].map(
      (name) => [name, this.payments.answererOf(name)] as const,
    );
    this.answerers = new Map<string, PortalAnswerer>([...single, ...lists, ...kept, ...paying]);
  }

  find(service: string): PortalAnswerer | undefined {
    return this.answerers.get(service);
  }

  isReading(service: string): boolean {
    return READING.has(service);
  }
}
