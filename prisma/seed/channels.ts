import type { Tx } from '../../src/persistence/tx.ts';
import { searchNames } from '../../src/registry/search/search-names.ts';
import { channelTypes } from '../seed-data/channel-types.ts';
import type { SeedChannel, SeedCompany } from '../seed-data/companies.ts';
import { ownChannels } from '../seed-data/own-channels.ts';
import { SEED_EPOCH } from './epoch.ts';

/** The operator's own channels, and those of companies that are new. */
export async function seedChannels(tx: Tx, newCompanies: readonly SeedCompany[]): Promise<void> {
  const rows = [
    ...ownChannels.map((channel) => ({ ...rowOf(channel), unit: channel.unit, creditCode: null, owner: channel.unit })),
    ...newCompanies.flatMap(({ channels, county, creditCode }) =>
      channels.map((channel) => ({ ...rowOf(channel), unit: county, creditCode, owner: null })),
    ),
  ];
  await tx.run(
    `INSERT INTO channel (code, type_code, company_id, owner_unit_id, unit_id, name, name_search, name_pinyin, name_initials, address,
       state, service_scope, manager_id, activated_at, closed_at, created_at)
     SELECT r.code, r.type, c.id, o.id, u.id, r.name, r."nameSearch", r."namePinyin", r."nameInitials", r.address, r.state, r.services, m.id,
       CASE WHEN r.state <> 'PREPARING' THEN $2::timestamptz END, CASE WHEN r.state = 'CLOSED' THEN $2::timestamptz + interval '300 days' END, $2
     FROM jsonb_to_recordset($1::jsonb) AS r(code text, type text, "creditCode" text, owner text, unit text, name text, "nameSearch" text,
       "namePinyin" text, "nameInitials" text, address text, state text, services text[])
     JOIN unit u ON u.code = r.unit
     LEFT JOIN unit o ON o.code = r.owner
     LEFT JOIN company c ON c.credit_code = r."creditCode"
     LEFT JOIN account m ON m.login = 'channel-manager.' || r.unit
     ON CONFLICT (code) DO NOTHING`,
    [JSON.stringify(rows), SEED_EPOCH],
  );
}

function rowOf({ code, type, name, address, state }: SeedChannel) {
  const services = channelTypes.find((candidate) => candidate.code === type)?.services ?? [];
  return { code, type, name, address, state, ...searchNames(name), services: services.map((service) => service.code) };
}
