import { describe, expect, it } from '@jest/globals';
import { WRONG_TOKENS_ALLOWED, WRONG_TOKEN_WAIT_MS, WrongTokens } from './wrong-tokens.js';

const fail = (tokens: WrongTokens, address: string, times: number): void => {
  for (let count = 0; count < times; count += 1) tokens.add(address, 0);
};

describe('an address that sends wrong tokens', () => {
  it('waits after the last one allowed, and may try again after the wait', () => {
    const tokens = new WrongTokens();
    fail(tokens, 'a', WRONG_TOKENS_ALLOWED - 1);
    expect(tokens.waitMs('a', 0)).toBe(0);

    fail(tokens, 'a', 1);
    expect(tokens.waitMs('a', 1)).toBe(WRONG_TOKEN_WAIT_MS - 1);
    expect(tokens.waitMs('a', WRONG_TOKEN_WAIT_MS)).toBe(0);
  });

  it('does not make others wait', () => {
    const tokens = new WrongTokens();
    fail(tokens, 'a', WRONG_TOKENS_ALLOWED);
    expect(tokens.waitMs('b', 1)).toBe(0);
  });
});
