-- Found every night: links that were used or have expired longer ago than they are kept.
CREATE INDEX "decision_link_over_idx" ON "decision_link" (coalesce("used_at", "expires_at"));
