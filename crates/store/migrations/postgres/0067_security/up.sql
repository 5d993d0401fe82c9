-- What happened at the door: sign-ins, refusals, waits, changes of rights. Kept by age; no part of the register's history.
CREATE TABLE "security_event" (
    id BIGINT PRIMARY KEY NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    account_id BIGINT,
    login TEXT COLLATE "C" NOT NULL,
    client TEXT COLLATE "C" NOT NULL,
    detail TEXT COLLATE "C" NOT NULL
);

CREATE INDEX security_event_at ON "security_event" (at);
