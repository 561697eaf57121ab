import { RunningClock } from '@dvc/clock';
import { BadSettingsError, isProduction, type MockConfig } from '@dvc/config';
import { AppLogger } from '@dvc/observability';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toDocsPage } from './control-api/docs-page.js';
import { MockModule } from './mock.module.js';
import { readBody } from './portal-api/wire.js';
import { takeSpaceOff } from './spaces/space-address.js';

/** On every reply, so that nobody takes the mock for the portal. */
const SIGN = { name: 'X-Sim', value: 'DVCQG-MOCK' };

const UNREADABLE_URL = JSON.stringify({
  type: 'about:blank',
  status: 400,
  code: 'SIM_400',
  detail: 'Địa chỉ có ký tự không phải UTF-8, hoặc có U+0000.',
});
/** A request that takes longer to arrive is cut off. */
const SLOWEST_REQUEST_MS = 60_000;

export interface RunningMock {
  /** Without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts the mock portal: database up to date, catalogue filled in, listening.
 *
 * @throws {BadSettingsError} Settings that do not go together.
 */
export async function startMock(settings: MockConfig): Promise<RunningMock> {
  if (isProduction() && settings.MOCK_FAULTS === 'on') {
    throw new BadSettingsError(['MOCK_FAULTS must be off where NODE_ENV is production']);
  }
  const app = await NestFactory.create<NestFastifyApplication>(MockModule.with(settings), openDoor(), {
    bodyParser: false,
    logger: new AppLogger('dvcqg-mock', ['warn', 'error', 'fatal']),
    abortOnError: false,
  });
  app.enableShutdownHooks();
  publishDocs(app);
  await app.listen(settings.MOCK_PORT, settings.LISTEN_ADDRESS);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const host = settings.LISTEN_ADDRESS.includes(':') ? `[${settings.LISTEN_ADDRESS}]` : settings.LISTEN_ADDRESS;
  return { url: `http://${host}:${String(port)}`, close: () => app.close() };
}

/** The portal's own addresses say for themselves what they cannot read; control and the payers' pages do not. */
const isControl = (url: string): boolean => /^(\/s\/[^/]+)?\/(__sim|thanhtoan)\b/.test(url);

/** False for an address that is no UTF-8 once it is decoded, or holds U+0000, which no database keeps. */
function isText(url: string): boolean {
  try {
    return !decodeURIComponent(url).includes('\u0000');
  } catch {
    return false;
  }
}

/** Any content type, or none, is taken as bytes: what they mean is for the portal to say. */
function openDoor(): FastifyAdapter {
  const adapter = new FastifyAdapter({
    forceCloseConnections: true,
    rewriteUrl: takeSpaceOff,
    requestTimeout: SLOWEST_REQUEST_MS,
    clientErrorHandler: (_failure, socket) => {
      if (socket.writable) {
        socket.end(
          `HTTP/1.1 400 Bad Request\r\n${SIGN.name}: ${SIGN.value}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
        );
      }
    },
  });
  const server = adapter.getInstance();
  const wall = new RunningClock();
  // Before the router: it answers by itself what it cannot read.
  server.server.prependListener('request', (_request: unknown, reply: ServerResponse) => {
    // Node would write the wall's hour; a call in a space bears the hour of its space.
    reply.sendDate = false;
    reply.setHeader('Date', wall.now().toUTCString());
    reply.setHeader(SIGN.name, SIGN.value);
  });
  server.addHook('onRequest', (request, reply, next) => {
    if (isControl(request.raw.url ?? '') && !isText(request.raw.url ?? '')) {
      reply.code(400).type('application/problem+json; charset=utf-8').send(UNREADABLE_URL);
      return;
    }
    if (request.raw.headers['content-type'] !== undefined) {
      request.raw.headers['content-type'] = 'application/octet-stream';
    }
    next();
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', async (_request: unknown, payload: AsyncIterable<Buffer>) => readBody(payload));
  return adapter;
}

/** The document as JSON, and a plain page: neither loads anything from anywhere. Made when it is first asked for. */
function publishDocs(app: NestFastifyApplication): void {
  const about = new DocumentBuilder()
    .setTitle('Cổng DVCQG mô phỏng')
    .setDescription('Máy chủ mô phỏng để kiểm thử; không phải Cổng Dịch vụ công quốc gia.')
    .setVersion('0.1')
    .addBearerAuth()
    .build();
  let made: OpenAPIObject | undefined;
  const document = (): OpenAPIObject => (made ??= SwaggerModule.createDocument(app, about));
  const server = app.getHttpAdapter().getInstance();
  server.get('/docs-json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(document())),
  );
  server.get('/docs', (_request, reply) =>
    reply
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .type('text/html; charset=utf-8')
      .send(toDocsPage(document())),
  );
}
