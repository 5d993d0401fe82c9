DROP INDEX account_login_folded;
DROP TABLE "form_sent";
CREATE TABLE "form_sent" (
    account_id INTEGER NOT NULL REFERENCES "account" (id),
    token TEXT NOT NULL,
    place TEXT,
    sent_at TEXT NOT NULL,
    PRIMARY KEY (account_id, token)
) STRICT;
CREATE INDEX form_sent_by_age ON "form_sent" (sent_at);
DROP TABLE "form_key";
DROP TABLE "kept_form";
