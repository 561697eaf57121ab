/** One committed change of a lane. */
export interface LaneChange {
  /** `state`: how the service or dossier stands, the newest travels. `journal`: a step, each travels, in order. */
  readonly stream: 'state' | 'journal';
  readonly state: 'pending' | 'acked' | 'superseded' | 'rejected' | 'skipped';
}

/** What decides what a lane sends next. */
export interface LaneWork {
  /** Service or dossier. */
  readonly kind: 'S' | 'D';
  /** A call is under way, or its outcome is not known. */
  readonly isOpen: boolean;
  /** The portal has it. */
  readonly isKnown: boolean;
  /** The account sends services first, and the portal does not have the service of this dossier yet. */
  readonly isServiceMissing: boolean;
  /** Oldest first. */
  readonly changes: readonly LaneChange[];
}

/**
 * What a lane sends next; `null`: nothing, until data, mapping or a person changes that. A step goes only to a dossier
 * that the portal has, after every older state, and not past a rejected step; a state does not wait for a step that is
 * stuck. `lane_next_op` in the database says the same.
 */
export function nextOp(work: LaneWork): 'read' | 'services' | 'dossiers' | 'steps' | null {
  const { kind, isOpen, isKnown, isServiceMissing, changes } = work;
  if (isOpen) return 'read';
  const oldest = changes.findIndex(({ state }) => state === 'pending');
  if (oldest < 0) return null;
  if (kind === 'S') return 'services';
  const isStopped = changes.slice(0, oldest).some(({ stream, state }) => stream === 'journal' && state === 'rejected');
  if (changes[oldest]?.stream === 'journal' && isKnown && !isStopped) return 'steps';
  if (isServiceMissing && !isKnown) return null;
  return changes.some(({ stream, state }) => stream === 'state' && state === 'pending') ? 'dossiers' : null;
}
