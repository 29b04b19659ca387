interface PhasePlace {
  readonly name: string;
  /** Earlier phases that the workflow can go back to from here. */
  readonly returnsTo: readonly string[];
  /** The system may settle it without asking anybody. */
  readonly mayDecideAlone?: boolean;
}

/** The phases of a process in their order, which is the regulation's and workflow code. */
export type PhaseOrder = readonly PhasePlace[];
