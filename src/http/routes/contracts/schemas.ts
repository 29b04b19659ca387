import { z } from 'zod';
import { CLAUSE_KINDS, FIELD_KINDS } from '../../../domain/contracts/template.ts';

export const TAG = 'contracts';

export const CaseParams = z.object({ caseId: z.uuid() });
export const ContractParams = z.object({ contractId: z.uuid() });

export const STATES = ['DRAFT', 'ISSUED', 'EFFECTIVE', 'VOID'] as const;
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const Side = z.enum(['OPERATOR', 'PARTNER']);
const Bilingual = z.object({ zh: z.string(), en: z.string() });

export const ContractLineSchema = z.object({
  id: z.uuid(),
  number: z.string(),
  state: z.enum(STATES),
  caseId: z.uuid(),
  caseNumber: z.string(),
  companyId: z.uuid(),
  companyName: z.string(),
  startsOn: z.iso.date().nullable(),
  endsOn: z.iso.date().nullable(),
  issuedAt: z.iso.datetime().nullable(),
  effectiveAt: z.iso.datetime().nullable(),
});

export const ContractView = z.object({
  id: z.uuid(),
  number: z.string(),
  caseId: z.uuid(),
  companyId: z.uuid(),
  state: z.enum(STATES),
  version: z.int(),
  startsOn: z.iso.date().nullable(),
  endsOn: z.iso.date().nullable(),
  createdAt: z.iso.datetime(),
  issuedAt: z.iso.datetime().nullable(),
  effectiveAt: z.iso.datetime().nullable(),
  template: z.object({
    versionId: z.uuid(),
    title: Bilingual,
    preamble: Bilingual,
    parties: z.object({ OPERATOR: Bilingual, PARTNER: Bilingual }),
    signOrder: z.array(Side),
    fields: z.array(z.object({ code: z.string(), label: Bilingual, kind: z.enum(FIELD_KINDS), required: z.boolean() })),
    clauses: z.array(
      z.object({
        code: z.string(),
        kind: z.enum(CLAUSE_KINDS),
        mandatory: z.boolean(),
        title: Bilingual,
        /** `{{field_code}}` stands for a value. */
        body: Bilingual,
      }),
    ),
  }),
  values: z
    .record(z.string(), z.string())
    .meta({ description: 'The partner sees none before the document is issued.' }),
  /** In Chinese, which binds; an open field stands as its label in 【】. */
  preview: z.array(
    z.object({ code: z.string(), title: z.string(), titleEn: z.string(), paragraphs: z.array(z.string()) }),
  ),
  gate: z
    .object({
      ready: z.boolean(),
      clauses: z.array(z.object({ clause: z.string(), kind: z.string(), fields: z.array(z.string()) })),
      /** Sides whose registered identity is not on record. */
      sides: z.array(Side),
      /** Characters no font of the contract holds. */
      characters: z.array(z.string()),
    })
    .nullable()
    .meta({ description: 'What keeps the contract from being issued; null for its partner.' }),
  document: z.object({ fileId: z.uuid(), sha256: Sha256, name: z.string() }).nullable(),
  signatures: z.array(
    z.object({
      side: Side,
      position: z.int(),
      accountId: z.uuid().nullable().meta({ description: "Null where a partner reads the operator's signature." }),
      signer: z.string(),
      sha256: Sha256,
      ip: z.string().nullable().meta({ description: 'Null where the account is.' }),
      signedAt: z.iso.datetime(),
    }),
  ),
});
