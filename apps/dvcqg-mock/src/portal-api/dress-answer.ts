import { declined, inKeyPayWords, inPayGovWords } from '../payment/payment-answer.js';
import type { PortalAnswer } from './portal-answer.js';
import type { PortalCall } from './portal-call.js';

/** A refusal at the gate, in the words of the address that was called. */
export function dressRefusal({ door }: PortalCall, answer: PortalAnswer): PortalAnswer {
  const { reply, code } = answer;
  if (door === 'login') return { ...answer, reply: { ...reply, session: '' } };
  const { message } = reply;
  const spoken = { ...declined('', typeof message === 'string' ? message : ''), code, items: [] };
  if (door === 'ThanhToan' || door === 'viewbill') return spoken;
  if (door === 'KeyPay') return inKeyPayWords(spoken);
  return door === 'PayGov' ? inPayGovWords(spoken, {}) : answer;
}

/** A relay hands the platform's answer on as text inside an answer of its own; files go through. Observed (1). */
export function dressAnswer({ isRelayed }: PortalCall, answer: PortalAnswer): PortalAnswer {
  if (!isRelayed || answer.file !== undefined) return answer;
  return { ...answer, reply: { error_code: '0', message: JSON.stringify(answer.reply) } };
}
