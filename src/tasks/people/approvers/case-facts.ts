import type { CaseFacts } from '../../../domain/routes/facts.ts';
import type { Tx } from '../../../persistence/tx.ts';

/** What conditions on approvers may look at, as it is now. */
export function readCaseFacts(tx: Tx, caseId: string): Promise<CaseFacts> {
  return tx.one<{ [Name in keyof CaseFacts]: CaseFacts[Name] }>(
    `SELECT coalesce(a.channel_type, h.type_code) AS "channelType", c.risk_grade AS "riskGrade", coalesce(c.amount, 0)::float8 AS amount,
       (SELECT jsonb_agg(above.code ORDER BY array_position(u.path, above.id) DESC) FROM unit above WHERE above.id = ANY (u.path)) AS units
     FROM "case" c JOIN unit u ON u.id = c.unit_id LEFT JOIN application a ON a.case_id = c.id LEFT JOIN channel h ON h.id = c.channel_id WHERE c.id = $1`,
    [caseId],
  );
}
