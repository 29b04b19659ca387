import type { Tx } from '../../persistence/tx.ts';

/** Rows per statement; each stays far below the statement time-out. */
const PAGE = 2_000;

const COMPANY = `jsonb_to_record(r.data -> 'company') AS c(step text, "creditCode" text, version int, name text, "nameSearch" text,
  "namePinyin" text, "nameInitials" text, "subjectKind" text, "legalRepName" text, phone text, email text, address text, "unitId" uuid)`;
/** A row without a channel gives one of nulls. */
const CHANNEL = `jsonb_to_record(nullif(r.data -> 'channel', 'null')) AS h(step text, code text, version int, name text, "nameSearch" text,
  "namePinyin" text, "nameInitials" text, "typeCode" text, state text, address text, "unitId" uuid)`;
const ROWS = `import_row r WHERE r.import_id = $1`;

/**
 * Locks everything on record that the rows name, companies before channels and each by id, so that two imports of the same
 * partners wait for each other instead of locking each other up.
 */
export async function lockRegistry(tx: Tx, importId: string): Promise<void> {
  await tx.run(
    `SELECT id FROM company WHERE credit_code IN (SELECT r.data -> 'company' ->> 'creditCode' FROM ${ROWS}) ORDER BY id FOR NO KEY UPDATE`,
    [importId],
  );
  await tx.run(
    `SELECT id FROM channel WHERE code IN (SELECT r.data -> 'channel' ->> 'code' FROM ${ROWS}) ORDER BY id FOR NO KEY UPDATE`,
    [importId],
  );
}

/** Rows whose plan no longer fits what is on record: somebody changed it after the check. At most ten. */
export async function staleRegistryRows(tx: Tx, importId: string): Promise<number[]> {
  const rows = await tx.rows<{ row: number }>(
    `SELECT r.row FROM import_row r, ${COMPANY}
       LEFT JOIN company k ON k.credit_code = c."creditCode" LEFT JOIN unit u ON u.id = c."unitId" AND NOT u.closed
     WHERE r.import_id = $1 AND c.step <> 'SAME' AND (k.version IS DISTINCT FROM c.version OR u.id IS NULL)
     UNION
     SELECT r.row FROM import_row r, ${CHANNEL}
       LEFT JOIN channel k ON k.code = h.code LEFT JOIN unit u ON u.id = h."unitId" AND NOT u.closed
       LEFT JOIN channel_type t ON t.code = h."typeCode"
     WHERE r.import_id = $1 AND h.step <> 'SAME'
       AND (k.version IS DISTINCT FROM h.version OR u.id IS NULL OR t.code IS NULL)
     ORDER BY row LIMIT 10`,
    [importId],
  );
  return rows.map(({ row }) => row);
}

export async function applyRegistryRows(tx: Tx, importId: string): Promise<void> {
  const { last } = await tx.one<{ last: number }>(`SELECT max(r.row) AS last FROM ${ROWS}`, [importId]);
  for (const statement of [CREATE_COMPANIES, UPDATE_COMPANIES, CREATE_CHANNELS, UPDATE_CHANNELS]) {
    for (let from = 1; from <= last; from += PAGE) await tx.run(statement, [importId, from, from + PAGE]);
  }
  await tx.run(MAKE_PARTNERS, [importId]);
}

const CREATE_COMPANIES = `INSERT INTO company (credit_code, name, name_search, name_pinyin, name_initials, subject_kind, legal_rep_name, phone,
    email, address, unit_id)
  SELECT c."creditCode", c.name, c."nameSearch", c."namePinyin", c."nameInitials", c."subjectKind", c."legalRepName", c.phone, c.email,
    c.address, c."unitId"
  FROM import_row r, ${COMPANY}
  WHERE r.import_id = $1 AND r.row >= $2 AND r.row < $3 AND c.step = 'CREATE' ORDER BY r.row`;

const UPDATE_COMPANIES = `UPDATE company k SET name = c.name, name_search = c."nameSearch", name_pinyin = c."namePinyin",
    name_initials = c."nameInitials", subject_kind = c."subjectKind", legal_rep_name = c."legalRepName", phone = c.phone, email = c.email,
    address = c.address, unit_id = c."unitId", version = k.version + 1
  FROM import_row r, ${COMPANY}
  WHERE r.import_id = $1 AND r.row >= $2 AND r.row < $3 AND c.step = 'UPDATE' AND k.credit_code = c."creditCode"`;

const CREATE_CHANNELS = `INSERT INTO channel (code, type_code, company_id, unit_id, name, name_search, name_pinyin, name_initials, address, state)
  SELECT h.code, h."typeCode", k.id, h."unitId", h.name, h."nameSearch", h."namePinyin", h."nameInitials", h.address, h.state
  FROM import_row r CROSS JOIN LATERAL ${CHANNEL} JOIN company k ON k.credit_code = r.data -> 'company' ->> 'creditCode'
  WHERE r.import_id = $1 AND r.row >= $2 AND r.row < $3 AND h.step = 'CREATE' ORDER BY r.row`;

const UPDATE_CHANNELS = `UPDATE channel k SET name = h.name, name_search = h."nameSearch", name_pinyin = h."namePinyin",
    name_initials = h."nameInitials", address = h.address, unit_id = h."unitId", version = k.version + 1
  FROM import_row r, ${CHANNEL}
  WHERE r.import_id = $1 AND r.row >= $2 AND r.row < $3 AND h.step = 'UPDATE' AND k.code = h.code`;

/** Whoever runs a channel is a partner. */
const MAKE_PARTNERS = `UPDATE company SET partner_state = 'PARTNER', version = version + 1
  WHERE partner_state = 'NONE' AND id IN (SELECT k.company_id FROM import_row r JOIN channel k ON k.code = r.data -> 'channel' ->> 'code'
    WHERE r.import_id = $1 AND k.state <> 'CLOSED')`;
