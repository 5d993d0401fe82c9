-- Words of forms that were not taken: private to their account, limited in number, size and age, no part of the
-- register's history. `page` is where the form stood, `body` what was filled in, `faults` what was wrong with it.
CREATE TABLE "kept_form" (
    account_id BIGINT NOT NULL REFERENCES "account" (id),
    token TEXT NOT NULL,
    action TEXT NOT NULL,
    page TEXT NOT NULL,
    body TEXT NOT NULL,
    files TEXT NOT NULL,
    reason TEXT NOT NULL,
    faults TEXT NOT NULL,
    kept_at TEXT NOT NULL,
    PRIMARY KEY (account_id, token)
);
CREATE INDEX kept_form_by_age ON "kept_form" (kept_at);

-- Whose forms carry which token, for a while longer than the session lasts; only the token's hash is kept.
CREATE TABLE "form_key" (
    token_hash TEXT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES "account" (id),
    made_at TEXT NOT NULL
);
CREATE INDEX form_key_by_age ON "form_key" (made_at);

-- A form is known by its token and by what was filled in; the page on which it stood tells later what came of it.
DROP TABLE "form_sent";
CREATE TABLE "form_sent" (
    account_id BIGINT NOT NULL REFERENCES "account" (id),
    token TEXT NOT NULL,
    content TEXT NOT NULL,
    action TEXT NOT NULL,
    page TEXT NOT NULL,
    place TEXT,
    sent_at TEXT NOT NULL,
    PRIMARY KEY (account_id, token, content)
);
CREATE INDEX form_sent_by_age ON "form_sent" (sent_at);

-- Logins are compared without regard to case.
CREATE INDEX account_login_folded ON "account" (lower(login));
