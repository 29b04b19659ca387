-- What the schema language cannot say: partial indexes, the append-only audit, number series, rights.

-- Inbox: one index walk per scope; closed tasks are out of the way.
CREATE INDEX task_candidate_scope_open ON task_candidate (role, scope_id, due_at, task_id) WHERE open AND scope_id IS NOT NULL;
CREATE INDEX task_candidate_person_open ON task_candidate (account_id, due_at, task_id) WHERE open AND account_id IS NOT NULL;
CREATE INDEX task_assignee_open ON task (assignee_id, due_at, id) WHERE state IN ('OPEN', 'CLAIMED') AND assignee_id IS NOT NULL;
CREATE INDEX task_decided_by ON task (decided_by, ended_at DESC, id DESC) WHERE decided_by IS NOT NULL;

CREATE UNIQUE INDEX decision_once_per_stage ON decision (stage_id, account_id) WHERE taken_back_at IS NULL AND account_id IS NOT NULL;
CREATE INDEX due_act_pending ON due_act (case_id, at) WHERE state = 'PENDING';
CREATE INDEX due_act_stage ON due_act (stage_id) WHERE state IN ('PENDING', 'SUSPENDED');
CREATE INDEX case_open ON "case" (state, id) WHERE closed_at IS NULL;
CREATE INDEX outbox_undelivered ON outbox (leased_until) WHERE delivered_at IS NULL;
CREATE INDEX message_to_send ON message (next_try_at) WHERE channel = 'EMAIL' AND state IN ('PENDING', 'SENDING');
CREATE INDEX message_inbox ON message (account_id, id DESC) WHERE channel = 'IN_APP';
CREATE INDEX message_state ON message (state, id);
CREATE INDEX session_account ON session ((sess ->> 'accountId'));
CREATE UNIQUE INDEX blacklist_one_open_company ON blacklist_entry (credit_code)
  WHERE subject_kind = 'COMPANY' AND state IN ('PROPOSED', 'LISTED', 'REMOVAL_PROPOSED');
CREATE UNIQUE INDEX blacklist_one_open_person ON blacklist_entry (person_id_hash)
  WHERE subject_kind = 'PERSON' AND state IN ('PROPOSED', 'LISTED', 'REMOVAL_PROPOSED');
CREATE UNIQUE INDEX contract_one_live_per_case ON contract (case_id) WHERE state <> 'VOID';
CREATE UNIQUE INDEX role_assignment_once ON role_assignment (account_id, role, unit_id) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX company_member_once ON company_member (company_id, account_id, role) WHERE valid_to IS NULL;

CREATE SEQUENCE case_number_seq;
CREATE SEQUENCE contract_number_seq;
CREATE SEQUENCE channel_code_seq;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'AUDIT_IS_APPEND_ONLY: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_anchor_append_only BEFORE UPDATE OR DELETE ON audit_anchor FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_anchor_no_truncate BEFORE TRUNCATE ON audit_anchor FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The only way into the audit. The head row is locked, so entries of one chain are in one order. Runs with its owner's rights:
-- the application may call it and may read, nothing else.
CREATE FUNCTION audit_append(entries jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  e jsonb;
  s int;
  prev text;
  h text;
BEGIN
  FOR e IN SELECT value FROM jsonb_array_elements(entries) WITH ORDINALITY ORDER BY value ->> 'chain', ordinality LOOP
    INSERT INTO audit_chain (chain, seq, hash) VALUES (e ->> 'chain', 0, '') ON CONFLICT (chain) DO NOTHING;
    SELECT seq + 1, hash INTO s, prev FROM audit_chain WHERE chain = e ->> 'chain' FOR UPDATE;
    h := encode(sha256(convert_to(prev || E'\n' || s || E'\n' || (e ->> 'payload'), 'UTF8')), 'hex');
    UPDATE audit_chain SET seq = s, hash = h WHERE chain = e ->> 'chain';
    INSERT INTO audit_entry (chain, seq, at, actor_id, actor_kind, on_behalf_of, channel, action, reason_code, case_id, unit_id, subject, payload, hash)
    VALUES (e ->> 'chain', s, (e ->> 'at')::timestamptz, (e ->> 'actorId')::uuid, e ->> 'actorKind', (e ->> 'onBehalfOf')::uuid, e ->> 'channel',
            e ->> 'action', e ->> 'reasonCode', (e ->> 'caseId')::uuid, (e ->> 'unitId')::uuid, e ->> 'subject', e ->> 'payload', h);
  END LOOP;
END $$;

-- Rights of the application's role: everything but ownership, and of the audit only reading and the function above.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'qudao_app') THEN
    CREATE ROLE qudao_app NOLOGIN;
  END IF;
END $$;
GRANT USAGE ON SCHEMA public TO qudao_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO qudao_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO qudao_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO qudao_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO qudao_app;
REVOKE INSERT, UPDATE, DELETE ON audit_entry, audit_chain FROM qudao_app;
REVOKE UPDATE, DELETE ON audit_anchor FROM qudao_app;
REVOKE ALL ON FUNCTION audit_append(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_append(jsonb) TO qudao_app;
