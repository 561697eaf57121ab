import { expect } from '@jest/globals';
import { NEW_CODE, NewRest, newDossier } from './new-rest.js';
import { ACCOUNT, PASSWORD, type MockRig, type Reply } from './running-mock.js';

interface Story {
  readonly service: string;
  readonly ask: () => Promise<Reply>;
  readonly expected: unknown;
}

const done = (data: unknown): object => ({ code: 200, message: 'OK', data });

/** One good call of each service of the REST interface, told in order. */
export function newRestStories(portal: MockRig): Story[] {
  const rest = new NewRest(portal);
  let id = '';
  const row = (name: string): object => ({ [name]: id, MaHoSo: NEW_CODE, TrangThai: 4 });
  const work = { NguoiXuLy: 'Đỗ Thị Thí Dụ', NoiDungXuLy: 'Thẩm định', ThoiDiemXuLy: '2026-03-03T08:30:00.000' };
  return [
    {
      service: 'GetToken',
      ask: async () => {
        await rest.renew();
        return rest.getToken({ client_id: ACCOUNT, client_secret: PASSWORD });
      },
      expected: done(expect.objectContaining({ access_token: expect.any(String), token_type: 'Bearer' })),
    },
    {
      service: 'GetNextValue',
      ask: () => rest.next(`?code=000.00.12.H97&token=${rest.token}`),
      expected: { value: expect.stringMatching(/^H97\.12-\d{8}-0000001$/) },
    },
    {
      service: 'UploadFile',
      ask: () => rest.upload(new Blob(['a'])),
      expected: {
        data: [
          {
            response: { data: [{ IdTepTin: expect.any(String), HashTepTin: expect.stringMatching(/^[0-9a-f]{64}$/) }] },
          },
        ],
      },
    },
    {
      service: 'CreateDossier',
      ask: async () => {
        const reply = await rest.post('CreateDossier', newDossier());
        id = (reply.data['data'] as { idHoSo: string }).idHoSo;
        return reply;
      },
      expected: done({ idHoSo: expect.any(String), maHoSo: NEW_CODE }),
    },
    {
      service: 'CapNhatTienTrinh',
      ask: () => rest.post('CapNhatTienTrinh', [{ ...row('IDHoSo'), ...work }]),
      expected: done(null),
    },
    { service: 'CapNhatTrangThai', ask: () => rest.post('CapNhatTrangThai', [row('IdHoSo')]), expected: done(null) },
  ];
}
