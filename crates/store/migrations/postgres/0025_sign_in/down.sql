DROP TABLE "device";
ALTER TABLE "session" DROP COLUMN holding_id;
