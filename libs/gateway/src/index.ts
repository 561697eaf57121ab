export { PortalLoginError } from './portal-errors.js';
export { PortalGateway, type Exchanged, type PortalCall, type PortalItem } from './portal-gateway.js';
export { PortalHttp } from './portal-http.js';
export { PortalSession, type Session, type SessionStore } from './portal-session.js';
export { type PortalAnswer } from './portal-verdict.js';
export { type Reading, type ReadService } from './service-reading.js';
