import type { Tx } from '../../src/persistence/tx.ts';
import { seedUnits as units } from '../seed-data/units.ts';

/** Level by level, because the path of a unit begins with its parent's. Gives the codes of the new units. */
export async function seedUnits(tx: Tx): Promise<ReadonlySet<string>> {
  const inserted = new Set<string>();
  const known = new Set<string | null>([null]);
  let rest = [...units];
  while (rest.length > 0) {
    const level = rest.filter(({ parent }) => known.has(parent));
    rest = rest.filter((unit) => !level.includes(unit));
    for (const { code } of level) known.add(code);
    const rows = await tx.rows<{ code: string }>(
      `INSERT INTO unit (id, parent_id, level, code, name_zh, name_en, path, legal_name, credit_code, legal_rep_name, legal_address)
       SELECT r.id, p.id, r.level, r.code, r."nameZh", r."nameEn", coalesce(p.path, '{}') || r.id,
         r.legal ->> 'name', r.legal ->> 'creditCode', r.legal ->> 'representative', r.legal ->> 'address'
       FROM (SELECT uuidv7() AS id, u.* FROM jsonb_to_recordset($1::jsonb)
               AS u(code text, parent text, level text, "nameZh" text, "nameEn" text, legal jsonb)) r
       LEFT JOIN unit p ON p.code = r.parent
       ON CONFLICT (code) DO NOTHING RETURNING code`,
      [JSON.stringify(level)],
    );
    for (const { code } of rows) inserted.add(code);
  }
  return inserted;
}

/** Only new units get their head from here: another head is somebody's decision. */
export async function seedHeads(tx: Tx, newUnits: ReadonlySet<string>): Promise<void> {
  const heads = units.filter(({ code }) => newUnits.has(code)).map(({ code, head }) => ({ code, head }));
  if (heads.length === 0) return;
  await tx.run(
    `UPDATE unit SET head_id = a.id FROM jsonb_to_recordset($1::jsonb) AS r(code text, head text)
     JOIN account a ON a.login = r.head WHERE unit.code = r.code`,
    [JSON.stringify(heads)],
  );
}
