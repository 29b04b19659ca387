import type { Bilingual } from '../text.ts';
import type { ADMISSION_PHASES } from './policy.ts';

/** What people read for the phases of the admission. */
export const ADMISSION_PHASE_NAMES: Readonly<Record<(typeof ADMISSION_PHASES)[number], Bilingual>> = {
  SCREENING: { zh: '准入筛查', en: 'Screening' },
  MATERIAL_REVIEW: { zh: '材料审核', en: 'Material review' },
  LEADER_APPROVAL: { zh: '领导审批', en: 'Leadership approval' },
  CONTRACTING: { zh: '合同拟定', en: 'Contracting' },
  SIGNING: { zh: '签署', en: 'Signing' },
};
