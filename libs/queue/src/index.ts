export { Handles, assertEveryJobHandled } from './handles.js';
export { inspectBackEnd, type BackEndFinding } from './inspect-back-end.js';
export { JobProcessor } from './job-processor.js';
export { JobQueues, type QueueCounts } from './job-queues.js';
export { isJobName, type BatchPayload, type JobName } from './jobs.js';
export { QueueModule } from './queue.module.js';
