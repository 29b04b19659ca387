-- Wrong passwords are counted per log-in name, known or not; a forgotten password is asked for by log-in name or e-mail address.
CREATE INDEX "security_event_login_hash_at_idx" ON "security_event" ("login_hash", "at");
CREATE INDEX "account_email_idx" ON "account" ("email");
