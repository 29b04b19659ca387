-- Search by any part of a name, its pinyin or its initials. pg_trgm finds no letters in Chinese text where the character type is C,
-- and two characters, the usual search, make no trigram; so the parts are cut here: one and two characters of the name,
-- three letters of the pinyin, two of the initials. src/registry/search-grams.ts cuts the searched text the same way.
CREATE FUNCTION registry_key(name_search text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN translate(name_search, ' ()·•.,、-_&/''"“”', '');

-- The cost keeps the planner from cutting a whole table anew where the index has the parts already.
CREATE FUNCTION registry_grams(name_search text, pinyin text, initials text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100000 SET search_path = public AS $$
DECLARE
  key text := registry_key(name_search);
  grams text[] := '{}';
BEGIN
  FOR i IN 1 .. length(key) LOOP
    grams := grams || substr(key, i, 1) || substr(key, i, 2);
  END LOOP;
  FOR i IN 1 .. length(pinyin) - 2 LOOP
    grams := grams || ('p:' || substr(pinyin, i, 3));
  END LOOP;
  FOR i IN 1 .. length(initials) - 1 LOOP
    grams := grams || ('i:' || substr(initials, i, 2));
  END LOOP;
  RETURN grams;
END $$;

CREATE INDEX company_grams ON company USING gin (registry_grams(name_search, name_pinyin, name_initials));
CREATE INDEX channel_grams ON channel USING gin (registry_grams(name_search, name_pinyin, name_initials));

-- Lists are read in the order of the pinyin.
CREATE INDEX company_by_pinyin ON company (name_pinyin, id);
CREATE INDEX channel_by_pinyin ON channel (name_pinyin, id);
CREATE INDEX company_unit ON company (unit_id);
CREATE INDEX channel_of_type ON channel (type_code);

-- The application searches; it need not own what it calls.
GRANT EXECUTE ON FUNCTION registry_key(text), registry_grams(text, text, text) TO qudao_app;

-- Audit search: newest first, by time alone, by unit, by subject.
CREATE INDEX audit_entry_at ON audit_entry (at DESC, chain DESC, seq DESC);
CREATE INDEX audit_entry_unit ON audit_entry (unit_id, at) WHERE unit_id IS NOT NULL;
CREATE INDEX audit_entry_subject ON audit_entry (subject, at) WHERE subject IS NOT NULL;

CREATE INDEX import_job_unit ON import_job (unit_id, id);
CREATE INDEX blacklist_entry_state ON blacklist_entry (state, id);
