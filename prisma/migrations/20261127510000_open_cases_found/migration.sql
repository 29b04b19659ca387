-- What a text in the inbox leads to: open cases by company, and by the beginning of their number in the order of its characters.
CREATE INDEX case_company_open ON "case" (company_id) WHERE closed_at IS NULL;
CREATE INDEX case_number_open ON "case" (number COLLATE "C") WHERE closed_at IS NULL;
