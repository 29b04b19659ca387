import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { REQUEST, RequestKindBody } from '../../src/domain/requests/kind.ts';
import { RouteBody } from '../../src/domain/routes/route.ts';
import type { Tx } from '../../src/persistence/tx.ts';
import { ITEMS, weightOf, type Route } from '../histories/world.ts';
import type { Crew } from './crews.ts';

/** What a supplement changes when nothing is to be looked at again. */
export const REMARK = 'remark';

/** A kind of request that goes by the route of this key. */
export async function publishKind(sql: Tx, routeKey: string): Promise<string> {
  const code = `CHAOS_${randomBytes(6).toString('hex').toUpperCase()}`;
  const body: z.input<typeof RequestKindBody> = {
    code,
    title: { zh: '随机申请', en: 'Random request' },
    numberPrefix: 'QJ',
    starters: { company: ['OWNER'] },
    form: {
      fields: [...ITEMS, REMARK].map((key) => ({ key, type: 'TEXT', title: { zh: key, en: key }, required: true })),
    },
    route: routeKey,
    supplement: { window: { n: 10, unit: 'WORKING_DAY' } },
  };
  await sql.run(PUBLISH, ['REQUEST_KIND', code, 1, JSON.stringify(RequestKindBody.parse(body))]);
  return code;
}

/** Publishes a version of a route for these people; gives its id. Published already, it is what it is. */
export async function publishRoute(sql: Tx, key: string, version: number, route: Route, crew: Crew): Promise<string> {
  const people = await sql.rows<{ id: string; login: string }>('SELECT id, login FROM account WHERE login = ANY ($1)', [
    crew,
  ]);
  const idOf = (person: number) => people.find(({ login }) => login === crew[person])?.id ?? '';
  const phases = route.phases.map(({ name, stages }) => {
    const named = stages.map((stage) => ({
      ...stage.rule,
      approvers: stage.people.map((person, nth) => ({
        kind: 'PERSON' as const,
        account: idOf(person),
        weight: weightOf(stage, nth),
      })),
    }));
    return [name, { stages: named }] as const;
  });
  const body = RouteBody.parse({ process: REQUEST, phases: Object.fromEntries(phases) });
  await sql.run(PUBLISH, ['ROUTE', key, version, JSON.stringify(body)]);
  const { id } = await sql.one<{ id: string }>(
    `SELECT id FROM policy_version WHERE kind = 'ROUTE' AND key = $1 AND version = $2`,
    [key, version],
  );
  return id;
}

const PUBLISH = `INSERT INTO policy_version (kind, key, version, state, body, valid_from, published_at)
  VALUES ($1, $2, $3, 'PUBLISHED', $4, now() - interval '1 second', now()) ON CONFLICT DO NOTHING`;
