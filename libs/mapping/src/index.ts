export { toPortalService, type MappedService } from './to-portal-service.js';
