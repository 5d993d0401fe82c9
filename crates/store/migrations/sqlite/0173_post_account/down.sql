DROP INDEX post_by_account;
ALTER TABLE "post" DROP COLUMN account_id;
