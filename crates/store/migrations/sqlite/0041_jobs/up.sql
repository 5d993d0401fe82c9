-- Work that is done later. It is machinery and no record of the programme: no entry of the journal tells of it.
-- The key tells a job from every other, so that it is planned once. Moments are RFC 3339 in whole seconds, UTC.
CREATE TABLE "job" (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES "account" (id),
    about TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    leased_until TEXT,
    fault TEXT,
    ended_at TEXT
) STRICT;
CREATE INDEX job_due ON "job" (state, due_at);
-- Whether, where and when an account is written to; told_up_to is the entry of the journal up to which it was.
CREATE TABLE "mail_wish" (
    account_id INTEGER PRIMARY KEY REFERENCES "account" (id),
    mode TEXT NOT NULL,
    address TEXT,
    hour INTEGER NOT NULL,
    quiet_from INTEGER,
    quiet_to INTEGER,
    language TEXT NOT NULL,
    told_up_to INTEGER NOT NULL
) STRICT;
