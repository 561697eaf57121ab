import { fileDelivery, plainDelivery, textDelivery, type Delivery, type ReplyDelivery } from '../faults/delivery.js';
import type { BatchPlan } from '../faults/effects/batch-plan.js';
import type { Scene } from '../faults/effects/effect.js';
import { effectOf } from '../faults/effects/effect-table.js';
import type { Firing } from '../faults/fault-board.js';
import { speak } from './dialect.js';
import type { JsonObject } from './json.js';
import type { PortalAnswer } from './portal-answer.js';
import type { PortalCall } from './portal-call.js';

export function sceneOf({ size }: Firing, call: PortalCall): Scene {
  return { now: call.space.clock.now(), size };
}

/** The answer as it was worked out, and as it leaves after what a fault does to it. */
export function shapeReply(
  { call, plan }: { readonly call: PortalCall; readonly plan: BatchPlan | null },
  firing: Firing | null,
  answer: PortalAnswer,
): { built: ReplyDelivery; sent: Delivery } {
  const spoken = speak(answer, call.space.switches.values);
  const { reply, status } = call.accent?.speak({ code: answer.code, ...spoken }) ?? spoken;
  const built = toDelivery(answer, reply, status);
  if (plan?.ending.startsWith('reset-') === true) return { built, sent: { kind: 'connection-reset' } };
  return { built, sent: firing ? bend({ reply, plain: built }, firing, call) : built };
}

function bend(answered: { reply: JsonObject; plain: ReplyDelivery }, firing: Firing, call: PortalCall): Delivery {
  const { effect, phase } = firing.fault;
  const { instead, onReply } = effectOf(effect);
  const scene = sceneOf(firing, call);
  if (phase === 'on-reply' && onReply) return onReply(effect, answered, scene);
  return instead?.(effect, scene) ?? answered.plain;
}

/** As a file or a text where it is one; HTTP 429 and 503 say when to come back. */
function toDelivery({ file, text, retryAfterS }: PortalAnswer, reply: JsonObject, status: number): ReplyDelivery {
  if (file !== undefined) return fileDelivery(file);
  if (text !== undefined) return textDelivery(text);
  const plain = plainDelivery(reply, status);
  const isTold = [429, 503].includes(status) && retryAfterS !== undefined;
  return isTold ? { ...plain, headers: { ...plain.headers, 'retry-after': String(retryAfterS) } } : plain;
}
