-- Why a draft that units were asked about was given up.
ALTER TABLE "circular_draft" ADD COLUMN given_up TEXT COLLATE "C";
