import 'reflect-metadata';
import { MockConfig, loadConfig } from '@dvc/config';
import { runApp } from '@dvc/observability';
import { startMock } from './start-mock.js';

await runApp(async () => (await startMock(loadConfig(MockConfig))).url);
