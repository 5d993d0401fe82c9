-- With which account whoever holds a post signs in. It gives no right: those are given by roles alone.
ALTER TABLE "post" ADD COLUMN account_id BIGINT REFERENCES "account" (id);
CREATE INDEX post_by_account ON "post" (account_id);
