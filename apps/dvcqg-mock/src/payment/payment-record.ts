import type { WireFields } from '../records/dossier-record.js';

/** Which of the three ways to pay a payment came by. */
export const PAYMENT_SCHEMES = ['platform', 'keypay', 'paygov'] as const;
export type PaymentScheme = (typeof PAYMENT_SCHEMES)[number];

/** `pending` is the only state that is left again. */
export const PAYMENT_STATES = ['pending', 'paid', 'failed', 'expired'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];
export type PaymentEnd = Exclude<PaymentState, 'pending'>;

/** `TrangThaiGD` of each state. 1, 3 and 4 are observed (2); that a payment nobody made ends as 4 is assumed. */
export const STATE_ON_THE_WIRE: Readonly<Record<PaymentState, string>> = {
  paid: '1',
  pending: '3',
  failed: '4',
  expired: '4',
};

/** What is asked to be paid, before anybody pays. */
export interface PaymentRequest {
  readonly id: string;
  readonly scheme: PaymentScheme;
  readonly partner: string;
  readonly reference: string;
  /** Đồng. */
  readonly amount: number;
  /** `MaHoSo`, where the request names one. */
  readonly dossier: string | null;
  /** The request as it came, without its check code. */
  readonly fields: WireFields;
  readonly url: string;
  /** When the payer acts by himself, and how. */
  readonly autoAt: Date | null;
  readonly autoEnd: PaymentEnd | null;
}

/** How a payment ended. */
export interface PaymentOutcome {
  readonly end: PaymentEnd;
  /** Code of the bank that was paid from. */
  readonly bank: string;
  readonly transactionCode: string;
}

/** Who takes payments: a one-stop system with its secret, and where it wants to hear of them. */
export interface PaymentPartner {
  readonly code: string;
  readonly secret: string;
  readonly accessKey: string;
  readonly confirmUrl: string | null;
  readonly autoAfterS: number | null;
  readonly autoEnd: PaymentEnd | null;
}
