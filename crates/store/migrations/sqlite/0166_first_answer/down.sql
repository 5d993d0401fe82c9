ALTER TABLE "call_up" DROP COLUMN first_on;
