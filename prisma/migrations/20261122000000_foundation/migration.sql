-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "unit" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "parent_id" UUID,
    "level" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "path" UUID[],
    "head_id" UUID,
    "closed" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "login" TEXT NOT NULL,
    "email" TEXT,
    "email_verified_at" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "name_pinyin" TEXT NOT NULL DEFAULT '',
    "phone" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "password_hash" TEXT,
    "state" TEXT NOT NULL DEFAULT 'ACTIVE',
    "failed_logins" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_assignment" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "account_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "level" TEXT,
    "post" TEXT,
    "valid_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "valid_to" TIMESTAMPTZ(3),
    "granted_by" UUID,

    CONSTRAINT "role_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "company_member" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "company_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "valid_to" TIMESTAMPTZ(3),

    CONSTRAINT "company_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "sid" VARCHAR NOT NULL,
    "sess" JSON NOT NULL,
    "expire" TIMESTAMP(6) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("sid")
);

-- CreateTable
CREATE TABLE "email_token" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "account_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "email_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "account_id" UUID NOT NULL,
    "policy_version_id" UUID NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("account_id","policy_version_id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "security_event" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "account_id" UUID,
    "login_hash" TEXT,
    "kind" TEXT NOT NULL,
    "ip" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "security_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_version" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'DRAFT',
    "body" JSONB NOT NULL,
    "note" TEXT,
    "valid_from" TIMESTAMPTZ(3),
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ(3),
    "published_by" UUID,
    "published_at" TIMESTAMPTZ(3),
    "etag" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_type" (
    "code" TEXT NOT NULL,
    "parent_code" TEXT,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "ownership" TEXT NOT NULL,
    "open_for_application" BOOLEAN NOT NULL DEFAULT false,
    "subject_kinds" TEXT[],
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "policy_version_id" UUID,

    CONSTRAINT "channel_type_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "company" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "credit_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_search" TEXT NOT NULL,
    "name_pinyin" TEXT NOT NULL DEFAULT '',
    "name_initials" TEXT NOT NULL DEFAULT '',
    "subject_kind" TEXT NOT NULL DEFAULT 'ENTERPRISE',
    "legal_rep_name" TEXT NOT NULL DEFAULT '',
    "legal_rep_id_mask" TEXT,
    "legal_rep_id_hash" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "address" TEXT,
    "unit_id" UUID,
    "partner_state" TEXT NOT NULL DEFAULT 'NONE',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "company_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "company_affiliate" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "company_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "credit_code" TEXT,
    "person_id_mask" TEXT,
    "person_id_hash" TEXT,

    CONSTRAINT "company_affiliate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" TEXT NOT NULL,
    "type_code" TEXT NOT NULL,
    "company_id" UUID,
    "owner_unit_id" UUID,
    "unit_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_search" TEXT NOT NULL,
    "name_pinyin" TEXT NOT NULL DEFAULT '',
    "name_initials" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL,
    "service_scope" TEXT[],
    "manager_id" UUID,
    "case_id" UUID,
    "activated_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blacklist_entry" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "subject_kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_search" TEXT NOT NULL,
    "credit_code" TEXT,
    "person_id_mask" TEXT,
    "person_id_hash" TEXT,
    "state" TEXT NOT NULL,
    "reason_code" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "proposed_by" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" UUID,
    "listed_at" TIMESTAMPTZ(3),
    "removal_by" UUID,
    "removal_reason" TEXT,
    "removed_by" UUID,
    "removed_at" TIMESTAMPTZ(3),
    "unit_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "blacklist_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_record" (
    "credit_code" TEXT NOT NULL,
    "grade" TEXT NOT NULL,
    "as_of" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "import_id" UUID,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credit_record_pkey" PRIMARY KEY ("credit_code")
);

-- CreateTable
CREATE TABLE "import_job" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "file_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "row_count" INTEGER NOT NULL,
    "error_count" INTEGER NOT NULL,
    "new_count" INTEGER NOT NULL DEFAULT 0,
    "change_count" INTEGER NOT NULL DEFAULT 0,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "applied_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "import_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "import_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "errors" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("import_id","row")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "mime" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "case_id" UUID,
    "company_id" UUID,
    "uploaded_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_access" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "file_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_access_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL,
    "outcome" TEXT,
    "company_id" UUID,
    "channel_id" UUID,
    "unit_id" UUID NOT NULL,
    "started_by" UUID NOT NULL,
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "amount" DECIMAL(18,2),
    "risk_grade" TEXT,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "outbox_n" INTEGER NOT NULL DEFAULT 0,
    "armed_at" TIMESTAMPTZ(3),
    "closing" TEXT,
    "route_version_id" UUID,
    "checklist_version_id" UUID,
    "decision_version_id" UUID,
    "process_version_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_participant" (
    "case_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_participant_pkey" PRIMARY KEY ("case_id","account_id","kind")
);

-- CreateTable
CREATE TABLE "phase" (
    "case_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "generation" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "outcome" TEXT,
    "context" JSONB NOT NULL DEFAULT '{}',
    "slow_step" TEXT,
    "slow_since" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "over_at" TIMESTAMPTZ(3),

    CONSTRAINT "phase_pkey" PRIMARY KEY ("case_id","seq")
);

-- CreateTable
CREATE TABLE "stage" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "case_id" UUID NOT NULL,
    "phase_seq" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "instance" INTEGER NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'APPROVAL',
    "mode" TEXT NOT NULL DEFAULT 'ANY',
    "state" TEXT NOT NULL,
    "outcome" TEXT,
    "opened_by_decision" UUID,
    "returning_key" TEXT,
    "superseded_by" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "stage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stage_exclusion" (
    "stage_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "reason_code" TEXT NOT NULL,
    "source_key" TEXT,

    CONSTRAINT "stage_exclusion_pkey" PRIMARY KEY ("stage_id","account_id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "case_id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "process" TEXT NOT NULL,
    "stage_key" TEXT NOT NULL,
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "form" TEXT,
    "state" TEXT NOT NULL,
    "resume_state" TEXT,
    "assignee_id" UUID,
    "supervisor_id" UUID,
    "priority" INTEGER NOT NULL DEFAULT 50,
    "weight" INTEGER NOT NULL DEFAULT 1,
    "position" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "start_by" TIMESTAMPTZ(3),
    "at_risk_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "due_flag" TEXT,
    "overdue_at" TIMESTAMPTZ(3),
    "remaining_unit" TEXT,
    "remaining" BIGINT,
    "claimed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "decided_by" UUID,
    "on_behalf_of" UUID,
    "outcome" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_candidate" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "task_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "role" TEXT,
    "scope_id" UUID,
    "account_id" UUID,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "open" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "task_candidate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "case_id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "stage_key" TEXT NOT NULL,
    "account_id" UUID,
    "on_behalf_of" UUID,
    "outcome" TEXT NOT NULL,
    "reason_code" TEXT,
    "reason" TEXT,
    "return_to" TEXT,
    "resume" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',
    "channel" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "taken_back_at" TIMESTAMPTZ(3),

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "due_act" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "case_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL,
    "stage_id" UUID,
    "task_id" UUID,
    "kind" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "due_act_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request" (
    "actor_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "status" INTEGER,
    "code" TEXT,
    "body" JSONB,
    "case_id" UUID,
    "outbox_n" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "request_pkey" PRIMARY KEY ("actor_id","key")
);

-- CreateTable
CREATE TABLE "outbox" (
    "case_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "seq" INTEGER,
    "outcome" TEXT,
    "interrupt" TEXT,
    "next_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3) NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("case_id","generation","n")
);

-- CreateTable
CREATE TABLE "audit_chain" (
    "chain" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_chain_pkey" PRIMARY KEY ("chain")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "chain" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "on_behalf_of" UUID,
    "channel" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "reason_code" TEXT,
    "case_id" UUID,
    "unit_id" UUID,
    "subject" TEXT,
    "payload" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("chain","seq")
);

-- CreateTable
CREATE TABLE "audit_anchor" (
    "day" DATE NOT NULL,
    "chains" INTEGER NOT NULL,
    "heads_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_anchor_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "dedupe_key" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "account_id" UUID,
    "address" TEXT,
    "locale" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "template_version_id" UUID NOT NULL,
    "params" JSONB NOT NULL,
    "case_id" UUID,
    "mutable" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL,
    "message_id" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "next_try_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "subject" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "application" (
    "case_id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "channel_type" TEXT NOT NULL,
    "site_name" TEXT NOT NULL,
    "site_address" TEXT NOT NULL,
    "form" JSONB NOT NULL DEFAULT '{}',
    "declared_by" UUID,
    "declared_at" TIMESTAMPTZ(3),
    "reapply_from" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "application_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "application_item" (
    "case_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "number" TEXT,
    "valid_from" DATE,
    "valid_to" DATE,
    "permanent" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "verdict" TEXT NOT NULL DEFAULT 'PENDING',
    "remark" TEXT,
    "verified_by" UUID,
    "verified_at" TIMESTAMPTZ(3),

    CONSTRAINT "application_item_pkey" PRIMARY KEY ("case_id","code")
);

-- CreateTable
CREATE TABLE "item_file" (
    "case_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "file_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 1,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "item_file_pkey" PRIMARY KEY ("case_id","code","file_id")
);

-- CreateTable
CREATE TABLE "screening_check" (
    "case_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "check" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "screening_check_pkey" PRIMARY KEY ("case_id","seq","check")
);

-- CreateTable
CREATE TABLE "contract" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "case_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "company_id" UUID NOT NULL,
    "template_version_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "values" JSONB NOT NULL DEFAULT '{}',
    "starts_on" DATE,
    "ends_on" DATE,
    "file_id" UUID,
    "sha256" TEXT,
    "issued_at" TIMESTAMPTZ(3),
    "effective_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contract_signature" (
    "contract_id" UUID NOT NULL,
    "party" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "account_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decision_id" UUID NOT NULL,

    CONSTRAINT "contract_signature_pkey" PRIMARY KEY ("contract_id","party")
);

-- CreateTable
CREATE TABLE "contract_channel" (
    "contract_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,

    CONSTRAINT "contract_channel_pkey" PRIMARY KEY ("contract_id","channel_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "unit_code_key" ON "unit"("code");

-- CreateIndex
CREATE INDEX "unit_path_idx" ON "unit" USING GIN ("path");

-- CreateIndex
CREATE INDEX "unit_parent_id_idx" ON "unit"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_login_key" ON "account"("login");

-- CreateIndex
CREATE INDEX "account_name_pinyin_idx" ON "account"("name_pinyin");

-- CreateIndex
CREATE INDEX "role_assignment_account_id_idx" ON "role_assignment"("account_id");

-- CreateIndex
CREATE INDEX "role_assignment_role_unit_id_idx" ON "role_assignment"("role", "unit_id");

-- CreateIndex
CREATE INDEX "company_member_account_id_idx" ON "company_member"("account_id");

-- CreateIndex
CREATE INDEX "company_member_company_id_role_idx" ON "company_member"("company_id", "role");

-- CreateIndex
CREATE INDEX "session_expire_idx" ON "session"("expire");

-- CreateIndex
CREATE UNIQUE INDEX "email_token_token_hash_key" ON "email_token"("token_hash");

-- CreateIndex
CREATE INDEX "email_token_account_id_purpose_idx" ON "email_token"("account_id", "purpose");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE INDEX "api_token_account_id_idx" ON "api_token"("account_id");

-- CreateIndex
CREATE INDEX "security_event_account_id_at_idx" ON "security_event"("account_id", "at");

-- CreateIndex
CREATE INDEX "policy_version_kind_key_state_idx" ON "policy_version"("kind", "key", "state");

-- CreateIndex
CREATE UNIQUE INDEX "policy_version_kind_key_version_key" ON "policy_version"("kind", "key", "version");

-- CreateIndex
CREATE UNIQUE INDEX "company_credit_code_key" ON "company"("credit_code");

-- CreateIndex
CREATE INDEX "company_name_search_idx" ON "company"("name_search");

-- CreateIndex
CREATE INDEX "company_name_pinyin_idx" ON "company"("name_pinyin");

-- CreateIndex
CREATE INDEX "company_name_initials_idx" ON "company"("name_initials");

-- CreateIndex
CREATE INDEX "company_legal_rep_id_hash_idx" ON "company"("legal_rep_id_hash");

-- CreateIndex
CREATE INDEX "company_affiliate_company_id_idx" ON "company_affiliate"("company_id");

-- CreateIndex
CREATE UNIQUE INDEX "channel_code_key" ON "channel"("code");

-- CreateIndex
CREATE UNIQUE INDEX "channel_case_id_key" ON "channel"("case_id");

-- CreateIndex
CREATE INDEX "channel_company_id_idx" ON "channel"("company_id");

-- CreateIndex
CREATE INDEX "channel_unit_id_idx" ON "channel"("unit_id");

-- CreateIndex
CREATE INDEX "channel_name_search_idx" ON "channel"("name_search");

-- CreateIndex
CREATE INDEX "channel_name_pinyin_idx" ON "channel"("name_pinyin");

-- CreateIndex
CREATE INDEX "channel_name_initials_idx" ON "channel"("name_initials");

-- CreateIndex
CREATE INDEX "blacklist_entry_credit_code_idx" ON "blacklist_entry"("credit_code");

-- CreateIndex
CREATE INDEX "blacklist_entry_person_id_hash_idx" ON "blacklist_entry"("person_id_hash");

-- CreateIndex
CREATE INDEX "blacklist_entry_name_search_idx" ON "blacklist_entry"("name_search");

-- CreateIndex
CREATE INDEX "stored_file_case_id_idx" ON "stored_file"("case_id");

-- CreateIndex
CREATE INDEX "file_access_file_id_idx" ON "file_access"("file_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_number_key" ON "case"("number");

-- CreateIndex
CREATE INDEX "case_company_id_process_idx" ON "case"("company_id", "process");

-- CreateIndex
CREATE INDEX "case_started_by_id_idx" ON "case"("started_by", "id");

-- CreateIndex
CREATE INDEX "case_unit_id_state_idx" ON "case"("unit_id", "state");

-- CreateIndex
CREATE INDEX "case_participant_account_id_case_id_idx" ON "case_participant"("account_id", "case_id");

-- CreateIndex
CREATE UNIQUE INDEX "stage_case_id_phase_seq_key_instance_key" ON "stage"("case_id", "phase_seq", "key", "instance");

-- CreateIndex
CREATE INDEX "task_case_id_idx" ON "task"("case_id");

-- CreateIndex
CREATE INDEX "task_stage_id_idx" ON "task"("stage_id");

-- CreateIndex
CREATE INDEX "task_candidate_task_id_idx" ON "task_candidate"("task_id");

-- CreateIndex
CREATE INDEX "decision_case_id_idx" ON "decision"("case_id");

-- CreateIndex
CREATE INDEX "decision_account_id_id_idx" ON "decision"("account_id", "id");

-- CreateIndex
CREATE INDEX "due_act_task_id_idx" ON "due_act"("task_id");

-- CreateIndex
CREATE INDEX "request_created_at_idx" ON "request"("created_at");

-- CreateIndex
CREATE INDEX "audit_entry_case_id_idx" ON "audit_entry"("case_id");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_at_idx" ON "audit_entry"("actor_id", "at");

-- CreateIndex
CREATE INDEX "audit_entry_action_at_idx" ON "audit_entry"("action", "at");

-- CreateIndex
CREATE UNIQUE INDEX "message_dedupe_key_key" ON "message"("dedupe_key");

-- CreateIndex
CREATE INDEX "message_case_id_idx" ON "message"("case_id");

-- CreateIndex
CREATE INDEX "application_company_id_idx" ON "application"("company_id");

-- CreateIndex
CREATE UNIQUE INDEX "contract_number_key" ON "contract"("number");

-- CreateIndex
CREATE INDEX "contract_case_id_idx" ON "contract"("case_id");

-- CreateIndex
CREATE INDEX "contract_company_id_idx" ON "contract"("company_id");

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_head_id_fkey" FOREIGN KEY ("head_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "company_member" ADD CONSTRAINT "company_member_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "company_member" ADD CONSTRAINT "company_member_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_type" ADD CONSTRAINT "channel_type_parent_code_fkey" FOREIGN KEY ("parent_code") REFERENCES "channel_type"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "company_affiliate" ADD CONSTRAINT "company_affiliate_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_type_code_fkey" FOREIGN KEY ("type_code") REFERENCES "channel_type"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import_job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case" ADD CONSTRAINT "case_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_participant" ADD CONSTRAINT "case_participant_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phase" ADD CONSTRAINT "phase_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_exclusion" ADD CONSTRAINT "stage_exclusion_stage_id_fkey" FOREIGN KEY ("stage_id") REFERENCES "stage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_stage_id_fkey" FOREIGN KEY ("stage_id") REFERENCES "stage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_candidate" ADD CONSTRAINT "task_candidate_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application_item" ADD CONSTRAINT "application_item_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "application"("case_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_file" ADD CONSTRAINT "item_file_case_id_code_fkey" FOREIGN KEY ("case_id", "code") REFERENCES "application_item"("case_id", "code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_signature" ADD CONSTRAINT "contract_signature_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


