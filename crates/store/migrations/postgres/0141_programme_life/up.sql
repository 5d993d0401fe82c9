-- How far a programme has come: it runs, was closed, was ended early, is archived; and which one it follows, a year later.
ALTER TABLE "programme" ADD COLUMN state TEXT COLLATE "C" NOT NULL DEFAULT 'running';
ALTER TABLE "programme" ADD COLUMN follows_id BIGINT REFERENCES "programme" (id);
CREATE INDEX "programme_by_follows" ON "programme" (follows_id);

-- On which day it came so far; with the reason where it was ended early.
CREATE TABLE "programme_step" (
    programme_id BIGINT NOT NULL REFERENCES "programme" (id),
    state TEXT COLLATE "C" NOT NULL,
    taken_on TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C",
    PRIMARY KEY (programme_id, state)
);

-- Rounds that ended with their programme before they were over: how far they had come, and why.
CREATE TABLE "round_end" (
    round_id BIGINT NOT NULL PRIMARY KEY REFERENCES "round" (id),
    state_before TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    ended_on TEXT COLLATE "C" NOT NULL
);
