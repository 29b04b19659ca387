import { z } from 'zod';
import { FactCondition } from '../../../domain/routes/facts.ts';
import { bilingualSchema } from '../../../domain/text.ts';
import { readCatalogue } from '../../../policies/catalogue/read-catalogue.ts';
import { defineRoute } from '../../route.ts';

const Keys = z.array(z.string());
const Words = z.array(bilingualSchema);

const Step = z.object({
  stage: z.string(),
  title: bilingualSchema,
  mode: bilingualSchema,
  responsible: Words.meta({ description: 'Role and level of unit, post, group or head.' }),
  outcomes: Words,
  follows: Keys.meta({ description: 'Steps whose approval this one waits for.' }),
  beside: Keys.meta({ description: 'Steps that run at the same time.' }),
  precedes: Keys.meta({ description: 'Steps that wait for this one.' }),
  informed: Words.meta({ description: 'Who gets to read the case when the step ends.' }),
  keptApartFrom: Keys.meta({ description: 'Whoever decided one of these may not decide this one.' }),
  due: bilingualSchema.nullable(),
  whenLate: bilingualSchema.nullable(),
  lateTo: z.array(bilingualSchema),
});

const Entry = z.object({
  process: z.string(),
  kind: z.string().nullable(),
  title: bilingualSchema.nullable(),
  route: z.string().nullable(),
  policyVersionId: z.uuid(),
  version: z.int(),
  chosenWhen: z.array(FactCondition).nullable(),
  phases: z.array(z.object({ phase: z.string(), title: bilingualSchema, steps: z.array(Step) })),
});

/** GET /process-catalogue (ORG-05) */
export const readCatalogueRoute = defineRoute({
  id: 'readProcessCatalogue',
  method: 'get',
  path: '/process-catalogue',
  tag: 'policies',
  summary:
    'Every process in words: its steps, who answers for each, who works beside them, deadline and what happens when late',
  access: ['READ_POLICIES'],
  query: z.strictObject({ process: z.string().max(60).optional() }),
  response: { status: 200, schema: z.object({ items: z.array(Entry) }) },
  async handle({ deps, query: { process } }) {
    const entries = await readCatalogue(deps.db.sql, new Date());
    return { body: { items: entries.filter((entry) => process === undefined || entry.process === process) } };
  },
});
