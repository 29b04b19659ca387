/** Of a candidate row `tc` and an account `a`. Membership is read live: a role that ended a second ago no longer makes anybody a candidate. */
export const isCandidateAt = (instant: string): string => `(tc.account_id = a.id
  OR (tc.kind = 'ROLE' AND EXISTS (SELECT FROM role_assignment r WHERE r.account_id = a.id AND r.role = tc.role AND r.unit_id = tc.scope_id
        AND r.valid_from <= ${instant} AND (r.valid_to IS NULL OR r.valid_to > ${instant})))
  OR (tc.kind IN ('POST', 'GROUP') AND EXISTS (SELECT FROM roster_member l WHERE l.account_id = a.id AND l.roster_id = tc.scope_id
        AND l.valid_from <= ${instant} AND (l.valid_to IS NULL OR l.valid_to > ${instant})))
  OR (tc.kind = 'COMPANY' AND EXISTS (SELECT FROM company_member k WHERE k.account_id = a.id AND k.role = tc.role AND k.company_id = tc.scope_id
        AND k.valid_from <= ${instant} AND (k.valid_to IS NULL OR k.valid_to > ${instant}))))`;

/**
 * Of task `t`: whoever holds it is there and could still take it, or the person in whose name they hold it could. Whether they still stand in
 * for that person says `lapsedStandIns`.
 */
export const holderRemainsAt = (
  instant: string,
): string => `(EXISTS (SELECT FROM account h WHERE h.id = t.assignee_id AND h.state = 'ACTIVE')
  AND EXISTS (SELECT FROM account a JOIN task_candidate tc ON tc.task_id = t.id
    WHERE a.id = coalesce(t.on_behalf_of, t.assignee_id) AND a.state = 'ACTIVE' AND ${isCandidateAt(instant)}))`;
