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

/**
 * Units and types are few and read whole; companies and channels only those the rows name. They are joined, because a thousand codes in
 * `= ANY` are compared one by one with every row wherever the planner has not yet heard how large the table has become.
 */
export async function readOnRecord(
  tx: Tx,
  rows: readonly RegistryRow[],
  areaIds: readonly string[],
): Promise<OnRecord> {
  const companies = await tx.rows<CompanyOnRecord>(
    `SELECT k.id, k.credit_code AS "creditCode", k.name, k.subject_kind AS "subjectKind", k.legal_rep_name AS "legalRepName", k.phone, k.email,
       k.address, k.unit_id AS "unitId", k.version
     FROM unnest($1::text[]) AS named(code) JOIN company k ON k.credit_code = named.code`,
    [rows.map(({ creditCode }) => creditCode)],
  );
  const channels = await tx.rows<ChannelOnRecord>(
    `SELECT k.id, k.code, k.company_id AS "companyId", k.type_code AS "typeCode", k.name, k.address, k.state, k.unit_id AS "unitId", k.version
     FROM unnest($1::text[]) AS named(code) JOIN channel k ON k.code = named.code`,
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
