import { completeCreditCode, organisationCode } from '../../src/domain/identity/credit-code.ts';
import { completeResidentId } from '../../src/domain/identity/resident-id.ts';

/** Nobody seeded works with these; an application that names one of them is stopped (ADM-17, CRD-03). */
export const blacklistedCompanies = [
  {
    name: '临江鼎盛虚商贸易有限公司',
    creditCode: completeCreditCode(`91990000${organisationCode('MB000001')}`),
    reasonCode: 'REAL_NAME_VIOLATION',
    reason: '批量虚假实名登记，情节严重。',
  },
] as const;

export const blacklistedPersons = [
  {
    name: '钱不实',
    residentId: completeResidentId('99000019750615901'),
    reasonCode: 'FRAUD',
    reason: '伪造场地证明和资信材料骗取准入。',
  },
  {
    name: '魏守约',
    residentId: completeResidentId('99000019821103902'),
    reasonCode: 'CONTRACT_BREACH',
    reason: '卷走客户预存话费后失联。',
  },
] as const;
