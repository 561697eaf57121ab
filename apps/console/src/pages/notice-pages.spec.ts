import { expect, it } from '@jest/globals';
import { ConsoleHttpConfig, loadConfig } from '@dvc/config';
import { NoticePages } from './notice-pages.js';

const signInPage = (environment: string): string => {
  const settings = { CONSOLE_TOKEN: 't'.repeat(32), CONSOLE_ENVIRONMENT: environment };
  return new NoticePages(loadConfig(ConsoleHttpConfig, settings)).signIn(null, '/');
};

it('warns of a mock portal, and only of a mock portal', () => {
  expect(signInPage('mock')).toContain('KHÔNG PHẢI CỔNG DVCQG');
  expect(signInPage('production')).not.toContain('KHÔNG PHẢI CỔNG DVCQG');
});
