import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { RequestKindBody } from '../../src/domain/requests/kind.ts';
import type { Tx } from '../../src/persistence/tx.ts';
import { STAFF } from '../histories/rows-picture.ts';
import { ITEMS, weightOf, type World } from '../histories/world.ts';

/** What a supplement changes when nothing is to be looked at again. */
export const REMARK = 'remark';

/** Publishes a kind of request whose route is the world's; gives its code. */
export async function publishWorld(sql: Tx, world: World): Promise<string> {
  const code = `CHAOS_${randomBytes(6).toString('hex').toUpperCase()}`;
  const people = await sql.rows<{ id: string; login: string }>('SELECT id, login FROM account WHERE login = ANY ($1)', [
    STAFF,
  ]);
  const idOf = (person: number) => people.find(({ login }) => login === STAFF[person])?.id ?? '';
  const phases = world.phases.map(({ name, stages }) => {
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
  const body: z.input<typeof RequestKindBody> = {
    code,
    title: { zh: '随机申请', en: 'Random request' },
    numberPrefix: 'QJ',
    starters: { company: ['OWNER'] },
    form: {
      fields: [...ITEMS, REMARK].map((key) => ({ key, type: 'TEXT', title: { zh: key, en: key }, required: true })),
    },
    route: { phases: Object.fromEntries(phases) },
    supplement: { window: { n: 10, unit: 'WORKING_DAY' } },
  };
  await sql.run(
    `INSERT INTO policy_version (kind, key, version, state, body, valid_from, published_at)
     VALUES ('REQUEST_KIND', $1, 1, 'PUBLISHED', $2, now() - interval '1 second', now())`,
    [code, JSON.stringify(RequestKindBody.parse(body))],
  );
  return code;
}
