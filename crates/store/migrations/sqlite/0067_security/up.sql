-- What happened at the door: sign-ins, refusals, waits, changes of rights. Kept by age; no part of the register's history.
CREATE TABLE "security_event" (
    id INTEGER PRIMARY KEY NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    account_id INTEGER,
    login TEXT NOT NULL,
    client TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;

CREATE INDEX security_event_at ON "security_event" (at);
