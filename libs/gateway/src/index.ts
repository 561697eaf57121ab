export { PortalLoginError } from './portal-errors.js';
export { PortalGateway, type Exchanged, type PortalCall, type ReadAnswer } from './portal-gateway.js';
export { PortalHttp } from './portal-http.js';
export { PortalSession, type Session } from './portal-session.js';
export { type PortalAnswer } from './portal-verdict.js';
export { type Reading } from './reading.js';
