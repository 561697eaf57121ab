import { beforeEach } from '@jest/globals';
import { firstGenerationDossier } from './example-dossiers.js';
import { portalForStories } from './mock-stories.js';
import type { MockRig, Reply } from './running-mock.js';

/** A portal, logged in to anew for each story, and the example dossier. */
export class DossierStories {
  readonly portal: MockRig;
  session = '';

  /** To be made where a file of stories begins. */
  constructor() {
    this.portal = portalForStories();
    beforeEach(async () => {
      this.session = await this.portal.login();
    });
  }

  async create(changes: object = {}, more: object = {}): Promise<Reply> {
    const body = { isUpdating: 'False', data: [firstGenerationDossier(changes)], ...more };
    return this.portal.send(this.session, 'DongBoHoSoMC', body);
  }

  async update(changes: object = {}): Promise<Reply> {
    const body = { isUpdating: 'True', data: [firstGenerationDossier(changes)] };
    return this.portal.send(this.session, 'DongBoHoSoMC', body);
  }
}
