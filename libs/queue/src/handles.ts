import { Processor } from '@nestjs/bullmq';
import { JOBS, type JobName } from './jobs.js';

/** A worker that dies leaves its job to the next after `stalledInterval`; the batch itself is taken only once. */
const WORKER_OPTIONS = { lockDuration: 10_000, stalledInterval: 5_000, drainDelay: 5, maxStalledCount: 50 };

const handlers = new Map<string, string>();

/** Binds a processor class to its job. Two classes for one job stop the boot. */
export function Handles(name: JobName): ClassDecorator {
  return (target) => {
    const other = handlers.get(name);
    if (other) throw new Error(`${target.name} and ${other} both handle ${name}`);
    handlers.set(name, target.name);
    Processor(name, { concurrency: JOBS[name].concurrency, ...WORKER_OPTIONS })(target);
  };
}

/** Run once at boot: a job nobody handles would wait for ever, in silence. */
export function assertEveryJobHandled(): void {
  const unhandled = Object.keys(JOBS).filter((name) => !handlers.has(name));
  if (unhandled.length > 0) throw new Error(`No processor for: ${unhandled.join(', ')}`);
}
