import { permissionsOf, type Actor } from '../domain/access/actor.ts';
import type { Tx } from '../persistence/tx.ts';
import { hasCurrentConsent } from './consent.ts';

interface AccountRow {
  login: string;
  name: string;
  email: string | null;
  phone: string | null;
}

interface RoleRow {
  role: string;
  level: string | null;
  post: string | null;
  unitId: string;
  unitNameZh: string;
  unitNameEn: string;
}

interface CompanyRow {
  companyId: string;
  companyName: string;
  roles: string[];
}

const CURRENT = 'valid_from <= now() AND (valid_to IS NULL OR valid_to > now())';

/** The one who asks, in words to show: own data, so nothing is masked. */
export async function whoAmI(sql: Tx, actor: Actor) {
  const [account, roles, companies, consent] = await Promise.all([
    sql.one<AccountRow>('SELECT login, name, email, phone FROM account WHERE id = $1', [actor.id]),
    sql.rows<RoleRow>(
      `SELECT r.role, r.level, r.post, r.unit_id AS "unitId", u.name_zh AS "unitNameZh", u.name_en AS "unitNameEn"
       FROM role_assignment r JOIN unit u ON u.id = r.unit_id WHERE r.account_id = $1 AND ${CURRENT} ORDER BY r.valid_from, r.id`,
      [actor.id],
    ),
    sql.rows<CompanyRow>(
      `SELECT c.id AS "companyId", c.name AS "companyName", array_agg(m.role ORDER BY m.role) AS roles
       FROM company_member m JOIN company c ON c.id = m.company_id WHERE m.account_id = $1 AND ${CURRENT} GROUP BY c.id ORDER BY c.id`,
      [actor.id],
    ),
    actor.kind === 'MEMBER' ? hasCurrentConsent(sql, actor.id, new Date()) : true,
  ]);
  return {
    accountId: actor.id,
    kind: actor.kind,
    locale: actor.locale,
    ...account,
    roles,
    companies,
    scopes: actor.scopes,
    permissions: [...permissionsOf(actor)].sort(),
    /** Whether a member has consented to the privacy notice that holds now; staff are not asked. */
    consented: consent,
  };
}
