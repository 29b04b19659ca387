import type { ReopenablePhase } from '../tasks/reopen-phase.ts';

/** Names of the admission's phases as people read them. A document is signed only after it was drafted and issued. */
export const ADMISSION_REOPENING: readonly ReopenablePhase[] = [
  { name: 'SCREENING', title: { zh: '准入筛查', en: 'Screening' }, begins: true },
  { name: 'MATERIAL_REVIEW', title: { zh: '材料审核', en: 'Material review' }, begins: true },
  { name: 'LEADER_APPROVAL', title: { zh: '领导审批', en: 'Leader approval' }, begins: true },
  { name: 'CONTRACTING', title: { zh: '合同拟定', en: 'Contracting' }, begins: true },
  { name: 'SIGNING', title: { zh: '合同签署', en: 'Signing' }, begins: false },
];
