import type { Fact } from '../refusal.ts';
import type { Bilingual } from '../text.ts';

/** What is wrong with one field. Values never appear in it: it is kept with the answer. */
export interface FieldFault {
  readonly field: string;
  readonly code: FieldFaultCode;
  readonly limit?: Fact;
}

export const FIELD_FAULTS = {
  UNKNOWN_FIELD: { zh: '表单中没有该项', en: 'The form has no such field.' },
  NOT_EDITABLE: { zh: '您不能修改该项', en: 'You may not change this field.' },
  MISSING: { zh: '请填写该项', en: 'Please fill this in.' },
  TYPE: { zh: '填写的内容类型不正确', en: 'This is not the kind of value the field takes.' },
  CHARACTER: { zh: '含有不能使用的字符', en: 'It holds characters that cannot be kept.' },
  TOO_LONG: { zh: '超过最大长度', en: 'It is too long.' },
  TOO_SHORT: { zh: '长度不足', en: 'It is too short.' },
  PATTERN: { zh: '格式不正确', en: 'It does not have the form wanted here.' },
  TOO_SMALL: { zh: '小于允许的最小值', en: 'It is less than the least allowed.' },
  TOO_LARGE: { zh: '大于允许的最大值', en: 'It is more than the most allowed.' },
  DECIMALS: { zh: '小数位数过多', en: 'It has too many decimals.' },
  TOO_EARLY: { zh: '日期过早', en: 'The date is too early.' },
  TOO_LATE: { zh: '日期过晚', en: 'The date is too late.' },
  OPTION_UNKNOWN: { zh: '不是可选项', en: 'It is none of the options.' },
  TWICE: { zh: '同一项重复填写', en: 'The same one is named twice.' },
  TOO_MANY: { zh: '数量过多', en: 'There are too many.' },
  TOO_FEW: { zh: '数量不足', en: 'There are too few.' },
  REFERENCE_UNKNOWN: { zh: '没有找到所填的记录', en: 'There is no such record.' },
} as const satisfies Record<string, Bilingual>;
export type FieldFaultCode = keyof typeof FIELD_FAULTS;
