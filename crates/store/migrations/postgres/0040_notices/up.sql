-- Up to which entry of the journal an account has read its notices. Notices themselves are kept nowhere: they are
-- entries of the journal that concern somebody.
CREATE TABLE "notice_read" (
    account_id BIGINT PRIMARY KEY NOT NULL REFERENCES "account" (id),
    place BIGINT NOT NULL
);
