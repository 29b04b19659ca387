// What the tests read of the product's answers.

export interface CaseView {
  readonly state: string;
  readonly channelId: string | null;
  readonly phases: readonly { readonly name: string; readonly outcome: string | null }[];
}

export interface Application {
  readonly submittedAt: string;
  readonly declaredAt: string;
  readonly form: { readonly plan: string };
  readonly items: readonly { code: string; required: boolean; verdict: string; files: readonly { mime: string }[] }[];
}

export interface Screening {
  readonly checks: readonly { readonly check: string; readonly result: string; readonly detail: object }[];
}

export interface Contract {
  readonly state: string;
  readonly document: { readonly fileId: string; readonly sha256: string };
  readonly signatures: readonly { readonly side: string; readonly sha256: string }[];
  readonly template: { readonly clauses: readonly { readonly kind: string; readonly mandatory: boolean }[] };
  readonly gate: { readonly ready: boolean; readonly clauses: readonly unknown[] };
}

export interface Entry {
  readonly proposedBy: string;
  readonly decidedBy: string;
  readonly listedAt: string;
}

export interface Ledger {
  readonly items: readonly { readonly state: string }[];
}
