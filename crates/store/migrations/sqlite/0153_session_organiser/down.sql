ALTER TABLE "seminar" DROP COLUMN organiser_id;
