import { maskEmail, maskPhone } from '../../domain/identity/masking.ts';
import { plainText } from '../../domain/identity/normalise.ts';
import type { Tx } from '../../persistence/tx.ts';
import { Where } from '../../persistence/where.ts';

export interface StaffRoleView {
  readonly assignmentId: string;
  readonly role: string;
  readonly unitId: string;
  readonly unitNameZh: string;
  readonly unitNameEn: string;
  readonly level: string | null;
  readonly post: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export interface StaffView {
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string;
  readonly state: string;
  readonly version: number;
  /** Present, future and past ones, newest first. */
  readonly roles: StaffRoleView[];
}

export interface StaffQuery {
  /** Part of the name, beginning of its pinyin, or part of the log-in name. */
  readonly text: string | undefined;
  /** Holding a role in this unit or below it. */
  readonly unitId: string | undefined;
  readonly role: string | undefined;
  readonly state: string | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

type StaffRow = { [Column in keyof StaffView]: StaffView[Column] };

const VIEW = `SELECT a.id AS "accountId", a.login, a.name, a.email, a.phone, a.locale, a.state, a.version,
  coalesce((SELECT jsonb_agg(jsonb_build_object('assignmentId', r.id, 'role', r.role, 'unitId', r.unit_id, 'unitNameZh', u.name_zh,
     'unitNameEn', u.name_en, 'level', r.level, 'post', r.post,
     'validFrom', to_char(r.valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
     'validTo', to_char(r.valid_to AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY r.valid_from DESC, r.id)
   FROM role_assignment r JOIN unit u ON u.id = r.unit_id WHERE r.account_id = a.id), '[]') AS roles
  FROM account a`;

/** In the order of their log-in names, from behind `after` on. `plain` shows addresses and numbers unmasked. */
export async function listStaff(sql: Tx, query: StaffQuery, plain: boolean): Promise<StaffView[]> {
  const where = new Where();
  where.add(where.sql`a.kind = 'STAFF'`);
  if (query.text !== undefined && query.text !== '') addText(where, query.text);
  if (query.unitId !== undefined || query.role !== undefined) {
    where.add(where.sql`EXISTS (SELECT FROM role_assignment r JOIN unit u ON u.id = r.unit_id WHERE r.account_id = a.id
      AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now())
      AND (${query.unitId ?? null}::uuid IS NULL OR u.path @> ARRAY[${query.unitId ?? null}::uuid])
      AND (${query.role ?? null}::text IS NULL OR r.role = ${query.role ?? null}))`);
  }
  if (query.state !== undefined) where.add(where.sql`a.state = ${query.state}`);
  if (query.after !== undefined) where.add(where.sql`a.login > ${query.after}`);
  const limit = where.bind(query.limit);
  const rows = await sql.rows<StaffRow>(
    `${VIEW} WHERE ${where.condition} ORDER BY a.login LIMIT ${limit}`,
    where.values,
  );
  return rows.map((row) => (plain ? row : masked(row)));
}

export async function findStaff(sql: Tx, accountId: string, plain: boolean): Promise<StaffView | undefined> {
  const row = await sql.maybe<StaffRow>(`${VIEW} WHERE a.id = $1 AND a.kind = 'STAFF'`, [accountId]);
  return row === undefined || plain ? row : masked(row);
}

function addText(where: Where, text: string): void {
  const wanted = plainText(text).trim().toLowerCase();
  where.add(
    where.sql`strpos(lower(a.name), ${wanted}) > 0 OR starts_with(a.name_pinyin, ${wanted}) OR strpos(a.login, ${wanted}) > 0`,
  );
}

function masked(staff: StaffView): StaffView {
  const { email, phone } = staff;
  return {
    ...staff,
    email: email === null ? null : maskEmail(email),
    phone: phone === null ? null : maskPhone(phone),
  };
}
