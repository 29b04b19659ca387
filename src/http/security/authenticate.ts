import type { Request } from 'express';
import { hashToken, noteTokenUse } from '../../accounts/service/token.ts';
import type { Actor } from '../../domain/access/actor.ts';
import {
  COMPANY_ROLES,
  SERVICE_SCOPES,
  STAFF_ROLES,
  type CompanyRole,
  type ServiceScope,
  type StaffRole,
} from '../../domain/access/roles.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';

declare module 'express-session' {
  interface SessionData {
    accountId?: string;
  }
}

interface ActorRow {
  id: string;
  kind: Actor['kind'];
  locale: string;
  state: string;
  roles: { role: string; unitId: string }[];
  memberships: { role: string; companyId: string }[];
  scopes: string[] | null;
}

const ACTOR_COLUMNS = `a.id, a.kind, a.locale, a.state,
  coalesce((SELECT jsonb_agg(jsonb_build_object('role', r.role, 'unitId', r.unit_id)) FROM role_assignment r
    WHERE r.account_id = a.id AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now())), '[]') AS roles,
  coalesce((SELECT jsonb_agg(jsonb_build_object('role', m.role, 'companyId', m.company_id)) FROM company_member m
    WHERE m.account_id = a.id AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now())), '[]') AS memberships`;

const BY_ACCOUNT = `SELECT ${ACTOR_COLUMNS}, NULL::text[] AS scopes FROM account a WHERE a.id = $1`;
const BY_TOKEN = `SELECT ${ACTOR_COLUMNS}, t.scopes FROM api_token t JOIN account a ON a.id = t.account_id
  WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now()) AND a.kind = 'SERVICE'`;

/**
 * Roles and memberships are read at every request, so a role that ended a second ago is gone. Undefined: nobody is logged in.
 * @throws Refusal NOT_LOGGED_IN for a bearer token nobody issued.
 */
export async function authenticate(sql: Tx, req: Request): Promise<Actor | undefined> {
  const token = bearerToken(req);
  if (token !== undefined) {
    const row = await sql.maybe<ActorRow>(BY_TOKEN, [hashToken(token)]);
    if (row?.state !== 'ACTIVE') throw new Refusal('NOT_LOGGED_IN');
    await noteTokenUse(sql, token);
    return asActor(row);
  }
  const accountId = req.session.accountId;
  if (accountId === undefined) return undefined;
  return loadActor(sql, accountId);
}

/** Undefined when the account is gone or no longer active. */
export async function loadActor(sql: Tx, accountId: string): Promise<Actor | undefined> {
  const row = await sql.maybe<ActorRow>(BY_ACCOUNT, [accountId]);
  return row?.state === 'ACTIVE' ? asActor(row) : undefined;
}

export function bearerToken(req: Request): string | undefined {
  return /^Bearer ([\w-]{20,200})$/.exec(req.get('authorization') ?? '')?.[1];
}

function asActor(row: ActorRow): Actor {
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
