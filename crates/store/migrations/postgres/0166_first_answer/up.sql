-- The day on which a call-up was first answered: an answer that is said better later is no late one.
ALTER TABLE "call_up" ADD COLUMN first_on TEXT COLLATE "C";
UPDATE "call_up" SET first_on = answered_on;
