-- Exact fractions: the variance of a rating's error in squared points, and its score by the rule that does not count;
-- none where severity can't be told.
ALTER TABLE "rating" ADD COLUMN variance TEXT;
ALTER TABLE "rating" ADD COLUMN otherwise TEXT;
