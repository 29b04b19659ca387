import { z } from 'zod';
import { foundCompany } from '../../../accounts/companies/found-company.ts';
import { mayFoundCompany } from '../../../domain/access/actor.ts';
import { emailSchema, mainlandMobileSchema } from '../../../domain/identity/contact.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { AFFILIATE_KINDS, type NewAffiliate } from '../../../registry/companies/affiliates.ts';
import { defineRoute } from '../../route.ts';
import { lineText } from '../../text.ts';
import { readCreditCode, readResidentId } from './identities.ts';

const CodeField = lineText(40);
const AffiliateField = z.strictObject({
  kind: z.enum(AFFILIATE_KINDS),
  name: lineText(200),
  creditCode: CodeField.optional(),
  residentId: CodeField.optional(),
});

/** POST /companies */
export const foundCompanyRoute = defineRoute({
  id: 'foundCompany',
  method: 'post',
  path: '/companies',
  tag: 'companies',
  summary: 'Put my company on record; I become its owner',
  access: 'LOGGED_IN',
  body: z.strictObject({
    creditCode: CodeField.meta({
      description: 'Unified social credit code 统一社会信用代码 with or without separators.',
    }),
    name: lineText(200),
    subjectKind: z.enum(['ENTERPRISE', 'INDIVIDUAL_BUSINESS']),
    legalRepresentative: z.strictObject({ name: lineText(100), residentId: CodeField }),
    phone: mainlandMobileSchema.optional(),
    email: emailSchema.optional(),
    address: lineText(500).optional(),
    unitId: z.uuid().optional().meta({ description: 'The province, city or county the company belongs to.' }),
    affiliates: z.array(AffiliateField).max(50).default([]),
  }),
  response: { status: 201, schema: z.object({ companyId: z.uuid() }) },
  refusals: ['NOT_ALLOWED', 'CREDIT_CODE_INVALID', 'COMPANY_EXISTS', 'CONSENT_MISSING', 'UNIT_UNKNOWN'],
  async handle({ deps, actor, body, act }) {
    if (!mayFoundCompany(actor)) throw new Refusal('NOT_ALLOWED');
    const key = deps.config.personHashKey;
    const { legalRepresentative, affiliates, creditCode, ...rest } = body;
    const legalRepId = readResidentId(key, legalRepresentative.residentId, 'legalRepresentative.residentId');
    const company = {
      ...rest,
      creditCode: readCreditCode(creditCode, 'creditCode'),
      legalRepName: legalRepresentative.name,
      legalRepIdMask: legalRepId.mask,
      legalRepIdHash: legalRepId.hash,
    };
    const behind = affiliates.map((affiliate, index) => readAffiliate(key, affiliate, `affiliates.${index}`));
    return act((running) => foundCompany(running, { founderId: actor.id, company, affiliates: behind }));
  },
});

function readAffiliate(key: string, affiliate: z.output<typeof AffiliateField>, path: string): NewAffiliate {
  const { kind, name, creditCode, residentId } = affiliate;
  const person = residentId === undefined ? undefined : readResidentId(key, residentId, `${path}.residentId`);
  return {
    kind,
    name,
    creditCode: creditCode === undefined ? undefined : readCreditCode(creditCode, `${path}.creditCode`),
    personIdMask: person?.mask,
    personIdHash: person?.hash,
  };
}
