export { toPortalService } from './to-portal-service.js';
