import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ProvinceClient } from '../../apps/cli/src/province-client.js';
import { describeOnEachBackEnd } from '../support/back-ends.js';
import { ACT, OPENING } from '../support/dossier-desk.js';
import { untilSettled } from '../support/dossier-story.js';
import { RunningSystem } from '../support/running-system.js';

const CODE = 'H60.15-230306-9000001';
const LIFE = [
  { to: 'PROCESSING', at: '2023-03-07T08:00:00+07:00', content: 'Chuyển phòng chuyên môn' },
  { to: 'SUPPLEMENT_REQUIRED', at: '2023-03-08T08:00:00+07:00', content: 'Bản sao giấy phép' },
  { to: 'PROCESSING', at: '2023-03-10T08:00:00+07:00', content: 'Đã nhận giấy tờ' },
  { to: 'COMPLETED', at: '2023-03-14T08:00:00+07:00', content: 'Đã ký' },
  {
    to: 'RESULT_RETURNED',
    at: '2023-03-14T14:00:00+07:00',
    content: 'Trả kết quả',
    result: { way: 'POST', paperName: 'Chứng chỉ mẫu' },
  },
];

describeOnEachBackEnd('a dossier of the one-stop system', (backEnd) => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await RunningSystem.start(backEnd);
  }, 60_000);
  afterAll(async () => {
    await system.stop();
  });

  it('is at the portal with its whole life, step by step, though the portal hears of it bit by bit', async () => {
    const client = new ProvinceClient(system.province);
    const open = { ...OPENING, code: CODE, content: 'Đủ thành phần hồ sơ' };

    await client.post('/dossiers', open, 'life-0');
    for (const [index, { to, ...move }] of LIFE.entries())
      await client.post(`/dossiers/${CODE}/status`, { ...ACT, ...move, to }, `life-${String(index + 1)}`);
    await untilSettled(system);

    const { current, progress } = await system.portal.dossier(CODE);
    expect(current.map(({ status }) => status)).toEqual(['10']);
    expect(progress.map(({ NoiDungXuLy }) => NoiDungXuLy)).toEqual([
      open.content,
      ...LIFE.map(({ content }) => content),
    ]);
    expect(progress.map(({ TrangThai }) => TrangThai)).toEqual(['2', '4', '5', '4', '9', '10']);
  });
});
