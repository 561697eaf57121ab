import type { PortalLevel, PortalOnlineService } from '@dvc/contracts';
import { offerOn, type IsoDate, type Offer, type OnlineService, type Procedure } from '@dvc/domain';

/** A service in the portal's words, or why it cannot be put into them. */
export type MappedService =
  | { readonly item: PortalOnlineService; readonly offer: Offer }
  | { readonly item: null; readonly offer: Offer; readonly fault: string };

/** What the portal calls the levels it can show: information, một phần, toàn trình. Level 1 has no word there. */
const PORTAL_LEVEL: Readonly<Partial<Record<number, PortalLevel>>> = { 2: 2, 3: 3, 4: 4 };

/**
 * Our words into the portal's, as of a day. Pure: the same service gives the same item, today and after a restart.
 * A service that applies nowhere on that day is withdrawn.
 */
export function toPortalService(service: OnlineService, procedure: Procedure, day: IsoDate): MappedService {
  const offer = offerOn(service, day);
  const fault = faultOf(procedure, offer);
  if (fault !== null) return { item: null, offer, fault };
  const application = Object.entries(offer).flatMap(([agency, rank]) => {
    const MUCDO = PORTAL_LEVEL[rank];
    return MUCDO === undefined ? [] : [{ MACOQUANTHUCHIEN: agency, MUCDO }];
  });
  const item = {
    MADVC: service.code,
    TENDVC: service.name.normalize('NFC'),
    MATTHC: procedure.code,
    TENTTHC: procedure.name.normalize('NFC'),
    ...(procedure.ministryCode === null ? {} : { MACOQUANBANHANH: procedure.ministryCode }),
    TENCOQUANBANHANH: procedure.ministryName.normalize('NFC'),
    ...(procedure.fieldCode === null ? {} : { MALINHVUC: procedure.fieldCode }),
    TENLINHVUC: procedure.fieldName.normalize('NFC'),
    APDUNGDVC: application,
    TRANGTHAI: application.length === 0 ? '0' : '1',
  } as const;
  return { item, offer };
}

function faultOf({ code, ministryName }: Procedure, offer: Offer): string | null {
  if (ministryName === '') return `Thủ tục ${code} chưa có trong danh mục: chưa biết cơ quan ban hành`;
  const [agency] = Object.entries(offer).find(([, rank]) => PORTAL_LEVEL[rank] === undefined) ?? [];
  return agency === undefined ? null : `Cổng không có mức độ nào tương ứng với mức độ tại ${agency}`;
}
