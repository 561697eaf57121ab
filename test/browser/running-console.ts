/** The console under test, already running with the demo plan. */
interface RunningConsole {
  readonly url: string;
  readonly token: string;
}

/** @throws {Error} saying how to name one. */
export function runningConsole(): RunningConsole {
  const { CONSOLE_URL: url, CONSOLE_TOKEN: token } = process.env;
  if (!url || !token)
    throw new Error('Set CONSOLE_URL and CONSOLE_TOKEN to a running console (`npm start` prints both).');
  return { url: url.replace(/\/$/, ''), token };
}
