import type { DossierStatus } from './dossier-status.js';

/** Kênh thực hiện: how the papers came in. */
export const DOSSIER_CHANNELS = ['COUNTER', 'ONLINE', 'POST'] as const;
export type DossierChannel = (typeof DOSSIER_CHANNELS)[number];

export const APPLICANT_KINDS = ['CITIZEN', 'BUSINESS', 'STATE_BODY', 'ORGANISATION'] as const;
export type ApplicantKind = (typeof APPLICANT_KINDS)[number];

/** Whose dossier it is. Personal data: never in a log, a queue or a metric. */
export interface Applicant {
  readonly kind: ApplicantKind;
  readonly name: string;
  /** 12-digit căn cước or 9-digit CMND; empty where unknown. */
  readonly identityNumber: string;
  readonly phone: string;
  readonly email: string;
}

/** When a fee is taken: with the papers, with a supplement, with the result. */
export const FEE_MOMENTS = ['INTAKE', 'SUPPLEMENT', 'RETURN'] as const;
export type FeeMoment = (typeof FEE_MOMENTS)[number];
export const PAYMENT_WAYS = ['ONLINE', 'CASH', 'TRANSFER'] as const;
export type PaymentWay = (typeof PAYMENT_WAYS)[number];

/** Phí, lệ phí. */
export interface Fee {
  readonly code: string;
  readonly name: string;
  /** Đồng, whole. */
  readonly amount: number;
  readonly due: FeeMoment;
  readonly state: 'UNPAID' | 'PAID' | 'CANCELLED';
  readonly paidBy: PaymentWay | null;
  readonly paidAt: Date | null;
}

/** Yêu cầu bổ sung: what was asked for, when, and when it came. */
export interface Supplement {
  readonly content: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly answeredAt: Date | null;
  readonly answer: string;
  /** The appointment before the request, and after the answer. */
  readonly dueBefore: Date | null;
  readonly dueAfter: Date | null;
}

/** How the result reaches the applicant. */
export const RESULT_WAYS = ['COUNTER', 'POST', 'ONLINE'] as const;
export type ResultWay = (typeof RESULT_WAYS)[number];

/** Kết quả giải quyết. */
export interface ResultHandover {
  readonly way: ResultWay;
  /** Paper handed out. */
  readonly paperName: string;
  /** Its kind in the national list (`KQ.G15.000031`); empty where unknown. */
  readonly paperCode: string;
  /** Address of the electronic copy; empty where there is none. */
  readonly fileUrl: string;
  /** Number of the parcel, by post. */
  readonly postCode: string;
}

/** Hồ sơ: one request of one applicant, and how far it is. */
export interface Dossier {
  /** `H60.15-261124-0001`. */
  readonly code: string;
  readonly procedureCode: string;
  /** The agency that decides. */
  readonly agencyCode: string;
  readonly channel: DossierChannel;
  /** Filed on the national portal, which gave it its code. */
  readonly isFiledAtPortal: boolean;
  readonly applicant: Applicant;
  readonly summary: string;
  readonly status: DossierStatus;
  /** Since when. */
  readonly statusAt: Date;
  readonly submittedAt: Date;
  readonly acceptedAt: Date | null;
  /** Legal time in working days; `null`: none. */
  readonly workingDays: number | null;
  /** Ngày hẹn trả. */
  readonly dueAt: Date | null;
  /** False where `dueAt` passes a year whose holidays are not known. */
  readonly isDueSure: boolean;
  /** Since when the legal time stands still; `null`: it does not. */
  readonly pausedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly returnedAt: Date | null;
  readonly refusedAt: Date | null;
  readonly fees: readonly Fee[];
  readonly supplements: readonly Supplement[];
  readonly result: ResultHandover | null;
}

/** Tiến trình: one thing that was done with a dossier. */
export interface ProgressEntry {
  readonly at: Date;
  readonly status: DossierStatus;
  /** Who did it. */
  readonly by: string;
  readonly title: string;
  readonly department: string;
  readonly content: string;
}
