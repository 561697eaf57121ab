import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { BackEnd } from './back-ends.js';
import { DossierFlow } from './dossier-flow.js';
import { freshDatabase } from './fresh-database.js';
import { RunningSystem } from './running-system.js';

/** A whole system, and the dossiers that move in its province. */
export class MovingDossiers {
  private parts: { readonly system: RunningSystem; readonly flow: DossierFlow } | null = null;

  /** One system for all stories of a suite; each begins with nothing. */
  static forStories(backEnd: BackEnd): MovingDossiers {
    const moving = new MovingDossiers();
    beforeAll(() => moving.start(backEnd), 60_000);
    afterAll(() => moving.stop(), 30_000);
    beforeEach(() => moving.forget());
    return moving;
  }

  get system(): RunningSystem {
    return this.started.system;
  }

  get flow(): DossierFlow {
    return this.started.flow;
  }

  private async start(backEnd: BackEnd): Promise<void> {
    const provinceUrl = await freshDatabase('province');
    const system = await RunningSystem.start(backEnd, { provinceUrl, mockUrl: await freshDatabase('mock') });
    this.parts = { system, flow: await DossierFlow.open(provinceUrl) };
  }

  private async stop(): Promise<void> {
    await this.flow.close();
    await this.system.stop();
  }

  private async forget(): Promise<void> {
    await this.system.forgetEverything();
    // A step that comes twice is there twice, and shows.
    await this.system.portal.setSwitches({ 'progress.duplicateRow': 'append' });
    this.flow.forget();
  }

  private get started(): { readonly system: RunningSystem; readonly flow: DossierFlow } {
    if (this.parts === null) throw new Error('the system was not started');
    return this.parts;
  }
}
