import { newMember } from '../accounts/support.ts';
import { DEMO_PASSWORD, type Answer, type Caller, type TestApi } from '../../support/api.ts';

/** The records of the matrix belong to company 0001 and to the county 0101; `rival` owns company 0002. */
const MEMBERS = [
  ['owner', 'owner.0001@example.com'],
  ['operator', 'operator.0001@example.com'],
  ['signer', 'signer.0001@example.com'],
  ['rival', 'owner.0002@example.com'],
] as const;

/** Every role of staff where the demonstration has it, from the records' county up to the province; the last two work elsewhere. */
const STAFF_LOGINS = [
  'channel-manager.county-0101',
  'channel-reviewer.county-0101',
  'leader.county-0101',
  'channel-reviewer.city-01',
  'risk-officer.city-01',
  'leader.city-01',
  'site-inspector.city-01',
  'channel-reviewer.province',
  'finance-reviewer.province',
  'legal-reviewer.province',
  'construction-reviewer.province',
  'risk-officer.province',
  'leader.province',
  'contract-officer.province',
  'evaluator.province',
  'compliance-officer.province',
  'finance-officer.province',
  'administrator.province',
  'auditor.province',
  'channel-reviewer.county-0102',
  'leader.city-02',
] as const;

/** Machine clients, each with a token for this one scope. */
const SCOPES = ['registry:read', 'registry:import', 'credit:load', 'cases:read', 'audit:read', 'health:read'] as const;

/** `applicant` has an account and no company yet. */
export const CALLERS = [
  'anonymous',
  'applicant',
  'owner',
  'operator',
  'signer',
  'rival',
  ...STAFF_LOGINS,
  ...SCOPES,
] as const;
export type CallerName = (typeof CALLERS)[number];

export const STAFF: readonly CallerName[] = STAFF_LOGINS;
export const MACHINES: readonly CallerName[] = SCOPES;

export interface Call {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly body?: unknown;
  /** The path names one. */
  readonly record: boolean;
}

/** No record of the matrix ever gets there: whoever may change it is told that somebody else has done so. */
const STALE = '"999999999"';

/** Who calls; `again` is the same person with a session of their own. */
export interface Persona {
  send(call: Call): Promise<Answer>;
  again(): Promise<Persona>;
}

export async function openPersonas(api: TestApi): Promise<ReadonlyMap<CallerName, Persona>> {
  const personas = new Map<CallerName, Persona>([['anonymous', lasting(api.anonymous())]]);
  personas.set('applicant', await applicant(api));
  for (const login of STAFF_LOGINS) personas.set(login, await person(api, login));
  for (const [name, login] of MEMBERS) personas.set(name, await person(api, login));
  for (const scope of SCOPES) personas.set(scope, await machine(api, scope));
  return personas;
}

async function person(api: TestApi, login: string): Promise<Persona> {
  return { ...lasting(await api.as(login)), again: async () => lasting(await logIn(api, login)) };
}

async function applicant(api: TestApi): Promise<Persona> {
  const { caller } = await newMember(api);
  return { ...lasting(caller), again: async () => lasting((await newMember(api)).caller) };
}

async function machine(api: TestApi, scope: string): Promise<Persona> {
  const admin = await api.as('administrator.province');
  const login = `service-matrix-${scope.replace(':', '-')}`;
  const { body } = await admin.post<{ accountId: string }>('/service-accounts', { login, name: scope });
  const tokens = `/service-accounts/${body.accountId}/tokens`;
  const issued = await admin.post<{ token: string }>(tokens, { name: scope, scopes: [scope] });
  return lasting(api.anonymous(), { authorization: `Bearer ${issued.body.token}` });
}

/** `api.as` keeps one session for each login; here another one is wanted. */
async function logIn(api: TestApi, login: string): Promise<Caller> {
  const caller = api.anonymous();
  const { status } = await caller.post('/sessions', { login, password: DEMO_PASSWORD });
  if (status !== 201) throw new Error(`${login} cannot log in: ${status}`);
  return caller;
}

function lasting(caller: Caller, more: Readonly<Record<string, string>> = {}): Persona {
  const persona: Persona = {
    send({ method, path, body }) {
      if (method === 'get') return caller.get(path, { headers: more });
      return caller[method](path, body, { headers: { 'if-match': STALE, ...more } });
    },
    again: () => Promise.resolve(persona),
  };
  return persona;
}
