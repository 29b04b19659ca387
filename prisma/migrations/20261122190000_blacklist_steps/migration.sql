-- Who said what in every step of a blacklist entry; a second proposal of removal would otherwise overwrite the words of the first.
CREATE TABLE "blacklist_step" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "entry_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "reason_code" TEXT,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "blacklist_step_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "blacklist_step_entry_id_id_idx" ON "blacklist_step"("entry_id", "id");
ALTER TABLE "blacklist_step" ADD CONSTRAINT "blacklist_step_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "blacklist_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
