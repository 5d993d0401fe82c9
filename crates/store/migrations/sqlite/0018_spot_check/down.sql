DROP TABLE "first_mark";
DROP TABLE "call_up";
ALTER TABLE "spot_check" DROP COLUMN replaces_id;
ALTER TABLE "spot_check" DROP COLUMN unfit;
ALTER TABLE "draw" DROP COLUMN exclusions;
