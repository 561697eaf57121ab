export { fromPortalDossier, fromPromotion } from './from-portal-dossier.js';
export { toPortalDossier } from './to-portal-dossier.js';
export { toPortalService } from './to-portal-service.js';
