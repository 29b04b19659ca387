import type { Tx } from '../../persistence/tx.ts';
import { searchNames } from '../search/search-names.ts';

export type ChannelState = 'PREPARING' | 'ACTIVE' | 'SUSPENDED' | 'CLOSED';

/** One point of business to put on record; owned by a partner or by a unit. */
export interface NewChannel {
  /** Left out, the next of the series is given: `QD00000001`. */
  readonly code?: string | undefined;
  readonly typeCode: string;
  readonly companyId?: string | undefined;
  readonly ownerUnitId?: string | undefined;
  readonly unitId: string;
  readonly name: string;
  readonly address: string;
  readonly state: ChannelState;
  readonly serviceScope?: readonly string[] | undefined;
  readonly managerId?: string | undefined;
  /** The case that creates it; one case creates one channel. */
  readonly caseId?: string | undefined;
  readonly activatedAt?: Date | undefined;
}

export async function insertChannel(tx: Tx, channel: NewChannel): Promise<{ id: string; code: string }> {
  const { nameSearch, namePinyin, nameInitials } = searchNames(channel.name);
  return tx.one<{ id: string; code: string }>(
    `INSERT INTO channel (code, type_code, company_id, owner_unit_id, unit_id, name, name_search, name_pinyin, name_initials,
       address, state, service_scope, manager_id, case_id, activated_at)
     VALUES (coalesce($1, 'QD' || lpad(nextval('channel_code_seq')::text, 8, '0')), $2, $3, $4, $5, $6, $7, $8, $9,
       $10, $11, $12, $13, $14, $15)
     RETURNING id, code`,
    [
      channel.code ?? null,
      channel.typeCode,
      channel.companyId ?? null,
      channel.ownerUnitId ?? null,
      channel.unitId,
      channel.name,
      nameSearch,
      namePinyin,
      nameInitials,
      channel.address,
      channel.state,
      channel.serviceScope ?? [],
      channel.managerId ?? null,
      channel.caseId ?? null,
      channel.activatedAt ?? null,
    ],
  );
}
