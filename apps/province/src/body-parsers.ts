import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { isInboundPath } from './inbound/inbound-paths.js';

const MAX_JSON = '1mb';
/** A promotion carries its papers within it. */
const MAX_INBOUND = '8mb';

/** JSON for everybody; of the portal's messages every byte, since these are kept. */
export function useBodyParsers(app: NestExpressApplication): void {
  app.useBodyParser('raw', {
    type: (request: IncomingMessage) => isInboundPath(request.url ?? ''),
    limit: MAX_INBOUND,
    inflate: false,
  });
  app.useBodyParser('json', { limit: MAX_JSON });
}
