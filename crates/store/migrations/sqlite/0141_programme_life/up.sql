-- How far a programme has come: it runs, was closed, was ended early, is archived; and which one it follows, a year later.
ALTER TABLE "programme" ADD COLUMN state TEXT NOT NULL DEFAULT 'running';
ALTER TABLE "programme" ADD COLUMN follows_id INTEGER REFERENCES "programme" (id);
CREATE INDEX "programme_by_follows" ON "programme" (follows_id);

-- On which day it came so far; with the reason where it was ended early.
CREATE TABLE "programme_step" (
    programme_id INTEGER NOT NULL REFERENCES "programme" (id),
    state TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    reason TEXT,
    PRIMARY KEY (programme_id, state)
) STRICT;

-- Rounds that ended with their programme before they were over: how far they had come, and why.
CREATE TABLE "round_end" (
    round_id INTEGER NOT NULL PRIMARY KEY REFERENCES "round" (id),
    state_before TEXT NOT NULL,
    reason TEXT NOT NULL,
    ended_on TEXT NOT NULL
) STRICT;
