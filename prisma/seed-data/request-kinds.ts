import { appeal } from './request-kinds/appeal.ts';
import { companyChange } from './request-kinds/company-change.ts';
import type { RequestKind } from './request-kinds/kind.ts';
import { proposal } from './request-kinds/proposal.ts';
import { rulePublication } from './request-kinds/rule-publication.ts';
import { staffLeave } from './request-kinds/staff-leave.ts';

/** The kinds of request an installation begins with; further ones are published like any other rule. */
export const requestKinds: readonly RequestKind[] = [companyChange, appeal, proposal, rulePublication, staffLeave];
