import { describe, expect, it } from '@jest/globals';
import { PORTAL_PATHS } from '@dvc/contracts';
import { createHash } from 'node:crypto';
import pg from 'pg';
import { DossierStories } from '../support/dossier-stories.js';
import { eventually } from '../support/eventually.js';
import { ACCOUNT, PASSWORD, exampleService } from '../support/running-mock.js';

type Entry = Record<string, unknown> & { n: number; prev: string };

const stories = new DossierStories();
const { portal } = stories;
const verify = async () => (await portal.sim('GET', 'journal/verify')).data;
const exported = async (format: string): Promise<string> => {
  const { data } = await portal.sim('GET', `journal/export?format=${format}`);
  return typeof data === 'string' ? data : JSON.stringify(data);
};
const onDatabase = async (sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: portal.databaseUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
};

describe('the chain of the journal', () => {
  it('links every entry to the one before, so that anybody can check an export', async () => {
    await Promise.all(Array.from({ length: 20 }, () => portal.send(stories.session, 'LayDVC')));
    const lines = (await exported('jsonl'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Entry);

    let prev = '0'.repeat(64);
    for (const { n, prev: said, ...rest } of lines) {
      expect(said).toBe(`sha256:${prev}`);
      const content = Object.fromEntries(
        Object.entries(rest).filter(([name]) => !['attempt', 'attempts', 'latencyMs', 'departure'].includes(name)),
      );
      const inner = createHash('sha256').update(JSON.stringify(content)).digest('hex');
      prev = createHash('sha256')
        .update(`${prev}\n${String(n)}\n${inner}`)
        .digest('hex');
    }
    expect(lines.map(({ n }) => n)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
    expect(await verify()).toMatchObject({ intact: true, entries: 21, head: `sha256:${prev}`, broken: null });
  });

  it.each([
    [
      'content',
      `UPDATE journal SET content = replace(content, '"LayDVC"', '"LayTTHC"') WHERE id = (SELECT id FROM journal_link WHERE n = 3)`,
    ],
    ['digest', `UPDATE journal_link SET digest = sha256('x') WHERE n = 3`],
    ['presence', `DELETE FROM journal WHERE id = (SELECT id FROM journal_link WHERE n = 3)`],
  ])('names the first entry whose %s was tampered with', async (_what, sql) => {
    for (let call = 0; call < 4; call += 1) await portal.send(stories.session, 'LayDVC');
    expect(await verify()).toMatchObject({ intact: true, entries: 5 });

    await onDatabase(sql);

    expect(await verify()).toMatchObject({ intact: false, broken: { n: 3 } });
  });

  it('links what was committed when the mock ended before it could', async () => {
    await portal.send(stories.session, 'LayDVC');
    await verify();
    await onDatabase(
      'DELETE FROM journal_link WHERE n = 2; UPDATE journal_head SET n = 1, digest = (SELECT digest FROM journal_link WHERE n = 1)',
    );

    await portal.stopMock();
    await portal.startMock();

    expect(await verify()).toMatchObject({ intact: true, entries: 2 });
  });
});

describe('the caps of the journal', () => {
  const restart = async (settings: Record<string, string>): Promise<void> => {
    await portal.stopMock();
    await portal.startMock(settings);
  };

  it.each([
    ['number', { MOCK_JOURNAL_ENTRIES: '10' }],
    ['size', { MOCK_JOURNAL_MIB: '0.02' }],
  ])('drop the oldest beyond a %s, say so, and verify goes on from there', async (_what, settings) => {
    await restart(settings);
    stories.session = await portal.login();
    for (let call = 0; call < 30; call += 1) await portal.send(stories.session, 'LayDVC');

    await eventually(async () => {
      const { data } = await portal.sim('GET', 'journal');
      const kept = data['entries'] as Entry[];
      const dropped = data['dropped'] as { entries: number; until: string };
      expect(dropped.entries).toBeGreaterThan(5);
      expect(kept[0]?.n).toBe(dropped.entries + 1);
      expect(Date.parse(dropped.until)).toBeLessThanOrEqual(Date.parse(String(kept[0]?.['committedAt'])));
      expect(kept.at(-1)?.n).toBe(32);
      expect(await verify()).toMatchObject({ intact: true, entries: kept.length, dropped });
    });
    await restart({});
  });

  it('drop what is older than they allow', async () => {
    await portal.send(stories.session, 'LayDVC');
    await verify();
    await onDatabase(`UPDATE journal SET committed_at = committed_at - interval '15 days'`);
    await portal.send(stories.session, 'LayDVC');

    expect((await portal.sim('GET', 'journal')).data).toMatchObject({ entries: [{ n: 3 }], dropped: { entries: 2 } });
  });

  it('count attempts on, though the entries they were counted from are gone', async () => {
    await stories.create();
    expect((await portal.sim('DELETE', 'journal')).status).toBe(204);
    await stories.update();

    const { data } = await portal.sim('GET', 'journal');
    expect(data).toMatchObject({ entries: [{ n: 3, attempt: 2 }], dropped: { entries: 2 } });
    expect(await verify()).toMatchObject({ intact: true, entries: 1 });
  });
});

describe('the journal of a space', () => {
  it('has numbers and a chain of its own', async () => {
    await portal.sim('POST', 'spaces', { id: 'so-rieng' });
    await portal.post(`/s/so-rieng${PORTAL_PATHS.login}`, { username: ACCOUNT, password: PASSWORD });
    await portal.send(stories.session, 'DongBoDVC', { isUpdating: 'False', data: [exampleService()] });

    const { data } = await portal.sim('GET', 's/so-rieng/journal');
    expect(data['entries']).toMatchObject([{ n: 1, space: 'so-rieng', service: 'login', rule: 'login' }]);
    expect((await portal.sim('GET', 's/so-rieng/journal/verify')).data).toMatchObject({ intact: true, entries: 1 });
    expect((await portal.sim('GET', 'journal')).data['entries']).toHaveLength(2);
  });
});
