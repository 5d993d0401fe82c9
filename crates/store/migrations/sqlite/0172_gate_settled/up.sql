-- What became of a gate that was opened without its condition when the round went on, and on which day: that of the condition
-- where it had come to hold, that on which the round went on otherwise.
ALTER TABLE "gate_opening" ADD COLUMN settled TEXT;
ALTER TABLE "gate_opening" ADD COLUMN settled_on TEXT;
