interface PhasePlace {
  readonly name: string;
  /** Earlier phases that the workflow can go back to from here. */
  readonly returnsTo: readonly string[];
  /** The system may settle it without asking anybody. */
  readonly mayDecideAlone?: boolean;
  /** Whose word counts in it: the operator's alone, or that of each side. */
  readonly decidedBy?: 'STAFF' | 'BOTH_SIDES';
}

/** The phases of a process in their order, which is the regulation's and workflow code. */
export type PhaseOrder = readonly PhasePlace[];
