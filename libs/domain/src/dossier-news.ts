/** What the national portal is told of one dossier, in our words. Whoever owns the dossier fills it. */
export interface DossierItem {
  readonly code: string;
  readonly procedureCode: string;
  readonly procedureName: string;
  /** Code of the procedure's field (lĩnh vực); `null`: the catalogue does not name it yet. */
  readonly fieldCode: string | null;
  readonly fieldName: string;
  /** Online service it was filed under; `null` for a dossier from the counter. */
  readonly serviceCode: string | null;
  /** 1…10, numbered as the portal does. */
  readonly status: number;
  readonly agencyName: string;
  readonly applicant: DossierApplicant;
  /** What is asked for, in one line. */
  readonly subject: string;
  readonly note: string;
  readonly channel: 'COUNTER' | 'ONLINE' | 'POST';
  /** Filed on the national portal itself, not with us. */
  readonly isFiledAtPortal: boolean;
  readonly returnedBy: 'COUNTER' | 'POST';
  readonly submittedAt: Date;
  readonly receivedAt: Date | null;
  readonly dueAt: Date | null;
  readonly finishedAt: Date | null;
  readonly returnedAt: Date | null;
  readonly refusedAt: Date | null;
  readonly hasDigitisedPapers: boolean;
  readonly isVerifiedByVneid: boolean;
  readonly paidOnline: 'NO' | 'AT_PORTAL' | 'AT_PROVINCE';
  /** National databases asked for it; `1` is the population database. */
  readonly databases: readonly string[];
  readonly papers: readonly DossierPaper[];
  readonly fees: readonly DossierFee[];
  readonly supplements: readonly DossierSupplement[];
  readonly results: readonly DossierResult[];
}

export interface DossierApplicant {
  readonly name: string;
  readonly kind: 'CITIZEN' | 'BUSINESS' | 'STATE_BODY' | 'ORGANISATION';
  /** Nine or twelve digits; `null`: not known. */
  readonly identityNumber: string | null;
  /** Account at the portal (TechID). */
  readonly portalAccount: string | null;
  readonly email: string;
  readonly phone: string;
}

export interface DossierPaper {
  readonly id: string;
  readonly name: string;
  readonly componentCode: string;
  readonly url: string;
  readonly isDigitised: boolean;
  readonly reusedFrom: 'NOTHING' | 'COMPONENT' | 'RESULT';
  readonly isFromNationalStore: boolean;
  /** Result that stands in for the paper. */
  readonly resultCode: string | null;
}

export interface DossierFee {
  readonly name: string;
  readonly code: string;
  readonly taken: 'AT_INTAKE' | 'AT_SUPPLEMENT' | 'AT_RETURN';
  /** đồng */
  readonly amount: number;
}

/** One request to the applicant for more papers. */
export interface DossierSupplement {
  readonly id: number;
  readonly askedBy: string;
  readonly content: string;
  readonly askedAt: Date;
  readonly receivedBy: string;
  readonly receivedAt: Date | null;
  readonly dueBefore: Date | null;
  readonly dueAfter: Date | null;
}

export interface DossierResult {
  readonly id: string;
  readonly name: string;
  readonly componentCode: string;
  readonly url: string;
  readonly resultCode: string;
}

/** One step in the handling of a dossier. */
export interface DossierStep {
  readonly at: Date;
  readonly officer: string;
  readonly title: string;
  readonly department: string;
  readonly content: string;
  /** 1…10, as in {@link DossierItem}. */
  readonly status: number;
  readonly startedAt: Date | null;
  readonly dueAt: Date | null;
}

/** A dossier as it stands after a change, and the step that made the change, if it is one the portal is told of. */
export interface DossierNews {
  readonly item: DossierItem;
  readonly step: DossierStep | null;
}
