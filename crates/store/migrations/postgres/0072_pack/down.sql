ALTER TABLE "programme" DROP COLUMN pack_id;
DROP TABLE "organisation";
DROP TABLE "pack";
