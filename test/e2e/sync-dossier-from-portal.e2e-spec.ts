import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ProvinceClient } from '../../apps/cli/src/province-client.js';
import { describeOnEachBackEnd } from '../support/back-ends.js';
import { ACT } from '../support/dossier-desk.js';
import { untilSettled } from '../support/dossier-story.js';
import { eventually } from '../support/eventually.js';
import { submission } from '../support/portal-messages.js';
import { RunningSystem } from '../support/running-system.js';

const CODE = 'H60.15-260105-0001';

describeOnEachBackEnd('a dossier that the portal sends down', (backEnd) => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await RunningSystem.start(backEnd);
  }, 60_000);
  afterAll(async () => {
    await system.stop();
  });

  it('is moved by a clerk, and the portal sees every step of it, though it sent the dossier three times', async () => {
    const { data } = submission(CODE) as { data: object };

    const push = await system.portal.push({ kind: 'dossier', target: system.province.url, times: 3, data });
    await eventually(async () => {
      expect(await system.portal.pushed(push)).toMatchObject({ state: 'done', verdict: 'accepted', delivered: 3 });
    });
    const clerk = new ProvinceClient(system.province);
    await clerk.post(`/dossiers/${CODE}/status`, { ...ACT, to: 'ACCEPTED' }, 'from-portal-1');
    await clerk.post(`/dossiers/${CODE}/status`, { ...ACT, to: 'PROCESSING' }, 'from-portal-2');
    await untilSettled(system);

    const { current, progress } = await system.portal.dossier(CODE);
    expect(current.map(({ status }) => status)).toEqual(['4']);
    expect(progress.map(({ TrangThai }) => TrangThai)).toEqual(['1', '2', '4']);
    expect(
      await system.query(`SELECT deliveries, outcome FROM inbound_message WHERE dossier_code = '${CODE}'`),
    ).toEqual([{ deliveries: 3, outcome: 'accepted' }]);
  });
});
