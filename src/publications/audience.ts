export interface Audience {
  /** Everybody under these units. */
  readonly unitIds: readonly string[];
  /** Of partners only those with a channel of one of these types; none: of any. */
  readonly channelTypes: readonly string[];
  /** Roles of staff and of companies. */
  readonly roles: readonly string[];
}

/**
 * Account ids: staff with one of the roles under one of the units, and people of companies with one of the roles whose company has a channel there
 * that is not closed. The parameters are arrays of unit ids, channel types and roles.
 */
export function audienceOf(units: string, channelTypes: string, roles: string): string {
  return `SELECT r.account_id FROM role_assignment r JOIN unit u ON u.id = r.unit_id AND u.path && ${units}::uuid[]
      JOIN account a ON a.id = r.account_id AND a.state = 'ACTIVE'
    WHERE r.role = ANY (${roles}::text[]) AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now())
    UNION
    SELECT m.account_id FROM channel h JOIN unit u ON u.id = h.unit_id AND u.path && ${units}::uuid[]
      JOIN company_member m ON m.company_id = h.company_id AND m.role = ANY (${roles}::text[]) AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now())
      JOIN account a ON a.id = m.account_id AND a.state = 'ACTIVE'
    WHERE h.state <> 'CLOSED' AND (cardinality(${channelTypes}::text[]) = 0 OR h.type_code = ANY (${channelTypes}::text[]))`;
}
