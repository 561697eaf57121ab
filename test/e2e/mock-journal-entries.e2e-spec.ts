import { describe, expect, it } from '@jest/globals';
import { PORTAL_PATHS } from '@dvc/contracts';
import { createHash } from 'node:crypto';
import { DossierStories } from '../support/dossier-stories.js';
import {
  IDENTITY_NUMBER,
  exampleStep,
  firstGenerationDossier,
  secondGenerationDossier,
} from '../support/example-dossiers.js';
import { ACCOUNT, PASSWORD } from '../support/running-mock.js';

type Entry = Record<string, unknown> & { n: number; prev: string };

const stories = new DossierStories();
const { portal } = stories;
const entries = async (query = ''): Promise<Entry[]> =>
  (await portal.sim('GET', `journal?${query}`)).data['entries'] as Entry[];
const exported = async (format: string): Promise<string> => {
  const { data } = await portal.sim('GET', `journal/export?format=${format}`);
  return typeof data === 'string' ? data : JSON.stringify(data);
};
const CODE = String(firstGenerationDossier()['MaHoSo']);

describe('an entry of the journal', () => {
  it('tells rule, attempt, commit with revision, and the reply as it was built and sent', async () => {
    await stories.create();
    await stories.update({ TrangThaiHoSo: '9' });

    expect((await entries('service=DongBoHoSoMC')).slice(-1)).toMatchObject([
      {
        n: 3,
        rule: 'DongBoHoSoMC/update',
        attempt: 2,
        keys: [CODE],
        commit: { rows: 1, revision: 2 },
        reply: { built: { body: { error_code: 0 } }, sent: { kind: 'reply', status: 200, asBuilt: true } },
        departure: 'sent',
        latencyMs: expect.any(Number),
      },
    ]);
  });

  it('counts attempts key by key where a call has several', async () => {
    await stories.create();
    const data = [firstGenerationDossier(), firstGenerationDossier({ MaHoSo: `${CODE.slice(0, -1)}8` })];
    await portal.send(stories.session, 'DongBoHoSoMC', { isUpdating: 'True', data });

    expect((await entries()).at(-1)).toMatchObject({
      attempt: 1,
      attempts: { [CODE]: 2, [`${CODE.slice(0, -1)}8`]: 1 },
    });
  });

  it('keeps what was built beside what a fault has made of it', async () => {
    const schedule = { first: 1 };
    await portal.arm({
      id: 'lie',
      service: '*',
      phase: 'after-commit',
      effect: { type: 'reply', errorCode: 500 },
      schedule,
    });
    await stories.create();

    expect((await entries()).at(-1)).toMatchObject({
      fault: { id: 'lie', phase: 'after-commit', effect: 'reply' },
      commit: { rows: 1 },
      reply: { built: { body: { error_code: 0 } }, sent: { body: { error_code: 500 } } },
    });
  });

  it('keeps of a body beyond 256 KiB its digest and its size only', async () => {
    await stories.create({ GhiChu: 'x'.repeat(300_000) });

    expect((await entries()).at(-1)).toMatchObject({
      request: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/), bytes: expect.any(Number), body: null },
    });
  });

  it('is found by service, key, fault, number and instant, a page at a time', async () => {
    await stories.create();
    await portal.arm({
      id: 'f',
      service: 'LayDVC',
      phase: 'on-reply',
      effect: { type: 'delay', ms: 1 },
      schedule: { first: 1 },
    });
    await portal.send(stories.session, 'LayDVC');
    const all = await entries();
    const numbers = async (query: string): Promise<number[]> => (await entries(query)).map(({ n }) => n);

    expect(all.map(({ n }) => n)).toEqual([1, 2, 3]);
    expect(await numbers(`key=${CODE}`)).toEqual([2]);
    expect(await numbers('fault=f')).toEqual([3]);
    expect(await numbers('service=login')).toEqual([1]);
    expect(await numbers('from=2&to=2')).toEqual([2]);
    expect(await numbers('cursor=1&limit=1')).toEqual([2]);
    expect(await numbers(`from=${String(all[2]?.['committedAt'])}`)).toEqual([3]);
    expect(await numbers(`to=${String(all[0]?.['committedAt'])}`)).toEqual([]);
    expect((await portal.sim('GET', 'journal?servce=login')).status).toBe(422);
    expect((await portal.sim('GET', 'journal/99')).status).toBe(404);
  });
});

describe('what the journal may not keep', () => {
  const NAME = 'Trần Thị Chim Hoàng Yến';
  const PHONE = ['09', '77123456'].join('');
  const MAIL = 'chim.hoang.yen@vidu.example';
  const CANARIES = [NAME, PHONE, IDENTITY_NUMBER, MAIL, PASSWORD];
  const everyField = {
    ChuHoSo: NAME,
    SoDienThoai: PHONE,
    Email: MAIL,
    GhiChu: `${NAME} ${PHONE}`,
    Fax: PHONE,
    ThongTinKhac: NAME,
    HoTenLa: NAME,
    SoLa: IDENTITY_NUMBER,
  };

  it('never stands in an entry, an explanation, an export or a log, whatever service it was sent to', async () => {
    const written: string[] = [];
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (chunk: string | Uint8Array): boolean => {
      written.push(String(chunk));
      return true;
    };
    const { data: catalogue } = await portal.sim('GET', 'catalog');
    const names = (catalogue['services'] as { service: string }[]).map(({ service }) => service);
    const kept = { HOIDAPID: '1', NOIDUNG: NAME, HOVATEN: NAME, DIACHI: NAME, THUDIENTU: MAIL, SODIENTHOAI: PHONE };
    await portal.sim('PUT', 'state/items/question', [{ owner: '', code: '1', fields: kept }]);
    try {
      for (const service of [...names, 'KhongCoDichVuNay']) {
        const item = {
          ...secondGenerationDossier(everyField),
          ...exampleStep({ NguoiXuLy: NAME, NoiDungXuLy: PHONE }),
          ...kept,
          ...everyField,
        };
        const more = {
          mstorcmnd: IDENTITY_NUMBER,
          mahoso: 'H97.12-241007-0019',
          cauhoiid: '1',
          HoTen: NAME,
          isUpdating: 'False',
        };
        await portal.send(stories.session, service, { ...more, data: [item] });
        await portal.send(stories.session, service, { ...more, data: item, password: PASSWORD });
      }
      await stories.create({ ...everyField, MaHoSo: '000.00.12.H97-260202-0001' });
      await stories.create({ MaHoSo: IDENTITY_NUMBER, LoaiDoiTuong: PHONE });
      await portal.send(stories.session, 'TraCuuHoSo', { mahoso: '000.00.12.H97-260202-0001' });
      await portal.send(stories.session, PHONE);
      await portal.post(PORTAL_PATHS.login, { username: IDENTITY_NUMBER, password: PASSWORD });
      await portal.post(PORTAL_PATHS.results, {
        SoDinhDanhChuSoHuu: IDENTITY_NUMBER,
        MaThuTuc: '9.900101',
        HoTenNguoiYeuCau: NAME,
        DanhSachDanhMucKetQua: [{ MaKetQua: 'x' }],
      });
    } finally {
      process.stdout.write = write;
    }
    const texts = [
      JSON.stringify(await entries()),
      JSON.stringify((await portal.sim('GET', 'journal/unmatched')).data),
      await exported('jsonl'),
      await exported('har'),
      ...(await Promise.all(
        [3, 20, 40].map(async (n) => JSON.stringify((await portal.sim('GET', `journal/${String(n)}/why`)).data)),
      )),
      written.join(''),
    ];
    for (const [index, text] of texts.entries()) {
      for (const canary of [...CANARIES, stories.session])
        expect([index, canary, text.includes(canary)]).toEqual([index, canary, false]);
    }
    expect(await entries('service=DongBoHoSoMC')).not.toHaveLength(0);
  });

  it('is replaced by a digest that is the same for the same person, and other than the plain one', async () => {
    await stories.create({ SoGiayToChuHoSo: IDENTITY_NUMBER });
    await portal.send(stories.session, 'TraCuuTechID', { mstorcmnd: IDENTITY_NUMBER });

    const text = JSON.stringify(await entries());
    const found = [...text.matchAll(/"(?:SoGiayToChuHoSo|mstorcmnd)":"(hmac:\w{16}…0101)"/g)].map(
      ([, digest]) => digest,
    );
    expect(found).toHaveLength(2);
    expect(new Set(found).size).toBe(1);
    const plain = createHash('sha256').update(IDENTITY_NUMBER).digest('hex').slice(0, 16);
    expect(found[0]).not.toContain(plain);
  });

  it('does not hide in the digest of a login, from which a password could be guessed', async () => {
    const body = JSON.stringify({ username: ACCOUNT, password: PASSWORD });
    const [login] = await entries('service=login');
    expect(JSON.stringify(login)).not.toContain(createHash('sha256').update(body).digest('hex'));
  });
});
