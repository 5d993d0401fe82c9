-- The post under which a session acts; none: all of them, for reading.
ALTER TABLE "session" ADD COLUMN holding_id INTEGER;
-- Devices from which somebody has signed in before; only the hash of the device's token is kept.
CREATE TABLE "device" (
    token_hash TEXT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES "account" (id),
    seen_at TEXT NOT NULL,
    PRIMARY KEY (token_hash, account_id)
) STRICT;
CREATE INDEX device_account ON "device" (account_id);
