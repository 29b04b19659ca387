import type { Tx } from '../../persistence/tx.ts';
import type { ChannelState } from '../channels/channel.ts';

/** More than any company shows on one page; the lists beside it go on where these end. */
const MOST = 200;

export interface CompanyChannel {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly typeCode: string;
  readonly state: ChannelState;
}

export interface CompanyContract {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
}

export interface CompanyCase {
  readonly id: string;
  readonly number: string;
  readonly process: string;
  readonly state: string;
  readonly createdAt: Date;
}

export async function channelsOf(sql: Tx, companyId: string): Promise<CompanyChannel[]> {
  return sql.rows<CompanyChannel>(
    `SELECT id, code, name, type_code AS "typeCode", state FROM channel WHERE company_id = $1 ORDER BY code LIMIT ${MOST}`,
    [companyId],
  );
}

export async function contractsOf(sql: Tx, companyId: string): Promise<CompanyContract[]> {
  return sql.rows<CompanyContract>(
    `SELECT id, number, state, starts_on AS "startsOn", ends_on AS "endsOn"
     FROM contract WHERE company_id = $1 ORDER BY id DESC LIMIT ${MOST}`,
    [companyId],
  );
}

/** All of them, newest first; who may see which, the caller asks. Drafts are the company's own affair. */
export async function casesOf(sql: Tx, companyId: string): Promise<CompanyCase[]> {
  return sql.rows<CompanyCase>(
    `SELECT id, number, process, state, created_at AS "createdAt"
     FROM "case" WHERE company_id = $1 AND submitted_at IS NOT NULL ORDER BY id DESC LIMIT ${MOST}`,
    [companyId],
  );
}
