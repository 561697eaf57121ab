import { beforeEach, describe, expect, it } from '@jest/globals';
import { portalForStories } from '../support/mock-stories.js';
import { firstGenerationDossier, secondGenerationDossier } from '../support/example-dossiers.js';

const portal = portalForStories();

const CODE = '000.00.12.H97-210914-0007';
const create = (...data: object[]) => portal.call('DongBoHoSoMC', { isUpdating: 'False', data });
const update = (...data: object[]) => portal.call('DongBoHoSoMC', { isUpdating: 'True', data });
const lookUp = async (mahoso: string): Promise<Record<string, unknown>[]> =>
  (await portal.call('TraCuuHoSo', { mahoso })).data['result'] as Record<string, unknown>[];
const numbered = (n: number): object => firstGenerationDossier({ MaHoSo: `000.00.12.H97-210914-${String(1_000 + n)}` });

describe('DongBoHoSoMC', () => {
  it.each([
    ['first', firstGenerationDossier()],
    ['second', secondGenerationDossier()],
  ])('stores a dossier of the %s generation, and TraCuuHoSo gives it back field by field', async (_which, dossier) => {
    const { data } = await create(dossier);

    expect(data).toEqual({ error_code: 0, message: 'Đồng bộ hồ sơ thành công' });
    expect(await lookUp(String(dossier['MaHoSo']))).toEqual([{ ...dossier, SoTienDo: '0', TienDoCuoi: '' }]);
  });

  it('answers a second creation with 3 and "đã tồn tại", and an update replaces the whole dossier', async () => {
    await create(firstGenerationDossier());

    expect((await create(firstGenerationDossier())).data).toEqual({
      error_code: 3,
      message: `Hồ sơ ${CODE} đã tồn tại`,
    });
    const changed = firstGenerationDossier({ TrangThaiHoSo: '9', GhiChu: undefined });
    expect((await update(changed)).data).toEqual({ error_code: 0, message: 'Cập nhật hồ sơ thành công' });

    const [stored] = await lookUp(CODE);
    expect(stored).toMatchObject({ TrangThaiHoSo: '9' });
    expect(stored).not.toHaveProperty('GhiChu');
    const { data: state } = await portal.sim('GET', `state/dossiers/${CODE}`);
    expect(state['history']).toMatchObject([
      { fromStatus: null, toStatus: '4' },
      { fromStatus: '4', toStatus: '9' },
    ]);
  });

  it('stores a dossier once when eight calls create it at the same time', async () => {
    const session = await portal.login();
    const body = { isUpdating: 'False', data: [firstGenerationDossier()] };

    const replies = await Promise.all(Array.from({ length: 8 }, () => portal.send(session, 'DongBoHoSoMC', body)));

    expect(replies.map(({ data }) => data['error_code']).sort()).toEqual([0, 3, 3, 3, 3, 3, 3, 3]);
  });

  it.each<[string, object, number, string]>([
    ['no code', { MaHoSo: ' ' }, 200, 'Thiếu trường bắt buộc: MaHoSo'],
    ['a code of another form', { MaHoSo: 'hs-1' }, 302, 'MaHoSo'],
    ['a code without a unit', { MaHoSo: '12-210914-0007' }, 302, 'MaHoSo'],
    ['a dossier of another province', { MaHoSo: '000.00.12.H98-210914-0007' }, 107, 'không có quyền'],
    ['a day that is none', { NgayTiepNhan: '20210230080500' }, 302, 'NgayTiepNhan không đúng định dạng yyyyMMddHHmmss'],
    ['files that are no list', { TaiLieuNop: 'x' }, 302, 'TaiLieuNop'],
    ['a field inside a list', { TaiLieuNop: [{ DuocSoHoa: '7' }] }, 304, 'TaiLieuNop[0].DuocSoHoa'],
    ['a kind of owner on no list', { LoaiDoiTuong: '9' }, 304, 'LoaiDoiTuong'],
    ['a status on no list', { TrangThaiHoSo: '12' }, 304, 'TrangThaiHoSo'],
    ['a note too long', { GhiChu: 'ế'.repeat(2_001) }, 303, 'GhiChu vượt quá 2000'],
    [
      'a citizen id with nine digits',
      { DinhDanhCHS: [{ LoaiDinhDanh: '1', SoDinhDanh: '123456789' }] },
      302,
      'SoDinhDanh',
    ],
    ['a return before the intake', { NgayTra: '20200101000000' }, 500, 'NgayTra trước NgayTiepNhan'],
    ['an unknown procedure', { MaTTHC: '9.999999' }, 202, '9.999999'],
    ['a local procedure code', { MaTTHC: 'TS_lop1.000.00.00.H97' }, 202, 'TS_lop1'],
    ['an unknown field of administration', { MaLinhVuc: 'G01-AA01' }, 206, 'G01-AA01'],
  ])('refuses %s, says where, and stores nothing', async (_case, changes, code, words) => {
    const { data, status } = await create(firstGenerationDossier(changes));

    expect([status, data['error_code']]).toEqual([200, code]);
    expect(data['message']).toContain(words);
    expect(JSON.stringify(data).toLowerCase()).not.toMatch(/thành công|đã tồn tại/);
    expect((await portal.sim('GET', 'state/dossiers')).data['dossiers']).toEqual([]);
  });

  it('refuses an update of what it does not hold, and a call that does not say which it is', async () => {
    expect((await update(firstGenerationDossier())).data['error_code']).toBe(201);
    const { data } = await portal.call('DongBoHoSoMC', { data: [firstGenerationDossier()] });
    expect(data).toMatchObject({ error_code: 200, message: 'Thiếu trường bắt buộc: isUpdating' });
  });

  it('takes the names in capitals of one line of senders, unless told not to', async () => {
    const { TenTTHC, MaLinhVuc, TenLinhVuc, ...others } = firstGenerationDossier();
    const shouting = { ...others, TENTTHC: TenTTHC, MALINHVUC: MaLinhVuc, TENLINHVUC: TenLinhVuc };

    expect((await create(shouting)).data['error_code']).toBe(0);
    expect(await lookUp(CODE)).toMatchObject([{ TenTTHC }]);
    await portal.turn({ 'fields.upperCaseNames': 'reject' });
    expect((await update(shouting)).data).toMatchObject({
      error_code: 200,
      message: expect.stringContaining('TenTTHC'),
    });
  });

  it('takes a hundred dossiers in one call and refuses a hundred and one', async () => {
    const dossiers = Array.from({ length: 101 }, (_, n) => numbered(n));

    expect((await create(...dossiers)).data).toMatchObject({ error_code: 400 });
    expect((await create(...dossiers.slice(1))).data).toMatchObject({ error_code: 0 });
    expect((await portal.journal('DongBoHoSoMC')).at(-1)).toMatchObject({ committedRows: 100, outcomeCode: 0 });
  });
});

describe('a batch with a bad dossier', () => {
  const bad = firstGenerationDossier({ MaHoSo: '000.00.12.H97-210914-2000', NgayTiepNhan: '2021' });
  const batch = [numbered(1), bad];
  const storedCount = async (): Promise<number> =>
    ((await portal.sim('GET', 'state/dossiers')).data['dossiers'] as unknown[]).length;

  it('is stored without it, and the list tells which', async () => {
    expect((await create(...batch)).data).toEqual({
      error_code: 402,
      message: 'Có 1/2 bản ghi không hợp lệ',
      result: [
        { MaHoSo: '000.00.12.H97-210914-1001', error_code: 0, message: '' },
        {
          MaHoSo: '000.00.12.H97-210914-2000',
          error_code: 302,
          message: 'Trường NgayTiepNhan không đúng định dạng yyyyMMddHHmmss',
        },
      ],
    });
    expect(await storedCount()).toBe(1);
  });

  it('is stored not at all where a batch is all or nothing', async () => {
    await portal.turn({ 'batch.mode': 'atomic' });

    expect((await create(...batch)).data).toMatchObject({ error_code: 302 });
    expect(await storedCount()).toBe(0);
  });

  it('is called good where the portal keeps silent, and only the list tells', async () => {
    await portal.turn({ 'batch.mode': 'silent' });

    expect((await create(...batch)).data).toMatchObject({
      error_code: 0,
      result: [{ error_code: 0 }, { error_code: 302 }],
    });
    expect(await storedCount()).toBe(1);
  });
});

describe('a second creation', () => {
  beforeEach(() => create(firstGenerationDossier()));

  it.each([
    ['0', 0],
    ['-3', -3],
  ])('may be answered with %s', async (code, expected) => {
    await portal.turn({ 'duplicate.code': code });

    expect((await create(firstGenerationDossier())).data).toEqual({
      error_code: expected,
      message: `Hồ sơ ${CODE} đã tồn tại`,
    });
  });

  it('may overwrite the first', async () => {
    await portal.turn({ 'duplicate.create': 'overwrite' });

    expect((await create(firstGenerationDossier({ TrangThaiHoSo: '9' }))).data['error_code']).toBe(0);
    expect(await lookUp(CODE)).toMatchObject([{ TrangThaiHoSo: '9' }]);
  });

  it('may be kept beside the first; an update then changes the newer one', async () => {
    await portal.turn({ 'duplicate.create': 'append' });

    expect((await create(firstGenerationDossier())).data['error_code']).toBe(0);
    expect((await update(firstGenerationDossier({ TrangThaiHoSo: '9' }))).data['error_code']).toBe(0);
    expect(await lookUp(CODE)).toMatchObject([{ TrangThaiHoSo: '4' }, { TrangThaiHoSo: '9' }]);
  });
});

describe('the journal', () => {
  it('keeps neither the name of a citizen nor the number, and shows the same person as the same', async () => {
    const dossier = secondGenerationDossier();
    await create(dossier);
    await update(dossier);

    const entries = await portal.journal('DongBoHoSoMC');
    const text = JSON.stringify(entries);
    expect(text).not.toContain(String(dossier['SoGiayToChuHoSo']));
    expect(text).not.toContain('Phạm Minh Mẫu');
    expect(text).not.toContain('0977000101');
    const digests = [...text.matchAll(/"SoGiayToChuHoSo":"(hmac:\w+…0101)"/g)].map((match) => match[1]);
    expect(digests).toHaveLength(2);
    expect(new Set(digests).size).toBe(1);
  });
});
