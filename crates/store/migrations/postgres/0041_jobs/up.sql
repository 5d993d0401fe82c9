-- Work that is done later. It is machinery and no record of the programme: no entry of the journal tells of it.
-- The key tells a job from every other, so that it is planned once. Moments are RFC 3339 in whole seconds, UTC.
CREATE TABLE "job" (
    id BIGINT PRIMARY KEY NOT NULL,
    key TEXT COLLATE "C" NOT NULL UNIQUE,
    kind TEXT COLLATE "C" NOT NULL,
    account_id BIGINT NOT NULL REFERENCES "account" (id),
    about TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    due_at TEXT COLLATE "C" NOT NULL,
    attempts INTEGER NOT NULL,
    leased_until TEXT COLLATE "C",
    fault TEXT COLLATE "C",
    ended_at TEXT COLLATE "C"
);
CREATE INDEX job_due ON "job" (state, due_at);
-- Whether, where and when an account is written to; told_up_to is the entry of the journal up to which it was.
CREATE TABLE "mail_wish" (
    account_id BIGINT PRIMARY KEY NOT NULL REFERENCES "account" (id),
    mode TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C",
    hour INTEGER NOT NULL,
    quiet_from INTEGER,
    quiet_to INTEGER,
    language TEXT COLLATE "C" NOT NULL,
    told_up_to BIGINT NOT NULL
);
