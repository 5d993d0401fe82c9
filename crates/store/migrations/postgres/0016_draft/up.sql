-- Forms that are not handed in yet: private to their account, limited in size and age, no part of the register's history.
-- `form` is the form's address, `body` its fields as the text of a query.
CREATE TABLE "draft" (
    account_id BIGINT NOT NULL REFERENCES "account" (id),
    form TEXT NOT NULL,
    body TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (account_id, form)
);
CREATE INDEX draft_by_age ON "draft" (saved_at);

-- Forms that were sent, by the token that each carries; `place` is where the first answer led, empty while it is made.
CREATE TABLE "form_sent" (
    account_id BIGINT NOT NULL REFERENCES "account" (id),
    token TEXT NOT NULL,
    place TEXT,
    sent_at TEXT NOT NULL,
    PRIMARY KEY (account_id, token)
);
CREATE INDEX form_sent_by_age ON "form_sent" (sent_at);
