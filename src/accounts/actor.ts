import type { Actor } from '../domain/access/actor.ts';
import {
  COMPANY_ROLES,
  SERVICE_SCOPES,
  STAFF_ROLES,
  type CompanyRole,
  type ServiceScope,
  type StaffRole,
} from '../domain/access/roles.ts';
import type { Tx } from '../persistence/tx.ts';

export interface ActorRow {
  id: string;
  kind: Actor['kind'];
  locale: string;
  state: string;
  roles: { role: string; unitId: string }[];
  memberships: { role: string; companyId: string }[];
  scopes: string[] | null;
}

/** Of account `a`. */
export const ACTOR_COLUMNS = `a.id, a.kind, a.locale, a.state,
  coalesce((SELECT jsonb_agg(jsonb_build_object('role', r.role, 'unitId', r.unit_id)) FROM role_assignment r
    WHERE r.account_id = a.id AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now())), '[]') AS roles,
  coalesce((SELECT jsonb_agg(jsonb_build_object('role', m.role, 'companyId', m.company_id)) FROM company_member m
    WHERE m.account_id = a.id AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now())), '[]') AS memberships`;

const BY_ACCOUNT = `SELECT ${ACTOR_COLUMNS}, NULL::text[] AS scopes FROM account a WHERE a.id = $1`;
/** Undefined when the account is gone or no longer active. */
export async function loadActor(sql: Tx, accountId: string): Promise<Actor | undefined> {
  const row = await sql.maybe<ActorRow>(BY_ACCOUNT, [accountId]);
  return row?.state === 'ACTIVE' ? asActor(row) : undefined;
}

export function asActor(row: ActorRow): Actor {
  return {
    id: row.id,
    kind: row.kind,
    locale: row.locale,
    roles: row.roles.filter((r): r is { role: StaffRole; unitId: string } => isOneOf(STAFF_ROLES, r.role)),
    memberships: row.memberships.filter((m): m is { role: CompanyRole; companyId: string } =>
      isOneOf(COMPANY_ROLES, m.role),
    ),
    scopes: (row.scopes ?? []).filter((s): s is ServiceScope => s in SERVICE_SCOPES),
  };
}

function isOneOf<Word extends string>(words: readonly Word[], text: string): text is Word {
  return (words as readonly string[]).includes(text);
}
