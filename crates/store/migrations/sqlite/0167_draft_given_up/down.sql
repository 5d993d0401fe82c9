ALTER TABLE "circular_draft" DROP COLUMN given_up;
