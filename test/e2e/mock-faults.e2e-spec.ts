import { beforeEach, describe, expect, it } from '@jest/globals';
import { PORTAL_PATHS } from '@dvc/contracts';
import { isAxiosError } from 'axios';
import { portalForStories } from '../support/mock-stories.js';
import { eventually } from '../support/eventually.js';
import { ACCOUNT, exampleService } from '../support/running-mock.js';

const portal = portalForStories();
let session = '';
beforeEach(async () => {
  session = await portal.login();
});

const publish = { isUpdating: 'False', data: [exampleService()] };
const fault = (phase: string, effect: object, more: object = {}): object => ({
  id: 'trouble',
  service: 'DongBoDVC',
  phase,
  effect,
  schedule: { first: 1 },
  ...more,
});

/** How a call ends for axios: its error code, or the HTTP status. */
async function ending(service = 'DongBoDVC', timeout = 10_000): Promise<unknown> {
  const body = { session, madonvi: ACCOUNT, service, ...publish };
  return portal.http.post(`${portal.url}${PORTAL_PATHS.call}`, body, { timeout }).then(
    ({ status }) => status,
    (failure: unknown) => (isAxiosError(failure) ? failure.code : failure),
  );
}

describe('a fault after the commit', () => {
  it.each([
    ['connection-reset', 'ECONNRESET'],
    ['empty-reply', 'ECONNRESET'],
  ])('of kind %s looks like %s, and leaves exactly one service', async (type, symptom) => {
    await portal.arm(fault('after-commit', { type }));

    expect(await ending()).toBe(symptom);

    expect(await portal.storedCodes()).toEqual(['9.900101.01']);
    expect((await portal.send(session, 'DongBoDVC', publish)).data['error_code']).toBe(3);
    expect(await portal.storedCodes()).toEqual(['9.900101.01']);
    expect((await portal.journal('DongBoDVC'))[0]).toMatchObject({
      outcomeCode: 0,
      errorCode: null,
      httpStatus: null,
      committedRows: 1,
      faults: [{ id: 'trouble', phase: 'after-commit', effect: type }],
    });
  });

  it('may answer something else than the truth', async () => {
    await portal.arm(fault('after-commit', { type: 'reply', status: 500, body: '<h1>502</h1>' }));

    const { status, data, headers } = await portal.send(session, 'DongBoDVC', publish);

    expect([status, data, headers['content-type']]).toEqual([500, '<h1>502</h1>', 'text/html; charset=utf-8']);
    expect(await portal.storedCodes()).toHaveLength(1);
  });
});

describe('a fault before the commit', () => {
  it.each([
    ['connection-reset', 'ECONNRESET'],
    ['empty-reply', 'ECONNRESET'],
  ])('of kind %s looks the same, and stores nothing', async (type, symptom) => {
    await portal.arm(fault('before-commit', { type }));

    expect(await ending()).toBe(symptom);

    expect(await portal.storedCodes()).toEqual([]);
    expect((await portal.journal('DongBoDVC'))[0]).toMatchObject({ outcomeCode: null, committedRows: 0 });
  });

  it('of kind hang is silence until the caller gives up', async () => {
    await portal.arm(fault('before-commit', { type: 'hang' }));

    expect(await ending('DongBoDVC', 300)).toBe('ECONNABORTED');
    expect(await portal.storedCodes()).toEqual([]);
  });

  it('of kind late-commit stores when the caller has long given up', async () => {
    await portal.arm(fault('before-commit', { type: 'late-commit', ms: 2_000 }));

    expect(await ending('DongBoDVC', 300)).toBe('ECONNABORTED');
    expect(await portal.storedCodes()).toEqual([]);

    await eventually(async () => {
      expect(await portal.storedCodes()).toEqual(['9.900101.01']);
    });
    expect((await portal.journal('DongBoDVC'))[0]).toMatchObject({ outcomeCode: 0, errorCode: null, committedRows: 1 });
  });

  it('of kind delay stores although the caller has given up', async () => {
    await portal.arm(fault('before-commit', { type: 'delay', ms: 600 }));

    expect(await ending('DongBoDVC', 200)).toBe('ECONNABORTED');

    await eventually(async () => {
      expect(await portal.storedCodes()).toEqual(['9.900101.01']);
    });
  });
});

describe('a throttle', () => {
  it.each([
    ['seconds', 429, /^30$/],
    ['http-date', 503, /GMT$/],
    ['missing', 429, /^undefined$/],
    ['garbled', 503, /^sau/],
  ])('says when to come back in the form %s', async (form, status, header) => {
    await portal.arm(fault('before-auth', { type: 'throttle', status, retryAfterS: 30, form }));

    const reply = await portal.send(session, 'DongBoDVC', publish);

    expect(reply.status).toBe(status);
    expect(reply.data['error_code']).toBe(status);
    expect(String(reply.headers['retry-after'])).toMatch(header);
  });

  it('can stand in the body of a good reply', async () => {
    await portal.arm(fault('before-auth', { type: 'throttle', status: 'body', retryAfterS: 30 }));

    const { status, data } = await portal.send(session, 'DongBoDVC', publish);

    expect([status, data]).toEqual([
      200,
      { error_code: 429, message: 'Vượt quá số lần gọi cho phép, vui lòng thử lại sau 30 giây' },
    ]);
  });

  it('makes every call before its time stand out in the journal, also after a restart', async () => {
    await portal.arm(fault('before-auth', { type: 'throttle', status: 429, retryAfterS: 60 }));
    await portal.send(session, 'DongBoDVC', publish);

    await portal.send(session, 'LayDVC');
    await portal.stopMock();
    await portal.startMock();
    await portal.send(session, 'LayDVC');

    const { data } = await portal.sim('POST', 'journal/count', { insideRetryAfter: true });
    expect(data).toEqual({ count: 2 });
  });

  it('is over when its time is over', async () => {
    await portal.arm(fault('before-auth', { type: 'throttle', status: 429, retryAfterS: 0.2 }));
    await portal.send(session, 'DongBoDVC', publish);

    await eventually(async () => {
      await portal.send(session, 'LayDVC');
      expect((await portal.journal('LayDVC')).at(-1)).toMatchObject({ insideRetryAfter: false });
    });
  });
});

describe('a fault in place of an answer', () => {
  it('may be a page of HTML with 200', async () => {
    await portal.arm(fault('instead-of-handler', { type: 'reply', status: 200, body: '<html>bảo trì</html>' }));

    const { status, data } = await portal.send(session, 'DongBoDVC', publish);

    expect([status, data]).toEqual([200, '<html>bảo trì</html>']);
    expect(await portal.storedCodes()).toEqual([]);
  });

  it('may be a code of the portal', async () => {
    const effect = { type: 'reply', errorCode: 900, message: 'Lỗi hệ thống, vui lòng thử lại sau' };
    await portal.arm(fault('instead-of-handler', effect));

    const { data } = await portal.send(session, 'DongBoDVC', publish);

    expect(data).toEqual({ error_code: 900, message: effect.message });
    expect((await portal.sim('POST', 'journal/count', { service: 'DongBoDVC', errorCode: 900 })).data).toEqual({
      count: 1,
    });
  });
});

describe('a session', () => {
  it.each([
    ['all', 102],
    ['caller', 0],
  ])('can be ended before its time, scope %s', async (scope, otherCode) => {
    const other = await portal.login();
    await portal.arm(fault('before-auth', { type: 'expire-session', scope }));

    expect((await portal.send(session, 'DongBoDVC', publish)).data['error_code']).toBe(102);
    expect((await portal.send(other, 'LayDVC')).data['error_code']).toBe(otherCode);
    expect((await portal.send(await portal.login(), 'DongBoDVC', publish)).data['error_code']).toBe(0);
  });
});

describe('a fault on the way out', () => {
  it('may cut the reply in the middle of the wire', async () => {
    await portal.arm(fault('on-reply', { type: 'truncate' }));

    expect(await ending()).toBe('ERR_BAD_RESPONSE');
    expect(await portal.storedCodes()).toHaveLength(1);
  });

  it('may cut the JSON and nothing else', async () => {
    await portal.arm(fault('on-reply', { type: 'truncate', mode: 'json' }));

    const reply = await portal.send(session, 'DongBoDVC', publish);

    const body: unknown = reply.data;
    expect([reply.status, body]).toEqual([200, expect.stringMatching(/^\{"error_code":0,/)]);
    expect(() => JSON.parse(body as string) as unknown).toThrow(SyntaxError);
  });

  it('may reset the connection after the commit', async () => {
    await portal.arm(fault('on-reply', { type: 'connection-reset' }));

    expect(await ending()).toBe('ECONNRESET');
    expect(await portal.storedCodes()).toHaveLength(1);
  });

  it.each([
    ['shuffled', ['9.800002.01', '9.800001.01']],
    ['truncated', ['9.800001.01']],
    ['duplicated', ['9.800001.01', '9.800002.01', '9.800001.01']],
  ])('may give back the items %s', async (kind, codes) => {
    await portal.arm(fault('on-reply', { type: 'result-list', kind }));
    const data = ['9.800001', '9.800002'].map((MATTHC) =>
      exampleService({ MADVC: `${MATTHC}.01`, MATTHC, TENTTHC: undefined }),
    );

    const reply = await portal.send(session, 'DongBoDVC', { isUpdating: 'False', data });

    expect((reply.data['result'] as { MADVC: string }[]).map(({ MADVC }) => MADVC)).toEqual(codes);
  });

  it('may come late', async () => {
    await portal.arm(fault('on-reply', { type: 'delay', ms: 500 }));

    expect(await ending('DongBoDVC', 200)).toBe('ECONNABORTED');
    await eventually(async () => {
      expect(await portal.storedCodes()).toHaveLength(1);
    });
  });
});
