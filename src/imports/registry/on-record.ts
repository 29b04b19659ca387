import type { ImportedChannelState, RegistryRow } from '../../domain/imports/registry-row.ts';
import type { SubjectKind } from '../../domain/registry/channel-type.ts';
import type { Tx } from '../../persistence/tx.ts';

export interface CompanyOnRecord {
  readonly id: string;
  readonly creditCode: string;
  readonly name: string;
  readonly subjectKind: SubjectKind;
  readonly legalRepName: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly unitId: string | null;
  readonly version: number;
}

export interface ChannelOnRecord {
  readonly id: string;
  readonly code: string;
  readonly companyId: string | null;
  readonly typeCode: string;
  readonly name: string;
  readonly address: string;
  readonly state: ImportedChannelState;
  readonly unitId: string;
  readonly version: number;
}

/** What the rows of a page refer to, as it stands now. */
export interface OnRecord {
  readonly companies: ReadonlyMap<string, CompanyOnRecord>;
  readonly channels: ReadonlyMap<string, ChannelOnRecord>;
  /** Open ones by code; `reached`: within the uploader's reach. */
  readonly units: ReadonlyMap<string, { readonly id: string; readonly reached: boolean }>;
  readonly reachedUnitIds: ReadonlySet<string>;
  readonly types: ReadonlyMap<string, { readonly ownership: string }>;
}

/** Units and types are few and read whole; companies and channels only those the rows name. */
export async function readOnRecord(
  tx: Tx,
  rows: readonly RegistryRow[],
  areaIds: readonly string[],
): Promise<OnRecord> {
  const companies = await tx.rows<CompanyOnRecord>(
    `SELECT id, credit_code AS "creditCode", name, subject_kind AS "subjectKind", legal_rep_name AS "legalRepName", phone, email, address,
       unit_id AS "unitId", version
     FROM company WHERE credit_code = ANY($1::text[])`,
    [rows.map(({ creditCode }) => creditCode)],
  );
  const channels = await tx.rows<ChannelOnRecord>(
    `SELECT id, code, company_id AS "companyId", type_code AS "typeCode", name, address, state, unit_id AS "unitId", version
     FROM channel WHERE code = ANY($1::text[])`,
    [rows.flatMap(({ channel }) => (channel === null ? [] : [channel.code]))],
  );
  const units = await tx.rows<{ id: string; code: string; closed: boolean; reached: boolean }>(
    'SELECT id, code, closed, path && $1::uuid[] AS reached FROM unit',
    [areaIds],
  );
  const types = await tx.rows<{ code: string; ownership: string }>('SELECT code, ownership FROM channel_type');
  return {
    companies: new Map(companies.map((company) => [company.creditCode, company])),
    channels: new Map(channels.map((channel) => [channel.code, channel])),
    units: new Map(units.filter(({ closed }) => !closed).map((unit) => [unit.code.toLowerCase(), unit])),
    reachedUnitIds: new Set(units.filter(({ reached }) => reached).map(({ id }) => id)),
    types: new Map(types.map((type) => [type.code, type])),
  };
}
