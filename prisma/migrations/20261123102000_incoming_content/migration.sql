-- Bytes that came into the store a short while ago, announced before they are written. The sweep decides under the row's lock.
CREATE TABLE incoming_content (sha256 TEXT PRIMARY KEY, at TIMESTAMPTZ(3) NOT NULL);
CREATE INDEX stored_file_sha256_idx ON stored_file (sha256);
