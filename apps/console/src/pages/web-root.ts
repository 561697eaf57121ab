import { join } from 'node:path';

/** Where the bundle that Vite built lies. */
export class WebRoot {
  constructor(readonly path: string) {}

  /** Compiled code stands beside the bundle; under Jest it is source and the bundle is in `dist`. */
  static besideThisBuild(): WebRoot {
    const here = import.meta.dirname;
    const isSource = import.meta.filename.endsWith('.ts');
    return new WebRoot(isSource ? join(here, '../../../../dist/apps/console/web') : join(here, '../../web'));
  }
}
