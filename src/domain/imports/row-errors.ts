/** Why a row of an uploaded list cannot be taken. */
export const ROW_ERROR_CODES = [
  'REQUIRED',
  'TOO_LONG',
  'CHARACTER',
  'CELL_ERROR',
  'CREDIT_CODE_INVALID',
  'SUBJECT_KIND_UNKNOWN',
  'PHONE_INVALID',
  'EMAIL_INVALID',
  'UNIT_UNKNOWN',
  'UNIT_OUT_OF_REACH',
  'TYPE_UNKNOWN',
  'TYPE_NOT_SOCIAL',
  'TYPE_FIXED',
  'STATE_UNKNOWN',
  'STATE_FIXED',
  'CHANNEL_CODE_INVALID',
  'CHANNEL_OF_ANOTHER',
  'COMPANY_DIFFERS',
  'DUPLICATE_IN_FILE',
  'GRADE_UNKNOWN',
  'DATE_INVALID',
  'DATE_IN_FUTURE',
  'OLDER_THAN_RECORD',
] as const;
export type RowErrorCode = (typeof ROW_ERROR_CODES)[number];

export interface RowError {
  /** Key of the column. */
  readonly column: string;
  readonly code: RowErrorCode;
  /** The other row that this one repeats or contradicts. */
  readonly otherRow?: number;
}
