DROP TABLE "round_end";
DROP TABLE "programme_step";
DROP INDEX "programme_by_follows";
ALTER TABLE "programme" DROP COLUMN follows_id;
ALTER TABLE "programme" DROP COLUMN state;
