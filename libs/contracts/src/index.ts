export {
  PORTAL_STATUS_RANGE,
  PORTAL_TEXT_LIMITS,
  type PortalDossier,
  type PortalFee,
  type PortalPaper,
  type PortalResultPaper,
  type PortalStep,
  type PortalSupplement,
} from './dossier.contract.js';
export {
  PORTAL_CODES,
  PORTAL_DSTCODE,
  PORTAL_PATHS,
  PORTAL_SERVICES,
  PortalItemReply,
  PortalLoginReply,
  PortalReply,
  PortalWriteReply,
  type PortalService,
} from './envelope.contract.js';
export {
  INBOUND_BASES,
  INBOUND_CODES,
  INBOUND_PATHS,
  LAND_TAX_RECEIPT_SERVICE,
  UNKNOWN_DOSSIER,
} from './inbound.contract.js';
export { NEW_REST_CALLS, NEW_REST_OWNER_KINDS, NEW_REST_PATH, type NewRestCall } from './new-rest.contract.js';
export { RELAY_PATHS, THANH_HOA_SUFFIXES } from './relay.contract.js';
export {
  AGENCY_CODE,
  FIELD_CODE,
  PORTAL_LEVELS,
  PORTAL_SERVICE_STATES,
  PROCEDURE_CODE,
  PortalOnlineService,
  SERVICE_CODE,
  type PortalLevel,
} from './online-service.contract.js';
