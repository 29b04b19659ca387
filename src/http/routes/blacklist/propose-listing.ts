import { z } from 'zod';
import { proposeListing, type ListedSubject } from '../../../blacklist/propose-listing.ts';
import { defineRoute } from '../../route.ts';
import { lineText } from '../../text.ts';
import { readCreditCode, readResidentId } from '../companies/identities.ts';
import { ReasonCodeField, ReasonField } from './schemas.ts';

const Company = z.strictObject({ name: lineText(200), creditCode: lineText(40) });
const Person = z.strictObject({
  name: lineText(100),
  residentId: lineText(40)
    .optional()
    .meta({ description: 'Kept only masked and as keyed hash. Without it the name alone makes a person look closer.' }),
});

const Body = z
  .strictObject({
    company: Company.optional(),
    person: Person.optional(),
    reasonCode: ReasonCodeField,
    reason: ReasonField,
  })
  .refine(({ company, person }) => company !== undefined || person !== undefined, 'SUBJECT_MISSING');

/** POST /blacklist */
export const proposeListingRoute = defineRoute({
  id: 'proposeListing',
  method: 'post',
  path: '/blacklist',
  tag: 'blacklist',
  summary: 'Propose a company, a person, or both for the blacklist; a second person decides',
  access: ['PROPOSE_BLACKLIST'],
  body: Body,
  response: {
    status: 201,
    schema: z.object({ entryIds: z.array(z.uuid()), progress: z.enum(['DONE', 'PENDING']) }),
  },
  refusals: ['CREDIT_CODE_INVALID', 'ALREADY_LISTED'],
  async handle({ deps, actor, body, act }) {
    const { company, person, reasonCode, reason } = body;
    const subjects = [
      ...(company === undefined ? [] : [readCompany(company)]),
      ...(person === undefined ? [] : [readPerson(deps.config.personHashKey, person)]),
    ];
    return act((running) => proposeListing(running, { subjects, reasonCode, reason, proposedBy: actor.id }), {
      status: 201,
    });
  },
});

function readCompany({ name, creditCode }: z.output<typeof Company>): ListedSubject {
  return { kind: 'COMPANY', name, creditCode: readCreditCode(creditCode, 'company.creditCode') };
}

function readPerson(key: string, { name, residentId }: z.output<typeof Person>): ListedSubject {
  const id = residentId === undefined ? undefined : readResidentId(key, residentId, 'person.residentId');
  return { kind: 'PERSON', name, idMask: id?.mask ?? null, idHash: id?.hash ?? null };
}
