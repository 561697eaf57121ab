import { SingleBar } from 'cli-progress';

/** A bar on standard error; where that is no terminal, a line each second. Silent where only a result is wanted. */
export function progressBar(
  format: string,
  isQuiet: boolean,
): Pick<SingleBar, 'start' | 'update' | 'setTotal' | 'stop'> {
  if (isQuiet) {
    const nothing = (): void => undefined;
    return { start: nothing, update: nothing, setTotal: nothing, stop: nothing };
  }
  return new SingleBar({ format, noTTYOutput: true, notTTYSchedule: 1_000, stream: process.stderr });
}
