export interface Agency {
  readonly code: string;
  readonly name: string;
  readonly tier: string;
}

export interface Field {
  readonly code: string;
  readonly name: string;
  readonly branchCode: string;
}

export interface Procedure {
  readonly code: string;
  readonly name: string;
  readonly fieldCode: string;
  readonly issuerCode: string;
  readonly tiers: readonly string[];
  readonly timeLimitDays: number | null;
  readonly hasFee: boolean;
  readonly isPublic: boolean;
}

/** The national lists, read whole at start. They change only with a restart. */
export class NationalCatalogue {
  private readonly agencyByCode: ReadonlyMap<string, Agency>;
  private readonly fieldByCode: ReadonlyMap<string, Field>;
  private readonly procedureByCode: ReadonlyMap<string, Procedure>;

  constructor(
    readonly agencies: readonly Agency[],
    readonly fields: readonly Field[],
    readonly procedures: readonly Procedure[],
  ) {
    this.agencyByCode = new Map(agencies.map((agency) => [agency.code, agency]));
    this.fieldByCode = new Map(fields.map((field) => [field.code, field]));
    this.procedureByCode = new Map(procedures.map((procedure) => [procedure.code, procedure]));
  }

  findAgency(code: string): Agency | null {
    return this.agencyByCode.get(code) ?? null;
  }

  findField(code: string): Field | null {
    return this.fieldByCode.get(code) ?? null;
  }

  /** A code with a province's suffix that is not listed stands for the national procedure. */
  findProcedure(code: string): Procedure | null {
    return this.procedureByCode.get(code) ?? this.procedureByCode.get(code.slice(0, 8)) ?? null;
  }
}
