-- Invitations to set a password: one for an account at a time; only the hash of the link's token is kept.
CREATE TABLE "invitation" (
    account_id BIGINT PRIMARY KEY NOT NULL REFERENCES "account" (id),
    token_hash TEXT COLLATE "C" NOT NULL UNIQUE,
    expires_at TEXT COLLATE "C" NOT NULL
);
