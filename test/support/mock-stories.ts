import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { ProvinceStandIn } from './province-stand-in.js';
import { MockRig } from './running-mock.js';

async function forget(portal: MockRig): Promise<void> {
  const { status, data } = await portal.sim('POST', 'reset');
  if (status !== 200) throw new Error(`reset: ${JSON.stringify(data)}`);
}

/** A mock portal for the stories of one file; each begins with nothing stored and nothing switched. */
export function portalForStories(): MockRig {
  const portal = new MockRig();
  beforeAll(() => portal.start(), 60_000);
  afterAll(() => portal.stop());
  beforeEach(() => forget(portal));
  return portal;
}

/** As {@link portalForStories}, beside a province that the portal may call. */
export function portalAndProvince(): { portal: MockRig; province: ProvinceStandIn } {
  const portal = new MockRig();
  const province = new ProvinceStandIn();
  beforeAll(async () => {
    await province.start();
    await portal.start({ MOCK_CALLBACK_HOSTS: province.host });
  }, 60_000);
  afterAll(async () => {
    await portal.stop();
    await province.stop();
  });
  beforeEach(async () => {
    await forget(portal);
    province.forget();
  });
  return { portal, province };
}
