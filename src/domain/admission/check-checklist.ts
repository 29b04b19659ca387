import { fault, type PolicyFault } from '../policies/fault.ts';
import type { ChecklistBody } from './policy.ts';

/**
 * Each proof once, and something to prove. Whether the type exists is not asked: a new type needs its checklist first, because
 * it may only be opened for application with one (ADM-18).
 */
export function checkChecklist(key: string, checklist: ChecklistBody): PolicyFault[] {
  const faults: PolicyFault[] = [];
  if (checklist.channelType !== key) faults.push(fault('KEY_DIFFERS', 'channelType'));
  const codes = checklist.items.map(({ code }) => code);
  for (const [index, code] of codes.entries()) {
    if (codes.indexOf(code) < index) faults.push(fault('DUPLICATE_ITEM', `items.${index}.code`, { code }));
  }
  if (!checklist.items.some(({ required }) => required)) faults.push(fault('NOTHING_REQUIRED', 'items'));
  return faults;
}
