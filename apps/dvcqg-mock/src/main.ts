import 'reflect-metadata';
import { BadSettingsError, MockConfig, loadConfig } from '@dvc/config';
import { BadCatalogueError } from './records/catalogue-files.js';
import { startMock } from './start-mock.js';

/** Settings that do not fit: another start will not help. */
const EXIT_BAD_SETTINGS = 78;

try {
  const { url } = await startMock(loadConfig(MockConfig));
  process.send?.({ event: 'listening', url });
} catch (failure) {
  const isSetting = failure instanceof BadSettingsError || failure instanceof BadCatalogueError;
  const reason = failure instanceof Error ? failure.message : String(failure);
  const advice = isSetting ? '' : '\nIs the database of MOCK_DATABASE_URL up, and is MOCK_PORT free?';
  process.stderr.write(`The mock portal did not start. ${reason}${advice}\n`);
  process.exit(isSetting ? EXIT_BAD_SETTINGS : 1);
}
