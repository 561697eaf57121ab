/** How much of the corpora is told. Every text is told somewhere either way. */
export interface Scope {
  /** Of a long corpus each field with a form of its own gets so many texts, another field others. */
  readonly perField: number;
  /** The same for a service that takes one item with each call. */
  readonly perFieldAlone: number;
  /** A corpus that is longer goes once through the fields of free text together; a shorter one through each of them. */
  readonly longestEverywhere: number;
  /** Each address gets every so manieth JSON text, query, structure and body; another address others. */
  readonly jsonTexts: number;
  readonly queries: number;
  readonly structures: number;
  /** So many copies of the example of an address, each with another part spoilt. */
  readonly spoilt: number;
  /** Items made from the tables of fields, all services together. */
  readonly generated: number;
}

/** A minute. */
export const SAMPLE: Scope = {
  perField: 33,
  perFieldAlone: 4,
  longestEverywhere: 600,
  jsonTexts: 24,
  queries: 12,
  structures: 4,
  spoilt: 24,
  generated: 2_400,
};

/** By night. */
export const WHOLE: Scope = {
  perField: 10_000,
  perFieldAlone: 100,
  longestEverywhere: 10_000,
  jsonTexts: 1,
  queries: 1,
  structures: 1,
  spoilt: 100_000,
  generated: 10_000,
};
