-- What substitutes decided in somebody's name, newest first; far fewer than all decisions.
CREATE INDEX decision_in_name_of ON decision (on_behalf_of, id) WHERE on_behalf_of IS NOT NULL;
