import { describe, expect, it } from '@jest/globals';
import { OPENING } from '../support/dossier-desk.js';
import { ProvinceRig } from '../support/province-rig.js';

const ADAPTER = '/XrdAdapter/RestService/forward';
const rig = ProvinceRig.forStories();

const push = async (path: string, body: string | object): Promise<string> => {
  const { status, body: reply } = await rig.push(`${ADAPTER}/${path}`, body);
  return `${String(status)} | ${String(reply['error_code'])} | ${String(reply['message'])}`;
};

describe('the portal’s question about a dossier', () => {
  it('is answered flat, in the forms of its own', async () => {
    const code = 'H60.15-260105-0001';
    await rig.post('/dossiers', { ...OPENING, code });

    const { body } = await rig.push(`${ADAPTER}/search/call`, {
      madonvi: '000.00.00.H60',
      service: 'TraCuuHoSo',
      masohoso: code,
    });

    expect(body).toMatchObject({
      MaHoSo: code,
      MaTTHC: '9.000001',
      MaLinhVuc: 'G18-YT903',
      LoaiDoiTuong: '3',
      TrangThaiHoSo: '2',
      HinhThuc: '0',
      DonViXuLy: 'Sở Y tế',
    });
  });

  it('has an answer for what is not here', async () => {
    expect(await push('search/call', { masohoso: "x' OR 1=1" })).toBe('200 | -1 | masohoso not found');
  });
});

describe('the portal’s door', () => {
  it('opens with its own key at every address, never with the operator’s', async () => {
    const paths = ['/VXPAdapter/RestService/forward/search/call', '/search/call', '/o/rest/v2/nps/search/call'];
    const body = { masohoso: 'x' };

    for (const path of paths) expect((await rig.push(path, body)).status).toBe(200);
    expect((await rig.post('/search/call', body)).status).toBe(401);
    expect((await rig.push('/search/call', body, 'x'.repeat(40))).body['code']).toBe('INBOUND_CALLER_REFUSED');
    expect((await rig.get('/dossiers')).status).toBe(200);
  });

  it.each<[string, string | Buffer]>([
    ['nothing', ''],
    ['half an object', '{"MaHoSo":'],
    ['a list', '[]'],
    ['a number', '7'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['depth', '['.repeat(100_000)],
  ])('refuses %s without falling', async (_, body) => {
    for (const path of ['nhanhsdvcqg', 'addtthcKhuyenMai', 'nhantbthuedvcqg', 'search/call'])
      expect((await rig.push(`${ADAPTER}/${path}`, body)).status).toBe(400);
  });

  it.each<[string, object]>([
    ['objects for texts', { service: {}, isUpdating: [], data: { MaHoSo: {}, MaTTHC: [], ChuHoSo: { a: 1 } } }],
    ['a prototype', JSON.parse('{"data":{"__proto__":{"MaHoSo":"x"},"MaHoSo":"x"}}') as object],
    ['NULs and half characters', { data: { MaHoSo: '\u0000\ud800', MaTTHC: '\u0000' } }],
    ['long texts', { data: { MaHoSo: 'x'.repeat(100_000), MaTTHC: 'y'.repeat(100_000) } }],
  ])('refuses %s in the portal’s words', async (_, body) => {
    for (const path of ['nhanhsdvcqg', 'addtthcKhuyenMai', 'nhantbthuedvcqg', 'search/call'])
      expect(await push(path, body)).toMatch(/^200 \| -1 \| /);
  });

  it('refuses what is larger than it may be', async () => {
    expect((await rig.push(`${ADAPTER}/nhanhsdvcqg`, `"${'x'.repeat(8_500_000)}"`)).status).toBe(413);
  });
});
