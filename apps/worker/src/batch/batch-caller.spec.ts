import { DispatchConfig, PortalConfig, loadConfig } from '@dvc/config';
import { PortalGateway, PortalHttp } from '@dvc/gateway';
import type { TakenBatch } from '@dvc/persistence';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import http, { type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BatchCaller } from './batch-caller.js';
import { CallSlots } from './call-slots.js';
import { CallLimits } from './call-limits.js';

const CODE = '9.900101.01';
const BATCH: TakenBatch = {
  id: 'b',
  epoch: 1,
  job: 'push-services',
  op: 'services',
  isUpdating: false,
  items: [
    {
      laneId: '7',
      code: CODE,
      stream: 'state',
      version: 1,
      fromSeq: 1,
      toSeq: 1,
      rows: 1,
      body: JSON.stringify({ MADVC: CODE }),
      offer: null,
      isKnown: false,
      flippedVersion: 0,
      fails: 0,
      batchCap: 50,
      reads: 0,
      intentId: null,
      isQuarantined: false,
      isAmbiguous: false,
      shown: null,
    },
  ],
};

describe('a portal that asks for quiet', () => {
  let portal: Server;
  let caller: BatchCaller;
  let arrived: number;
  let answer: { status: number; retryAfter?: string };
  beforeEach(async () => {
    arrived = 0;
    portal = http.createServer((request, reply) => {
      arrived += 1;
      if (answer.retryAfter !== undefined) reply.setHeader('retry-after', answer.retryAfter);
      request.resume().on('end', () => reply.writeHead(answer.status).end('{}'));
    });
    portal.listen(0, '127.0.0.1');
    await once(portal, 'listening');
    const { port } = portal.address() as AddressInfo;
    const settings = loadConfig(PortalConfig, {
      PORTAL_URL: `http://127.0.0.1:${String(port)}`,
      PORTAL_PASSWORD: 'mat-khau-vi-du',
      PORTAL_SESSION_KEY: `${'A'.repeat(43)}=`,
    });
    const limits = new CallLimits(loadConfig(DispatchConfig, {}), settings);
    const slots = new CallSlots(loadConfig(DispatchConfig, {}));
    caller = new BatchCaller(new PortalGateway(new PortalHttp(settings), settings), limits, slots);
  });
  afterEach(() => {
    portal.closeAllConnections();
    portal.close();
  });

  const call = async (): ReturnType<BatchCaller['call']> =>
    caller.call(BATCH, caller.prepare(BATCH), 'phien-vi-du', performance.now());

  it('gets no call that was taken before it asked, though nothing is written down yet', async () => {
    answer = { status: 429, retryAfter: '60' };
    expect(await call()).toMatchObject({ kind: 'written', answer: { holdMs: 60_000 } });

    expect(await call()).toEqual({ kind: 'unsent', why: 'held' });
    expect(arrived).toBe(1);
  });

  it('gets the next call at once where it asks for no time', async () => {
    answer = { status: 500 };
    await call();

    expect(await call()).toMatchObject({ kind: 'written' });
    expect(arrived).toBe(2);
  });
});
