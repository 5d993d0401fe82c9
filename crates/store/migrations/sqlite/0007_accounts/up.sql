-- Invitations to set a password: one for an account at a time; only the hash of the link's token is kept.
CREATE TABLE "invitation" (
    account_id INTEGER PRIMARY KEY REFERENCES "account" (id),
    token_hash TEXT NOT NULL UNIQUE,
    expires_at TEXT NOT NULL
) STRICT;
