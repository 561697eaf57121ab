import { describe, expect, it } from '@jest/globals';
import { OpenCps23 } from '../clients/open-cps-23.js';
import { OpenCps30 } from '../clients/open-cps-30.js';
import { ClientWorld, OLD_STYLE, RESULT_URL, liveTwoLives, statesOf } from '../support/client-world.js';
import { localDossier, localSteps } from '../support/local-dossiers.js';
import { portalForStories } from '../support/mock-stories.js';

const portal = portalForStories();
const world = new ClientWorld(portal);

const [A, B] = OLD_STYLE;
const countOf = async (service: string): Promise<number> => (await portal.journal(service)).length;
const END = { finishedAt: '20260305090000', resultUrl: RESULT_URL };

describe('two dossiers go their whole way', () => {
  it('with a client like OpenCPS 2.3: a login before every call, and no step, because it waits for "00"', async () => {
    const client = new OpenCps23(world.openCps());

    await liveTwoLives(client);

    expect(statesOf(client)).toEqual([3, 3, 3, 3, 3, 3]);
    expect(await world.held()).toEqual({ [A]: { status: '10', steps: 0 }, [B]: { status: '10', steps: 0 } });
    expect(await world.heard('DongBoHoSoMC')).toEqual(['false 0', 'false 0', 'true 0', 'true 0', 'true 0', 'true 0']);
    expect(await countOf('TraCuuHoSo')).toBe(2);
    expect(await countOf('login')).toBe(14);
  });

  it('with a client like OpenCPS 3.0: steps and results, on one session', async () => {
    const client = new OpenCps30(world.openCps(), () => 0);

    await liveTwoLives(client);

    expect(statesOf(client)).toEqual([3, 3, 3, 3, 3, 3]);
    expect(await world.held()).toEqual({ [A]: { status: '10', steps: 3 }, [B]: { status: '10', steps: 3 } });
    expect(await world.fieldsOf(B)).toMatchObject({ DanhSachGiayToKetQua: [{ DuongDanTepTinKetQua: RESULT_URL }] });
    expect(await world.heard('DongBoHoSoMC')).toEqual(['false 0', 'false 0', 'true 0', 'true 0', 'true 0', 'true 0']);
    expect(await countOf('login')).toBeLessThanOrEqual(2);
  });

  it('with a client like the one of Thanh Hóa: created, repeated as update, steps in tens, all through the relay', async () => {
    const [first, second] = ['H97.12-260302-0001', 'H97.12-260302-48213'];
    const client = world.thanhHoa();
    expect(await client.listProcedures()).toContain('9.900101');
    await client.syncAll([
      localDossier(first, 'done', { ...END, dueAt: '', steps: localSteps(9) }),
      localDossier('HS-2', 'processing', { steps: localSteps(1) }),
    ]);
    expect(await world.held()).toEqual({ [first]: { status: '9', steps: 11 }, [second]: { status: '4', steps: 2 } });

    client.flags.set('HS-2', '0');
    await client.syncAll([localDossier('HS-2', 'unresolved', { ...END, steps: localSteps(2) })]);

    expect(await world.held()).toEqual({ [first]: { status: '9', steps: 11 }, [second]: { status: '9', steps: 4 } });
    expect(await world.heard('DongBoHoSoMC')).toEqual(['false 0', 'false 0', 'false 3', 'true 0']);
    expect(await countOf('login')).toBe(0);
    expect(await world.fieldsOf(first)).toMatchObject({ MaDoiTuong: null, NgayHenTra: null });
  });

  it('with a client like the one of Hà Giang: it says in the address whether it creates or updates', async () => {
    const [first, second] = ['000.00.07.H97-260302-0001', '000.00.07.H97-260302-0002'];
    const procedure = '9.900101.000.00.00.H97';
    const client = world.haGiang();

    for (const code of [first, second]) await client.create(localDossier(code, 'received', { procedure }));
    await client.update(localDossier(first, 'done', { procedure }));
    await client.update(localDossier(second, 'CBS', { procedure }));

    expect(await world.held()).toEqual({ [first]: { status: '9', steps: 0 }, [second]: { status: '1', steps: 0 } });
    expect(await world.heard('DongBoHoSoMC')).toEqual(['false 0', 'false 0', 'true 0', 'true 0']);
    expect(await countOf('login')).toBe(0);
    expect(JSON.parse(client.log.at(-1) ?? '')).toEqual({ error_code: '0', message: 'Cập nhật hồ sơ thành công' });
  });

  it('with a client like DvcSync: number, file, dossier, steps and status through the REST interface', async () => {
    const client = world.dvcSync();
    await client.connect();
    const codes: string[] = [];
    for (const status of [9, 10]) {
      const code = await client.nextCode();
      const filed = await client.create(
        localDossier('', 'received'),
        code,
        await client.upload('thuyet-minh.pdf', `bản thuyết minh ${code}`),
      );
      expect(filed.maHoSo).toBe(code);
      expect(await client.sendSteps(filed, localSteps(3), 4)).toBe(200);
      expect(await client.sendStatus(filed, 9, RESULT_URL)).toBe(200);
      expect(await client.sendStatus(filed, status, RESULT_URL)).toBe(200);
      codes.push(code);
    }

    const [first = '', second = ''] = codes;
    expect(codes).toEqual([expect.stringMatching(/^H97\.12-\d{8}-0000001$/), expect.stringMatching(/-0000002$/)]);
    expect(await world.held()).toEqual({ [first]: { status: '9', steps: 3 }, [second]: { status: '10', steps: 3 } });
    expect(await world.fieldsOf(second)).toMatchObject({
      DanhSachGiayToKetQua: [{ DuongDanTepTinKetQua: RESULT_URL }],
    });
    const calls = (await portal.journal()).map(
      ({ service, outcomeCode }) => `${String(service)} ${String(outcomeCode)}`,
    );
    const each = ['GetNextValue 0', 'UploadFile 0', 'CreateDossier 0', 'CapNhatTienTrinh 0'];
    const moves = ['CapNhatTrangThai 0', 'CapNhatTrangThai 0'];
    expect(calls).toEqual(['GetToken 0', ...each, ...moves, ...each, ...moves]);
  });
});
