ALTER TABLE "gate_opening" DROP COLUMN settled_on;
ALTER TABLE "gate_opening" DROP COLUMN settled;
