import { describe, expect, it } from '@jest/globals';
import type { OnlineService, Procedure } from '@dvc/domain';
import { toPortalService } from './to-portal-service.js';

const procedure: Procedure = {
  code: '9.900101',
  name: 'Cấp giấy chứng nhận mẫu',
  fieldCode: 'G09-LD91',
  fieldName: 'Lĩnh vực mẫu',
  ministryCode: '000.00.00.G09',
  ministryName: 'Bộ Ví dụ',
  tiers: ['PROVINCE'],
  workingDays: 5,
  hasFee: true,
};
const level = (value: '1' | '3' | '4', validFrom: '2020-01-01' | '2020-09-01') =>
  ({ agencyCode: 'H97.12', level: { scheme: 'ND43', value }, validFrom }) as const;
const service = (levels: OnlineService['levels'], isOffered = true): OnlineService => ({
  code: '9.900101.01',
  name: 'Cấp giấy chứng nhận mẫu (nộp trực tuyến)',
  procedureCode: '9.900101',
  isOffered,
  levels,
});

describe('an online service in the portal’s words', () => {
  it('names its agencies at the level of the day', () => {
    const upgraded = service([level('4', '2020-09-01'), level('3', '2020-01-01')]);

    expect(toPortalService(upgraded, procedure, '2020-08-31')).toMatchObject({
      item: { MADVC: '9.900101.01', APDUNGDVC: [{ MACOQUANTHUCHIEN: 'H97.12', MUCDO: 3 }], TRANGTHAI: '1' },
    });
    expect(toPortalService(upgraded, procedure, '2020-09-01')).toMatchObject({
      item: { APDUNGDVC: [{ MACOQUANTHUCHIEN: 'H97.12', MUCDO: 4 }] },
      offer: { 'H97.12': 4 },
    });
  });

  it('is withdrawn where it applies nowhere', () => {
    const withdrawn = service([level('3', '2020-01-01')], false);

    expect(toPortalService(withdrawn, procedure, '2020-02-01')).toMatchObject({
      item: { APDUNGDVC: [], TRANGTHAI: '0' },
      offer: {},
    });
  });

  it('is written composed, so that both sides count the same letters', () => {
    const decomposed = { ...procedure, name: procedure.name.normalize('NFD') };

    expect(toPortalService(service([level('3', '2020-01-01')]), decomposed, '2020-02-01').item?.TENTTHC).toBe(
      procedure.name,
    );
  });

  it.each([
    ['an unknown procedure', { ...procedure, ministryName: '' }, level('3', '2020-01-01'), /chưa có trong danh mục/],
    ['a level the portal has no word for', procedure, level('1', '2020-01-01'), /không có mức độ/],
  ])('cannot be mapped with %s, and says why', (_, given, at, reason) => {
    expect(toPortalService(service([at]), given, '2020-02-01')).toMatchObject({
      item: null,
      fault: expect.stringMatching(reason),
    });
  });
});
