-- Wrong passwords are counted in security_event; no release has ever read or written these.
ALTER TABLE account DROP COLUMN failed_logins, DROP COLUMN locked_until;
