-- What was done in somebody's name; far fewer entries than all.
CREATE INDEX audit_entry_in_name_of ON audit_entry (on_behalf_of, at DESC) WHERE on_behalf_of IS NOT NULL;
