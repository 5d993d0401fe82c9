-- From which tiers whoever came to a meeting was, and how many of each, as JSON. Meetings from before have words alone.
ALTER TABLE "meeting" ADD COLUMN counted TEXT;
-- How far an item of the programme had come when a visit looked at it: the item, and the word of the state.
ALTER TABLE "visit_item" ADD COLUMN subject TEXT;
ALTER TABLE "visit_item" ADD COLUMN progress TEXT;
