-- Up to which entry of the journal an account has read its notices. Notices themselves are kept nowhere: they are
-- entries of the journal that concern somebody.
CREATE TABLE "notice_read" (
    account_id INTEGER PRIMARY KEY REFERENCES "account" (id),
    place INTEGER NOT NULL
) STRICT;
