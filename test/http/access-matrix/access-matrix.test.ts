import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Route } from '../../../src/http/route.ts';
import { ROUTES } from '../../../src/http/routes/index.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';
import { CALLERS, openPersonas, type Call, type CallerName, type Persona } from './callers.ts';
import { EXPECTATIONS, namesIn, type Expectation } from './expectations.ts';
import { givenRecords, type Records } from './records.ts';
import { commonParams, requestsOf, type RequestParts } from './requests.ts';
import { verdictOf, verdictsBy } from './verdicts.ts';

let api: TestApi;
let personas: ReadonlyMap<CallerName, Persona>;
let records: Records;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  records = await givenRecords(api);
  personas = await openPersonas(api);
}, 120_000);
afterAll(async () => {
  await api.close();
});

const ENDING_SESSIONS = new Set(['logOutEverywhere', 'logOut']);
interface Row {
  /** Of the expectation: the operation, or `operation:record`. */
  readonly name: string;
  readonly route: Route;
  readonly expectation: Expectation;
}
const rows: readonly Row[] = Object.entries(EXPECTATIONS).flatMap(([name, expectation]) => {
  const route = ROUTES.find(({ id }) => id === name.split(':')[0]);
  return route === undefined ? [] : [{ name, route, expectation }];
});
const lasting = rows.filter(({ name }) => !ENDING_SESSIONS.has(name));
const ending = rows.filter(({ name }) => ENDING_SESSIONS.has(name));
const withRecords = rows.filter(({ name, route }) => route.path.includes('{') && !name.includes(':'));

describe('The access matrix', () => {
  it('[ORG-01] has an expectation for every operation, and none for an operation that is gone', () => {
    const expected = new Set(Object.keys(EXPECTATIONS).map((name) => name.split(':')[0]));
    expect([...expected].sort()).toEqual(ROUTES.map(({ id }) => id).sort());
  });

  it.each(lasting)('[ORG-01] answers everybody who calls $name as their role says', async (row) => {
    await expectVerdicts(row, (persona) => verdict(persona, callOf(row)));
  });

  it.each(withRecords)('$name knows no record that does not exist, and no name that cannot be one', async (row) => {
    const persona = personaOf(namesIn(row.expectation.pass)[0]);
    const request = { ...requestFor(row.name), ...requestFor(`${row.name}:gone`) };
    const verdicts = new Map<string, string>();
    for (const [, param = ''] of row.route.path.matchAll(/\{(\w+)\}/g)) {
      for (const value of strangeValues(param)) {
        const params = { ...request.params, [param]: value };
        verdicts.set(`${param}=${value}`, await verdict(persona, callWith(row.route, { ...request, params })));
      }
    }
    expect(Object.fromEntries(verdicts)).toEqual(
      Object.fromEntries([...verdicts.keys()].map((key) => [key, 'HIDDEN'])),
    );
  });

  it.each(ending)('[ORG-01] answers everybody who calls $name as their role says', async (row) => {
    await expectVerdicts(row, async (persona) => verdict(await persona.again(), callOf(row)));
  });
});

/** Reading is asked by all at once. Whoever may change something comes last: what they did must not be why the others cannot. */
async function expectVerdicts(
  { expectation, route: { method } }: Row,
  ask: (persona: Persona) => Promise<string>,
): Promise<void> {
  const answered = async (name: CallerName) => [name, await ask(personaOf(name))] as const;
  const passing = new Set(namesIn(expectation.pass));
  const lastIfPassing = [...CALLERS].sort((one, other) => Number(passing.has(one)) - Number(passing.has(other)));
  const verdicts: (readonly [CallerName, string])[] = [];
  if (method === 'get') verdicts.push(...(await Promise.all(CALLERS.map(answered))));
  else for (const name of lastIfPassing) verdicts.push(await answered(name));
  expect(Object.fromEntries(verdicts)).toEqual(verdictsBy(expectation));
}

async function verdict(persona: Persona, call: Call): Promise<string> {
  return verdictOf(call, await persona.send(call));
}

function personaOf(name: CallerName | undefined): Persona {
  const persona = name === undefined ? undefined : personas.get(name);
  if (persona === undefined) throw new Error(`${name ?? 'Nobody'} is no caller`);
  return persona;
}

function requestFor(name: string): RequestParts {
  return requestsOf(records)[name] ?? {};
}

function callOf({ route, name }: Row): Call {
  return callWith(route, requestFor(name));
}

function callWith({ method, path, body: schema }: Route, { params = {}, query, body }: RequestParts): Call {
  const values = { ...commonParams(records), ...params };
  const target = path.replaceAll(/\{(\w+)\}/g, (_, param: string) => encodeURIComponent(values[param] ?? ''));
  return {
    method,
    path: query === undefined ? target : `${target}?${query}`,
    body: body ?? (schema === undefined ? undefined : {}),
    record: path.includes('{'),
  };
}

/** An id that nothing has, and one that nothing can have. A rule's key and a proof's code are words and no ids. */
function strangeValues(param: string): readonly string[] {
  switch (param) {
    case 'chain':
      return [`case:${randomUUID()}`, 'case'];
    case 'seq':
      return ['2147483646', '0'];
    case 'kind':
      return ['NO_SUCH_KIND'];
    case 'key':
      return ['-'];
    case 'code':
      return ['-'];
    default:
      return [randomUUID(), 'not-an-id'];
  }
}
