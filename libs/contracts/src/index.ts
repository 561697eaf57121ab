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
  AGENCY_CODE,
  FIELD_CODE,
  PORTAL_LEVELS,
  PORTAL_SERVICE_STATES,
  PROCEDURE_CODE,
  PortalOnlineService,
  SERVICE_CODE,
  type PortalLevel,
} from './online-service.contract.js';
