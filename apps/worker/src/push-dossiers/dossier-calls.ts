import { onlyItem, type PushCalls } from '../batch/push-calls.js';

/** Dossiers: their newest state, the steps that followed, or a look at one whose last call has no known end. */
export const DOSSIER_CALLS: PushCalls = {
  prepare: (portal, batch) => {
    if (batch.op === 'read') return portal.prepareDossierReading(onlyItem(batch).code);
    if (batch.op === 'steps') return portal.prepareSteps(batch.items);
    return portal.prepareDossiers(batch.items, batch.isUpdating);
  },
  read: (portal, call, token, item) => portal.readDossier(call, token, item),
};
