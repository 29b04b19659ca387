/** Every reason for which the product says no. Clients branch on the code; texts and statuses live at the edge. */
export const REFUSAL_CODES = [
  // the request itself
  'MALFORMED',
  'INVALID',
  'UNKNOWN_FIELD',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA',
  'NOT_FOUND',
  'NOT_ALLOWED',
  'NOT_LOGGED_IN',
  'CROSS_SITE',
  'TOO_MANY_REQUESTS',
  'KEY_MISSING',
  'KEY_REUSED',
  'VERSION_MISSING',
  'STALE_VERSION',
  'BUSY',
  'INTERNAL',
  'ENGINE_AWAY',
  // log-in and accounts
  'WRONG_LOGIN',
  'LOCKED_OUT',
  'ACCOUNT_DISABLED',
  'LINK_INVALID',
  'PASSWORD_REFUSED',
  'CONSENT_MISSING',
  'LOGIN_TAKEN',
  'REAUTHENTICATION_FAILED',
  'LAST_OWNER',
  'ALREADY_MEMBER',
  'ALREADY_HELD',
  'SCOPE_MISSING',
  // cases and tasks
  'ALREADY_DECIDED',
  'SUPERSEDED',
  'NOT_HOLDER',
  'ALREADY_CLAIMED',
  'NOT_CLAIMED',
  'EXCLUDED',
  'REASON_MISSING',
  'NOBODY_LEFT',
  'IN_TRANSITION',
  'CASE_CLOSED',
  'CASE_CLOSING',
  'CASE_NOT_ENDED',
  'CASE_IN_FORCE',
  'PHASE_NOT_POSSIBLE',
  'ROUTE_VERSION_NOT_POSSIBLE',
  'TASK_SUSPENDED',
  'NOT_YOUR_TURN',
  'TRANSFER_NOT_POSSIBLE',
  'NOT_SUPERVISOR',
  'DEADLINE_NOT_LATER',
  'OPERATION_NOT_POSSIBLE',
  'OPERATION_NOT_OFFERED',
  'SIGNER_HAS_SPOKEN',
  'RECEIVER_NOT_POSSIBLE',
  'CHOICE_MISSING',
  'CHOICE_NOT_POSSIBLE',
  'HAND_OVER_NOT_NEEDED',
  'ALREADY_DECLARED',
  'RETURN_TARGET_UNKNOWN',
  'NOT_RETURNABLE',
  'TAKE_BACK_TOO_LATE',
  'NOT_YOURS',
  'OUTCOME_NOT_OFFERED',
  'BULK_NOT_ALLOWED',
  'TOO_MANY_ITEMS',
  'NOTHING_TO_DO',
  'WRONG_STATE',
  // substitutions
  'SUBSTITUTE_NOT_POSSIBLE',
  'SUBSTITUTION_PERIOD',
  'SUBSTITUTION_OVERLAPS',
  'SUBSTITUTION_CYCLE',
  'PROCESS_UNKNOWN',
  // beside deciding
  'AUDIENCE_NOT_POSSIBLE',
  'PERSON_NOT_POSSIBLE',
  'NOT_ASKED',
  'ALREADY_ANSWERED',
  'COMMENT_WITHDRAWN',
  'NOT_INVOLVED',
  'NOTHING_TO_URGE',
  'URGED_RECENTLY',
  'WAY_NOT_OFFERED',
  'COPY_READ',
  'ATTACHMENT_UNKNOWN',
  // admission
  'CREDIT_CODE_INVALID',
  'COMPANY_EXISTS',
  'OPEN_APPLICATION_EXISTS',
  'REAPPLY_TOO_EARLY',
  'TYPE_NOT_OPEN',
  'SUBJECT_NOT_ADMITTED',
  'DECLARATION_MISSING',
  'FORM_INCOMPLETE',
  'PROOFS_MISSING',
  'PROOF_EXPIRED',
  'ITEM_UNKNOWN',
  'ITEM_NOT_EDITABLE',
  'ITEMS_UNVERIFIED',
  'ITEMS_NOT_NAMED',
  'ITEMS_NOT_ALL_PASSED',
  'NOTHING_CHANGED',
  'FILE_TYPE_REFUSED',
  'FILE_TOO_LARGE',
  'FILE_EMPTY',
  'TOO_MANY_FILES',
  'FILE_NAME_REFUSED',
  'UNIT_UNKNOWN',
  'NO_ROUTE',
  // requests
  'KIND_NOT_OPEN',
  'FORM_FAULTY',
  'SUBJECT_NOT_POSSIBLE',
  'FILING_PERIOD_OVER',
  'OPEN_REQUEST_EXISTS',
  // contracts
  'CLAUSES_INCOMPLETE',
  'CHARACTERS_MISSING',
  'SIGN_ORDER',
  'DOCUMENT_CHANGED',
  // administration
  'SAME_PERSON',
  'POLICY_INVALID',
  'POLICY_STATE',
  'UNIT_NOT_EMPTY',
  'UNIT_TREE',
  'CODE_TAKEN',
  'ALREADY_LISTED',
  'BLACKLIST_STATE',
  'IMPORT_INVALID',
  'IMPORT_STATE',
  'DURATION_UNIT_REFUSED',
  'HOLDS_OPEN_TASKS',
  'MESSAGE_STATE',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Small language-free facts that belong to an answer: ids, codes, numbers, status words. */
export type Facts = { readonly [key: string]: Fact };
export type Fact = string | number | boolean | null | readonly Fact[] | Facts;

/** A rule said no. Thrown anywhere inside an act; the act's transaction turns it into its stored answer. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly facts: Facts;

  constructor(code: RefusalCode, facts: Facts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}
