import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { NewRest } from '../support/new-rest.js';
import { ACCOUNT, MockRig, PASSWORD, type Reply } from '../support/running-mock.js';

const portal = new MockRig();
const rest = new NewRest(portal);
beforeAll(() => portal.start(), 60_000);
afterAll(() => portal.stop());
beforeEach(() => rest.startAnew());

const storedFiles = async (): Promise<Record<string, unknown>[]> =>
  (await portal.sim('GET', 'state/files')).data['files'] as Record<string, unknown>[];
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the token', () => {
  it('comes for name and secret of the account, with its life', async () => {
    const { data, status } = await rest.getToken({ client_id: ACCOUNT, client_secret: PASSWORD });

    expect(status).toBe(200);
    expect(data).toEqual({
      code: 200,
      message: 'OK',
      data: {
        access_token: expect.stringMatching(/^[\w-]{32}$/),
        expires_in: 3600,
        token_type: 'Bearer',
        scope: 'default',
      },
    });
    expect(JSON.stringify(await portal.journal('GetToken'))).not.toContain(PASSWORD);
  });

  it.each([
    ['a wrong secret', { client_id: ACCOUNT, client_secret: 'sai' }, 401],
    ['no secret', { client_id: ACCOUNT }, 400],
    ['no body', undefined, 400],
    ['a list', [], 400],
    ['no text', { client_id: { a: 1 }, client_secret: [1] }, 401],
  ])('does not come for %s', async (_case, body, code) => {
    const { data, status } = await rest.getToken(body);

    expect([status, data['code'], data['data']]).toEqual([code, code, null]);
  });

  it('is asked for, in the address or the header; one that is wrong, over, or a session of the adapter is 401', async () => {
    const asked = '?code=000.00.12.H97';
    const codeOf = async (reply: Promise<Reply>): Promise<unknown[]> => [
      (await reply).status,
      (await reply).data['code'],
    ];

    expect(await codeOf(rest.next(asked))).toEqual([401, 401]);
    expect(await codeOf(rest.next(`${asked}&token=${await portal.login()}`))).toEqual([401, 401]);
    expect((await portal.send(rest.token, 'LayDanhSachTTHC')).data['error_code']).toBe(103);
    const headers = { authorization: `Bearer ${rest.token}` };
    expect((await rest.next(asked, headers)).status).toBe(200);
    await portal.sim('POST', 'sessions/expire');
    expect(await codeOf(rest.next(`${asked}&token=${rest.token}`))).toEqual([401, 401]);
  });

  it('lives as long as the switch says', async () => {
    await portal.turn({ 'newRest.tokenSeconds': 77 });
    const { data } = await rest.getToken({ client_id: ACCOUNT, client_secret: PASSWORD });

    expect(data['data']).toMatchObject({ expires_in: 77 });
  });
});

describe('GetNextValue', () => {
  const ask = (code: string): Promise<Reply> => rest.next(`?code=${encodeURIComponent(code)}&token=${rest.token}`);

  it('gives each number once, bare, unit by unit, to calls at the same time too', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => ask('000.00.12.H97')));

    const values = replies.map(({ data }) => String(data['value'])).sort();
    expect(values.map((value) => value.slice(-7))).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((n) => String(n).padStart(7, '0')),
    );
    expect(values[0]).toMatch(/^H97\.12-\d{8}-0000001$/);
    expect((await ask('H97.14')).data).toEqual({ value: expect.stringMatching(/^H97\.14-\d{8}-0000001$/) });
    expect((await ask('9.900101')).data).toEqual({ value: expect.stringMatching(/^H97-\d{8}-0000001$/) });
  });

  it.each([
    ['', 400],
    ['x', 400],
    ['000.00.12.H98', 403],
    ['\u0000', 400],
  ])('refuses "%s" with %i', async (code, status) => {
    const reply = await ask(code);

    expect([reply.status, reply.data['code']]).toEqual([status, status]);
  });
});

describe('UploadFile', () => {
  it('keeps name, kind, digest and bytes of a file in the database, whatever its name says', async () => {
    const reply = await rest.upload(new Blob(['nội dung']), '../../etc/tệp.pdf');

    const hash = sha256('nội dung');
    expect(reply.data).toEqual({
      data: [{ response: { data: [{ IdTepTin: expect.any(String), HashTepTin: hash }] } }],
    });
    const [file] = await storedFiles();
    expect(file).toMatchObject({ name: '../../etc/tệp.pdf', sizeBytes: 10, sha256: hash, owner: 'H97', isKept: true });
    const { data } = await portal.sim('GET', `state/files/${String(file?.['id'])}/content`);
    expect(Buffer.from(String(data['base64']), 'base64').toString()).toBe('nội dung');
    expect(JSON.stringify(await portal.journal('UploadFile'))).not.toContain('nội dung');
  });

  it('keeps of a longer file what is known of it, not its bytes', async () => {
    await rest.upload(new Blob(['a'.repeat(300_000)]));

    const [file] = await storedFiles();
    expect(file).toMatchObject({ sizeBytes: 300_000, isKept: false });
    expect((await portal.sim('GET', `state/files/${String(file?.['id'])}/content`)).status).toBe(404);
  });

  it.each<[string, () => Promise<Reply>, string]>([
    ['no file', () => rest.upload('x'), 'files'],
    ['a file in another part', () => rest.upload(new Blob(['a']), 'a', 'tep'), 'files'],
    ['an empty file', () => rest.upload(new Blob([])), 'rỗng'],
    ['JSON', () => rest.post('UploadFile', { files: 'x' }), 'multipart'],
    ['no body', () => rest.post('UploadFile', undefined), 'multipart'],
    [
      'a body that breaks off',
      () =>
        portal.post(
          rest.at('UploadFile'),
          Buffer.from('--x\r\nContent-Disposition: form-data; name="files"; filename="a"'),
          {
            'content-type': 'multipart/form-data; boundary=x',
          },
        ),
      'multipart',
    ],
    ['U+0000 in a name', () => rest.upload(new Blob(['a']), 'a\u0000b'), 'Unicode'],
  ])('refuses %s with 400 and keeps nothing', async (_case, send, words) => {
    const { data, status } = await send();

    expect([status, data['code']]).toEqual([400, 400]);
    expect(data['message']).toContain(words);
    expect(await storedFiles()).toEqual([]);
  });

  it('refuses a file over the limit, and a body over 10 MiB before looking at it', async () => {
    await portal.turn({ 'newRest.fileMaxKiB': 1 });

    expect((await rest.upload(new Blob(['a'.repeat(1_025)]))).status).toBe(400);
    expect((await rest.upload(new Blob(['a'.repeat(1_024)]))).status).toBe(200);
    expect((await rest.upload(new Blob(['a'.repeat(11 * 1024 * 1024)]))).status).toBe(413);
  });
});

describe('a space', () => {
  it('has tokens, numbers and files of its own, for each of its accounts', async () => {
    const [first, other] = ['000.00.00.H96', '000.00.00.H98'];
    const accounts = [first, other].map((username) => ({ username, password: 'mat-khau-rieng' }));
    await portal.sim('POST', 'spaces', { id: 'rieng', accounts });
    const inSpace = (call: string, query: string): string => `/s/rieng${rest.at(call, query)}`;
    const granted = await portal.post(inSpace('GetToken', ''), { client_id: other, client_secret: 'mat-khau-rieng' });
    const token = (granted.data['data'] as { access_token: string }).access_token;
    const numberOf = (unit: string) =>
      portal.http.get<unknown>(portal.url + inSpace('GetNextValue', `?code=${unit}&token=${token}`));

    expect((await numberOf('H98.12')).data).toEqual({ value: expect.stringMatching(/^H98\.12-\d{8}-0000001$/) });
    expect((await numberOf('H96.12')).status).toBe(403);
    expect((await rest.next(`?code=H98.12&token=${token}`)).status).toBe(401);
    expect((await portal.post(inSpace('CreateDossier', `?token=${rest.token}`), {})).status).toBe(401);
  });
});

describe('another address', () => {
  it.each([
    ['GET', 'CreateDossier'],
    ['POST', 'GetNextValue'],
    ['POST', 'DongBoHoSoMC'],
    ['DELETE', 'x%00'],
  ])('%s %s is 404', async (method, call) => {
    const { data, status } = await portal.http.request<object>({
      method,
      url: `${portal.url}${rest.at(call)}`,
      data: '{}',
    });

    expect(status).toBe(404);
    expect(data).toMatchObject({ code: 404, data: null });
  });
});
