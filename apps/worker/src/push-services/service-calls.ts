import { onlyItem, type PushCalls } from '../batch/push-calls.js';

/** Services: written whole, read one at a time. */
export const SERVICE_CALLS: PushCalls = {
  prepare: (portal, batch) =>
    batch.op === 'read'
      ? portal.prepareReading(onlyItem(batch))
      : portal.prepareServices(batch.items, batch.isUpdating),
  read: (portal, call, token, item) => portal.read(call, token, item.body),
};
