#!/usr/bin/env node
// The command `dvcqg`: builds what is out of date, then runs apps/cli.
import { build, isBuilt } from './build.mjs';

if (!isBuilt()) {
  process.stderr.write('Đang biên dịch / building …\n');
  build();
}
await import('../dist/apps/cli/src/main.js');
