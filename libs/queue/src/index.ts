export { Handles, assertEveryJobHandled } from './handles.js';
export { inspectBackEnd } from './inspect-back-end.js';
export { JobProcessor } from './job-processor.js';
export { JobQueues } from './job-queues.js';
export { isJobName, type BatchPayload } from './jobs.js';
export { QueueModule } from './queue.module.js';
