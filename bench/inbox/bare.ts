import pg from 'pg';
import type { BenchUser } from './world.ts';

/** The floor of a page: the same offers by nothing but their keys, one index walk per scope, no session, no rules, no names. */
const PAGE = {
  name: 'bare-page',
  text: `SELECT t.id, t.title_zh, t.due_at, t.priority, t.state
    FROM (SELECT o.* FROM unnest($1::text[], $2::uuid[]) s(role, scope_id) CROSS JOIN LATERAL (
        SELECT due_at, task_id FROM task_candidate c WHERE c.open AND c.role = s.role AND c.scope_id = s.scope_id
          AND (c.due_at, c.task_id) > ($3::timestamptz, $4::uuid) ORDER BY due_at, task_id LIMIT 20) o
      ORDER BY due_at, task_id LIMIT 20) page JOIN task t ON t.id = page.task_id ORDER BY page.due_at, page.task_id`,
};
const COUNT = {
  name: 'bare-count',
  text: `SELECT count(*) FROM (SELECT FROM unnest($1::text[], $2::uuid[]) s(role, scope_id) CROSS JOIN LATERAL (
      SELECT FROM task_candidate c WHERE c.open AND c.role = s.role AND c.scope_id = s.scope_id LIMIT 1000) o LIMIT 1000) x`,
};

export interface Bare {
  readonly page: (user: BenchUser) => Promise<undefined>;
  readonly count: (user: BenchUser) => Promise<undefined>;
  readonly close: () => Promise<void>;
}

/** Plain prepared statements over a pool as large as the product's. */
export function bare(databaseUrl: string): Bare {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
  return {
    async page({ roles, units }) {
      await pool.query({ ...PAGE, values: [roles, units, '-infinity', '00000000-0000-0000-0000-000000000000'] });
      return undefined;
    },
    async count({ roles, units }) {
      await pool.query({ ...COUNT, values: [roles, units] });
      return undefined;
    },
    close: () => pool.end(),
  };
}
