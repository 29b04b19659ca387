import type { Tx } from '../../persistence/tx.ts';
import type { ChannelState } from './channel.ts';

export interface ChannelView {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly typeCode: string;
  readonly typeNameZh: string;
  readonly typeNameEn: string;
  readonly ownership: string;
  readonly state: ChannelState;
  readonly address: string;
  readonly serviceScope: readonly string[];
  readonly companyId: string | null;
  readonly companyName: string | null;
  readonly ownerUnitId: string | null;
  readonly unitId: string;
  readonly managerId: string | null;
  readonly caseId: string | null;
  readonly activatedAt: Date | null;
  readonly closedAt: Date | null;
  readonly createdAt: Date;
  readonly version: number;
}

export async function readChannel(sql: Tx, channelId: string): Promise<ChannelView | undefined> {
  return sql.maybe<ChannelView>(
    `SELECT h.id, h.code, h.name, h.type_code AS "typeCode", t.name_zh AS "typeNameZh", t.name_en AS "typeNameEn", t.ownership, h.state,
       h.address, h.service_scope AS "serviceScope", h.company_id AS "companyId", c.name AS "companyName",
       h.owner_unit_id AS "ownerUnitId", h.unit_id AS "unitId", h.manager_id AS "managerId", h.case_id AS "caseId",
       h.activated_at AS "activatedAt", h.closed_at AS "closedAt", h.created_at AS "createdAt", h.version
     FROM channel h JOIN channel_type t ON t.code = h.type_code LEFT JOIN company c ON c.id = h.company_id
     WHERE h.id = $1`,
    [channelId],
  );
}
