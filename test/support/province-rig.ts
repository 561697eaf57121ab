import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import pg from 'pg';
import supertest from 'supertest';
import type { App } from 'supertest/types.js';
import { serveOpenApi } from '../../apps/province/src/open-api.js';
import { ProvinceModule } from '../../apps/province/src/province.module.js';
import { freshDatabase } from './fresh-database.js';

const KEY = 'only-for-this-test-0123456789abcdef';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** The province inside the test, on a database of its own. */
export class ProvinceRig {
  private constructor(
    private readonly province: INestApplication<App>,
    private readonly db: pg.Pool,
  ) {}

  static async start(): Promise<ProvinceRig> {
    const url = await freshDatabase('province');
    Object.assign(process.env, { DATABASE_URL: url, PROVINCE_API_KEY: KEY });
    const testing = await Test.createTestingModule({ imports: [ProvinceModule] }).compile();
    const province = testing.createNestApplication<INestApplication<App>>();
    serveOpenApi(province);
    await province.init();
    return new ProvinceRig(province, new pg.Pool({ connectionString: url, max: 2 }));
  }

  async stop(): Promise<void> {
    await this.province.close();
    await this.db.end();
  }

  async post(path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return answerOf(
      await this.http
        .post(path)
        .set({ Authorization: `Bearer ${KEY}`, ...headers })
        .send(body),
    );
  }

  async get(path: string): Promise<Answer> {
    return answerOf(await this.http.get(path).set('Authorization', `Bearer ${KEY}`));
  }

  async getWithoutKey(path: string): Promise<Answer> {
    return answerOf(await this.http.get(path));
  }

  /** Rows of a statement, for looking behind the API. */
  async query<T extends object>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.db.query<T>(sql, parameters)).rows;
  }

  async count(table: string): Promise<number> {
    const [row] = await this.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    return row?.n ?? -1;
  }

  private get http(): ReturnType<typeof supertest> {
    return supertest(this.province.getHttpServer());
  }
}

const answerOf = ({ status, body, text }: supertest.Response): Answer => ({
  status,
  body: body as Answer['body'],
  text,
});
