import { z } from 'zod';
import { canReadCase } from '../../../cases/visibility.ts';
import type { Actor } from '../../../domain/access/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Tx } from '../../../persistence/tx.ts';
import { casesOf, channelsOf, contractsOf, type CompanyCase } from '../../../registry/companies/company-records.ts';
import { readCompany } from '../../../registry/companies/read-company.ts';
import { defineRoute } from '../../route.ts';
import { ChannelState, CompanyParams, PartnerState, SubjectKind } from './schemas.ts';

const Masked = z.string().meta({ description: 'Masked; see POST /companies/{companyId}/unmask.' });

const Company = z.object({
  id: z.uuid(),
  creditCode: z.string(),
  name: z.string(),
  subjectKind: SubjectKind,
  partnerState: PartnerState,
  legalRepName: Masked,
  legalRepIdMask: Masked.nullable(),
  phone: Masked.nullable(),
  email: Masked.nullable(),
  address: z.string().nullable(),
  unitId: z.uuid().nullable(),
  createdAt: z.date(),
  version: z.number().int(),
  channels: z.array(
    z.object({ id: z.uuid(), code: z.string(), name: z.string(), typeCode: z.string(), state: ChannelState }),
  ),
  contracts: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      state: z.string(),
      startsOn: z.iso.date().nullable(),
      endsOn: z.iso.date().nullable(),
    }),
  ),
  cases: z.array(
    z.object({ id: z.uuid(), number: z.string(), process: z.string(), state: z.string(), createdAt: z.date() }),
  ),
});

/** GET /companies/{companyId} */
export const readCompanyRoute = defineRoute({
  id: 'readCompany',
  method: 'get',
  path: '/companies/{companyId}',
  tag: 'registry',
  summary: 'A company with its channels, contracts, and those of its cases that I may see',
  access: ['READ_REGISTRY'],
  params: CompanyParams,
  response: { status: 200, schema: Company },
  async handle({ deps, actor, params: { companyId } }) {
    const { sql } = deps.db;
    const company = await readCompany(sql, companyId);
    if (company === undefined) throw new Refusal('NOT_FOUND');
    const channels = await channelsOf(sql, companyId);
    const contracts = await contractsOf(sql, companyId);
    const cases = await visibleOnly(sql, actor, await casesOf(sql, companyId));
    return { body: { ...company, channels, contracts, cases }, etag: company.version };
  },
});

async function visibleOnly(sql: Tx, actor: Actor, cases: readonly CompanyCase[]): Promise<CompanyCase[]> {
  const visible: CompanyCase[] = [];
  for (const one of cases) if (await canReadCase(sql, actor, one.id)) visible.push(one);
  return visible;
}
