import type { PortalCall, PortalGateway, ReadAnswer } from '@dvc/gateway';
import type { TakenBatch, TakenItem } from '@dvc/persistence';

/** What a push job says to the portal: how a taken batch is written, and how what is in doubt is read. */
export interface PushCalls {
  prepare(portal: PortalGateway, batch: TakenBatch): PortalCall;
  read(portal: PortalGateway, call: PortalCall, token: string, item: TakenItem): Promise<ReadAnswer>;
}

/** The one item of a read. */
export function onlyItem({ items }: TakenBatch): TakenItem {
  const [item] = items;
  if (!item) throw new Error('A batch was taken with nothing in it');
  return item;
}
