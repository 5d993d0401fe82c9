-- Ledgers that came back and wait for a yes: private to their account, kept for two days, no part of the register's
-- history. `body` is the table as JSON, in words of the register.
CREATE TABLE "ledger_import" (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES "account" (id),
    unit_code TEXT,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    kept_at TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_import_by_account ON "ledger_import" (account_id);
CREATE INDEX ledger_import_by_age ON "ledger_import" (kept_at);
