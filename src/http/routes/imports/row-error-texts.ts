import { IMPORT_COLUMNS, type Column, type ImportKind } from '../../../domain/imports/columns.ts';
import type { RowError, RowErrorCode } from '../../../domain/imports/row-errors.ts';
import type { Bilingual } from '../../../domain/text.ts';
import type { Locale } from '../../locale.ts';

/** What to do about each fault of a row; `{row}` is the other row it is about. */
const TEXTS: Readonly<Record<RowErrorCode, Bilingual>> = {
  REQUIRED: { zh: '必填，不能为空。', en: 'This cell must be filled in.' },
  TOO_LONG: { zh: '内容过长，请缩短。', en: 'The text is too long; shorten it.' },
  CHARACTER: {
    zh: '含有换行或不可见字符，请删除。',
    en: 'It contains line breaks or invisible characters; remove them.',
  },
  CELL_ERROR: { zh: '单元格显示公式错误，请填入数值。', en: 'The cell shows a formula error; enter the value.' },
  CREDIT_CODE_INVALID: {
    zh: '不是有效的统一社会信用代码，请核对位数与校验码。',
    en: 'Not a valid credit code; check its length and check digit.',
  },
  SUBJECT_KIND_UNKNOWN: { zh: '请填写“企业”或“个体工商户”。', en: 'Enter ENTERPRISE or INDIVIDUAL_BUSINESS.' },
  PHONE_INVALID: { zh: '不是有效的电话号码。', en: 'Not a telephone number.' },
  EMAIL_INVALID: { zh: '不是有效的电子邮箱地址。', en: 'Not an e-mail address.' },
  UNIT_UNKNOWN: { zh: '没有该编码的组织单元，或已关闭。', en: 'No open unit has this code.' },
  UNIT_OUT_OF_REACH: {
    zh: '该企业、渠道或单元不在您的管辖范围内。',
    en: 'The company, channel or unit is outside your part of the organisation.',
  },
  TYPE_UNKNOWN: { zh: '没有该编码的渠道类型。', en: 'No channel type has this code.' },
  TYPE_NOT_SOCIAL: { zh: '该类型为自有渠道，不能归属企业。', en: "This type is for the operator's own channels." },
  TYPE_FIXED: { zh: '渠道类型不能通过导入变更。', en: 'An import cannot change the type of a channel.' },
  STATE_UNKNOWN: { zh: '请填写“筹备”“正常”“暂停”或“关闭”。', en: 'Enter PREPARING, ACTIVE, SUSPENDED or CLOSED.' },
  STATE_FIXED: {
    zh: '渠道状态须按流程变更，不能通过导入变更。',
    en: 'The state of a channel changes by its process, not by an import.',
  },
  CHANNEL_CODE_INVALID: {
    zh: '渠道编码只能含字母、数字、“-”和“_”。',
    en: 'A channel code has letters, digits, - and _ only.',
  },
  CHANNEL_OF_ANOTHER: { zh: '该渠道编码已属于其他企业或自有渠道。', en: 'This channel belongs to somebody else.' },
  COMPANY_DIFFERS: {
    zh: '与第 {row} 行同一企业的内容不一致。',
    en: 'It differs from row {row}, which is about the same company.',
  },
  DUPLICATE_IN_FILE: { zh: '与第 {row} 行重复。', en: 'It repeats row {row}.' },
  GRADE_UNKNOWN: { zh: '信用等级须为 A、B、C 或 D。', en: 'The grade is A, B, C or D.' },
  DATE_INVALID: { zh: '不是有效日期，请按 2026-03-04 的格式填写。', en: 'Not a date; write it as 2026-03-04.' },
  DATE_IN_FUTURE: { zh: '日期不能晚于今天。', en: 'The date lies in the future.' },
  OLDER_THAN_RECORD: { zh: '早于已登记的评定日期。', en: 'It is older than the grade on record.' },
};

export interface ToldError {
  readonly column: string;
  readonly columnLabel: string;
  readonly code: RowErrorCode;
  readonly otherRow: number | null;
  readonly text: string;
}

export function tellError(kind: ImportKind, { column, code, otherRow }: RowError, locale: Locale): ToldError {
  const columns: readonly Column[] = IMPORT_COLUMNS[kind];
  const language = locale === 'en' ? 'en' : 'zh';
  return {
    column,
    columnLabel: columns.find(({ key }) => key === column)?.label[language] ?? column,
    code,
    otherRow: otherRow ?? null,
    text: TEXTS[code][language].replace('{row}', String(otherRow ?? '')),
  };
}
