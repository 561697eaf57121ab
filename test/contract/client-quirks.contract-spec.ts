import { PORTAL_DSTCODE, PORTAL_PATHS } from '@dvc/contracts';
import { describe, expect, it } from '@jest/globals';
import { OpenCps23 } from '../clients/open-cps-23.js';
import { OpenCps30 } from '../clients/open-cps-30.js';
import { ClientWorld, OLD_STYLE, lifeOf, liveTwoLives, statesOf } from '../support/client-world.js';
import { localDossier, localSteps } from '../support/local-dossiers.js';
import { portalForStories } from '../support/mock-stories.js';
import { ACCOUNT, PASSWORD } from '../support/running-mock.js';

const portal = portalForStories();
const world = new ClientWorld(portal);

const [A, B] = OLD_STYLE;

describe('a client like OpenCPS 2.3', () => {
  it('sends its steps where success is "00", and then believes that nothing arrived', async () => {
    await portal.turn({ 'errorCode.type': 'string-00' });
    const client = new OpenCps23(world.openCps());

    await liveTwoLives(client, 3);

    expect(statesOf(client)).toEqual([4, 4, 4, 4, 4, 4]);
    expect(await world.held()).toEqual({ [A]: { status: '10', steps: 3 }, [B]: { status: '10', steps: 3 } });
    expect(await portal.journal('CapNhatTienDoHoSoMC')).toHaveLength(18);
  });

  it('is understood with parameters in PascalCase, isUpdating as text and names of the dossier in capitals', async () => {
    const client = new OpenCps23(world.openCps());

    await liveTwoLives(client);

    expect(await world.fieldsOf(A)).toMatchObject({
      MaTTHC: '9.900101',
      TenTTHC: 'Cấp giấy chứng nhận mẫu',
      MaLinhVuc: 'G09-LD91',
      TenLinhVuc: 'Lĩnh vực mẫu',
    });
    expect((await portal.journal('TraCuuHoSo')).map(({ keys }) => keys)).toEqual([[A], [B]]);
    const [first] = await portal.journal('DongBoHoSoMC');
    expect(first?.['request']).toMatchObject({
      body: { isUpdating: 'False', data: [{ TENTTHC: 'Cấp giấy chứng nhận mẫu' }] },
    });
  });
});

describe('a client like OpenCPS 3.0', () => {
  it('answers a dossier that was submitted on the portal with its status alone', async () => {
    const MaHoSo = '000.00.00.G02-260301-0031';
    await portal.sim('POST', 'state/dossiers', { owner: 'H97', fields: { MaHoSo, TrangThaiHoSo: '1' } });
    const client = new OpenCps30(world.openCps(), () => 0);

    client.act(localDossier(A, 'done', { portalCode: MaHoSo, steps: localSteps(1) }));
    await client.turn();

    expect(statesOf(client)).toEqual([3]);
    expect(await world.held()).toEqual({ [MaHoSo]: { status: '2', steps: 0 } });
  });

  it('goes on with a session that is dead, and a row that met it holds its dossier for good', async () => {
    let nowMs = 0;
    const client = new OpenCps30(world.openCps(), () => nowMs);
    const [received, processing, done] = lifeOf(A);
    client.act(received);
    await client.turn();
    await portal.sim('POST', 'sessions/expire');
    client.act(processing);
    await client.turn();
    expect(statesOf(client)).toEqual([3, 4]);

    nowMs += 600_000;
    client.act(done);
    client.act(lifeOf(B)[0]);
    await client.turn();

    expect(statesOf(client)).toEqual([3, 4, 1, 3]);
    expect(await world.held()).toEqual({ [A]: { status: '2', steps: 1 }, [B]: { status: '2', steps: 1 } });
    expect(await world.heard('DongBoHoSoMC')).toEqual(['false 0', 'true 102', 'false 0']);
  });

  it('takes a code without digits for success and sends steps of a dossier that nobody has', async () => {
    await portal.arm({
      id: 'word',
      service: 'DongBoHoSoMC',
      phase: 'instead-of-handler',
      effect: { type: 'reply', status: 200, contentType: 'application/json', body: '{"error_code":"ERR"}' },
      schedule: { always: true },
    });
    const client = new OpenCps30(world.openCps(), () => 0);

    client.act(lifeOf(A)[0]);
    await client.turn();

    expect(statesOf(client)).toEqual([4]);
    expect(await world.heard('CapNhatTienDoHoSoMC')).toEqual(['null 201']);
  });
});

describe('a client like the one of Thanh Hóa', () => {
  const code = 'H97.12-260302-0001';

  it('brings eleven steps in two calls, its own first and last among them', async () => {
    await world
      .thanhHoa()
      .syncAll([localDossier(code, 'done', { finishedAt: '20260305090000', steps: localSteps(9) })]);

    const calls = await portal.journal('CapNhatTienDoHoSoMC');
    expect(calls.map(({ committedRows }) => committedRows)).toEqual([10, 1]);
    const { data } = await portal.sim('GET', `state/dossiers/${code}`);
    const words = (data['progress'] as { NoiDungXuLy: string }[]).map(({ NoiDungXuLy }) => NoiDungXuLy);
    expect([words.at(0), words.at(-1), words.length]).toEqual(['Tiếp nhận hồ sơ', 'Kết thúc xử lý hồ sơ', 11]);
  });

  it('says by the address alone that it updates', async () => {
    const client = world.thanhHoa();
    await client.syncAll([localDossier(code, 'processing')]);
    client.flags.clear();
    await client.syncAll([localDossier(code, 'processing')]);

    expect(await world.heard('DongBoHoSoMC')).toEqual(['false 0', 'false 3', 'true 0']);
  });

  it('gets on with a relay that asks for a token', async () => {
    await portal.stopMock();
    await portal.startMock({ MOCK_RELAY_TOKEN: 'ma-tram-vi-du' });
    await expect(world.thanhHoa({ token: 'khac-han-ma' }).listProcedures()).resolves.toEqual([]);

    await world.thanhHoa({ token: 'ma-tram-vi-du' }).syncAll([localDossier(code, 'processing')]);

    expect(Object.keys(await world.held())).toEqual([code]);
    await portal.stopMock();
    await portal.startMock();
  });
});

describe('a client like the one of Hà Giang', () => {
  it('does not notice that a dossier of an unmapped procedure was refused, and updates it all the same', async () => {
    const client = world.haGiang();
    const local = localDossier('000.00.07.H97-260302-0001', 'received', { procedure: 'TS_lop1.000.00.00.H97' });

    await client.create(local);
    await client.update(local);

    expect(await world.held()).toEqual({});
    expect(await world.heard('DongBoHoSoMC')).toEqual(['false 200', 'true 200']);
  });
});

describe('a client that is careless about the login', () => {
  const login = `${PORTAL_PATHS.login}?dstcode=${PORTAL_DSTCODE}`;
  const mangled = `${PORTAL_PATHS.citizenLogin}?${PORTAL_DSTCODE}&https://apigiaytocanhan.dichvucong.gov.vn`;

  it('gets a clean refusal when it sends no body', async () => {
    const reply = await fetch(`${portal.url}${login}`, { method: 'POST' });

    expect(reply.status).toBe(200);
    expect(await reply.json()).toMatchObject({ error_code: 100, session: '' });
  });

  it('gets its session though the query has values without names', async () => {
    const reply = await fetch(`${portal.url}${mangled}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Charset: 'utf-8' },
      body: JSON.stringify({ username: ACCOUNT, password: PASSWORD }),
    });

    expect(await reply.json()).toMatchObject({ error_code: 0, session: expect.stringMatching(/^[\w-]{32}$/) });
  });
});
