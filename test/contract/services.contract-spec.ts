import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PORTAL_DSTCODE } from '@dvc/contracts';
import { writeSync } from 'node:fs';
import { registerPartners } from '../support/payment-stories.js';
import { IDENTITY_NUMBER } from '../support/example-dossiers.js';
import { EVALUATION, NATIONAL, QUESTION, STORIES, portal } from '../support/service-stories.js';
import type { Profile, Story } from '../support/story.js';

/** What became of each story, in the words of the table. */
interface Line {
  readonly story: Story;
  readonly profile: Profile;
  outcome: 'passed' | 'failed';
}
const lines: Line[] = [];

async function putItem(kind: string, owner: string, code: string, fields: object): Promise<void> {
  const { status } = await portal.sim('PUT', `state/items/${kind}`, [{ owner, code, fields }]);
  if (status !== 200) throw new Error(`items/${kind}: ${String(status)}`);
}

async function begin(profile: Profile): Promise<void> {
  await portal.sim('POST', 'reset');
  await portal.sim('PATCH', 'switches', { profile });
  await putItem('decision', '', '9701', { SOQUYETDINH: '97/QĐ-VD' });
  await putItem('account', '', '9700000101', { TECHNICALID: 'TECH-97-0101' });
  await putItem('question', 'H97', '9701', QUESTION);
  await putItem('result', IDENTITY_NUMBER, 'KQ.G09.000991', { SoKyHieu: '97/GCN' });
  await putItem('result-file', '', '/kho/gcn-97.pdf', { base64: 'JVBERi0xLjQ=' });
  await registerPartners(portal);
  await portal.sim('POST', 'state/dossiers', { owner: 'H97', fields: { MaHoSo: NATIONAL, TrangThaiHoSo: '1' } });
}

beforeAll(() => portal.start(), 60_000);
afterAll(() => portal.stop());

const named = ({ service, generation }: Story): string =>
  generation === undefined ? service : `${service}, generation ${String(generation)},`;

describe.each<Profile>(['default', 'strict'])('every service of the portal, in the %s profile', (profile) => {
  beforeAll(async () => {
    // Strict wants it on every call; by default it may be there.
    portal.http.defaults.headers.common['dstcode'] = PORTAL_DSTCODE;
    await begin(profile);
  });

  it.each(STORIES.map((story) => [named(story), story] as const))(
    '%s answers field by field, and what it wrote is there',
    async (_name, story) => {
      const line: Line = { story, profile, outcome: 'failed' };
      lines.push(line);
      const isOther = profile === 'strict' && story.strictly !== undefined;

      const { data, status } = await story.ask();

      expect(status).toBe(200);
      expect(data).toEqual(isOther ? story.strictly : story.expected);
      const [path = '', expected] = story.state ?? [];
      const state = path === '' || isOther ? null : await portal.sim('GET', path);
      expect(state?.data ?? null).toEqual(state === null ? null : expected);
      line.outcome = 'passed';
    },
  );
});

describe('the table of the services', () => {
  it('has every service of the catalogue in both profiles, each with its label, and none that failed', async () => {
    const { data } = await portal.sim('GET', 'catalog');
    const services = data['services'] as { service: string; label: string }[];
    const rows = services.flatMap(({ service, label }) => {
      const told = lines.filter(({ story }) => story.service === service);
      const missing = (['default', 'strict'] as const).filter(
        (profile) => !told.some((line) => line.profile === profile),
      );
      return [
        ...told.map(({ story, profile, outcome }) => [service, label, story.generation ?? '–', profile, outcome]),
        ...missing.map((profile) => [service, label, '–', profile, 'missing']),
      ];
    });
    const table = [['service', 'label', 'generation', 'profile', 'result'], ...rows];
    writeSync(
      2,
      `${table.map((row) => row.map((cell, at) => String(cell).padEnd(at === 0 ? 34 : 14)).join('')).join('\n')}\n`,
    );

    expect(rows.filter((row) => row.at(-1) !== 'passed')).toEqual([]);
    expect(new Set(lines.map(({ story }) => story.service)).size).toBe(services.length);
  });
});

describe('a service that finds nothing, or is asked badly', () => {
  beforeAll(() => begin('default'));

  it.each<[string, object, number]>([
    ['LayQDCB', { idQDCB: '1' }, 204],
    ['LayQDCB', {}, 200],
    ['LayDanhSachTTHCDonVi', { maDonVi: 'H55' }, 205],
    ['TraCuuTechID', { mstorcmnd: 'x' }, 302],
    ['TraCuuHoSo', {}, 200],
    ['LayNoiDungTraLoiTheoCauHoi', { cauhoiid: 1 }, 204],
    ['DongBoKetQuaHoiDapGuiTuDVCQG', { data: [] }, 401],
    ['DongBoDanhGia', { data: [{ ...EVALUATION, NgayTongHop: '2021' }] }, 302],
    ['TraCuuKetQuaSoHoa', {}, 110],
  ])('%s says so: %o', async (service, parameters, code) => {
    const { data, status } = await portal.call(service, parameters);

    expect([status, data['error_code']]).toEqual([200, code]);
  });
});
