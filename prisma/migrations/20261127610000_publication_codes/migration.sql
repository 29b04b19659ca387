-- A rule's code is its unit's own: what another unit publishes under the same code replaces nothing.
CREATE UNIQUE INDEX "publication_unit_id_code_version_key" ON "publication" ("unit_id", "code", "version");
DROP INDEX "publication_code_version_key";
-- One request may change the record of a company in several steps, each for itself; the key of the effect keeps each from being done twice.
DROP INDEX "company_change_case_id_company_id_key";
CREATE INDEX "company_change_case_id_idx" ON "company_change" ("case_id");
