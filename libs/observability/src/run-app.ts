import { BadSettingsError } from '@dvc/config';

const BAD_SETTINGS = 78;
const FAILED = 1;

/**
 * Runs one process of ours: tells the parent, if there is one, when it is ready and where it listens, stops with the
 * parent, and ends with a sentence instead of a stack where it cannot start.
 *
 * @param start Resolves when the process is ready, with its address if it listens.
 */
export async function runApp(start: () => Promise<string | undefined>): Promise<void> {
  try {
    // Before the start: a parent that dies meanwhile must not leave an orphan.
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
    const url = await start();
    process.send?.({ event: 'ready', url });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof BadSettingsError ? BAD_SETTINGS : FAILED);
  }
}
