import { afterAll, beforeAll } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import pg from 'pg';
import supertest from 'supertest';
import { CatalogueLoader } from '../../apps/province/src/catalogue/catalogue-loader.js';
import { useBodyParsers } from '../../apps/province/src/body-parsers.js';
import { serveOpenApi } from '../../apps/province/src/open-api.js';
import { ProvinceModule } from '../../apps/province/src/province.module.js';
import { freshDatabase } from './fresh-database.js';

const KEY = 'only-for-this-test-0123456789abcdef';
/** What the portal's side shows. */
const PORTAL_KEY = 'the-portal-of-this-test-0123456789abcdef';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** The province inside the test, on a database of its own. */
export class ProvinceRig {
  private running: { readonly province: NestExpressApplication; readonly db: pg.Pool } | null = null;

  /** One province for all stories of a suite. */
  static forStories(): ProvinceRig {
    const rig = new ProvinceRig();
    beforeAll(() => rig.start(), 60_000);
    afterAll(() => rig.stop());
    return rig;
  }

  async start(): Promise<void> {
    const url = await freshDatabase('province');
    Object.assign(process.env, { DATABASE_URL: url, PROVINCE_API_KEY: KEY, PROVINCE_INBOUND_TOKEN: PORTAL_KEY });
    const testing = await Test.createTestingModule({ imports: [ProvinceModule] }).compile();
    const province = testing.createNestApplication<NestExpressApplication>({ bodyParser: false });
    useBodyParsers(province);
    serveOpenApi(province);
    await province.listen(0, '127.0.0.1');
    this.running = { province, db: new pg.Pool({ connectionString: url, max: 2 }) };
  }

  /** For the command, which asks a province that runs. */
  async settings(): Promise<Record<string, string>> {
    return { PROVINCE_URL: await this.parts.province.getUrl(), PROVINCE_API_KEY: KEY };
  }

  /** As a start of the province does. */
  async readCatalogueAgain(): Promise<void> {
    await this.parts.province.get(CatalogueLoader).onApplicationBootstrap();
  }

  async stop(): Promise<void> {
    const { province, db } = this.parts;
    await province.close();
    await db.end();
  }

  async post(path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return answerOf(
      await this.http
        .post(path)
        .set({ Authorization: `Bearer ${KEY}`, ...headers })
        .send(body),
    );
  }

  /** Sends a file's content. */
  async send(path: string, content: string | Buffer, accept = 'application/json'): Promise<Answer> {
    const headers = { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/octet-stream', Accept: accept };
    return answerOf(await this.http.post(path).set(headers).buffer(true).parse(toText).send(Buffer.from(content)));
  }

  async get(path: string): Promise<Answer> {
    return answerOf(await this.http.get(path).set('Authorization', `Bearer ${KEY}`));
  }

  /** As the portal sends it, with its own key unless another is given. */
  async push(path: string, body: string | Buffer | object, key = PORTAL_KEY): Promise<Answer> {
    const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
    return answerOf(await this.http.post(path).set(headers).send(bytes.toString()));
  }

  async getWithoutKey(path: string): Promise<Answer> {
    return answerOf(await this.http.get(path));
  }

  /** Rows of a statement, for looking behind the API. */
  async query<T extends object>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.parts.db.query<T>(sql, parameters)).rows;
  }

  async count(table: string): Promise<number> {
    const [row] = await this.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    return row?.n ?? -1;
  }

  private get parts(): { readonly province: NestExpressApplication; readonly db: pg.Pool } {
    if (this.running === null) throw new Error('the province was not started');
    return this.running;
  }

  private get http(): ReturnType<typeof supertest> {
    return supertest(this.parts.province.getHttpServer());
  }
}

function answerOf({ status, body, text }: supertest.Response): Answer {
  const isText = typeof body === 'string';
  const isJson = isText && /^\{[^\n]*\n?$/.test(body);
  return { status, body: (isJson ? JSON.parse(body) : body) as Answer['body'], text: isText ? body : text };
}

function toText(response: supertest.Response, done: (error: Error | null, text: string) => void): void {
  const pieces: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (piece: Buffer) => pieces.push(Buffer.from(piece)));
  stream.on('end', () => {
    done(null, Buffer.concat(pieces).toString('utf8'));
  });
}
