-- What requests cost, and how much a unit may be asked for: set by the offices above it.
CREATE TABLE "burden_minutes" (
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    kind TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    PRIMARY KEY (unit_id, kind)
) STRICT;
CREATE TABLE "burden_budget" (
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    tier INTEGER NOT NULL,
    week INTEGER NOT NULL,
    month INTEGER NOT NULL,
    on_excess TEXT NOT NULL,
    PRIMARY KEY (unit_id, tier)
) STRICT;
-- Questions that the register does not answer by itself: asked of units, answered once. `fields` are labels as JSON.
CREATE TABLE "question" (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    title TEXT NOT NULL,
    why TEXT NOT NULL,
    fields TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    asked_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    asked_by INTEGER REFERENCES "account" (id)
) STRICT;
CREATE INDEX question_by_unit ON "question" (unit_id);
-- What was asked, folded so that the same question is found again.
CREATE TABLE "question_field" (
    question_id INTEGER NOT NULL REFERENCES "question" (id),
    folded TEXT NOT NULL,
    PRIMARY KEY (question_id, folded)
) STRICT;
CREATE INDEX question_field_folded ON "question_field" (folded);
-- Requests to units that no other record of the register stands for. `answer` are texts as JSON.
CREATE TABLE "burden_request" (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    issuer_id INTEGER NOT NULL REFERENCES "unit" (id),
    question_id INTEGER NOT NULL REFERENCES "question" (id),
    minutes INTEGER NOT NULL,
    asked_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    answer TEXT,
    answered_on TEXT,
    answered_by INTEGER REFERENCES "account" (id)
) STRICT;
CREATE UNIQUE INDEX burden_request_once ON "burden_request" (question_id, unit_id);
CREATE INDEX burden_request_by_unit ON "burden_request" (unit_id, asked_on);
-- A unit says upward that a request is too much; the office that issued it must answer.
CREATE TABLE "burden_report" (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    kind TEXT NOT NULL,
    request_id INTEGER NOT NULL,
    label TEXT NOT NULL,
    issuer_id INTEGER NOT NULL REFERENCES "unit" (id),
    why TEXT NOT NULL,
    reported_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    reported_by INTEGER REFERENCES "account" (id),
    decision TEXT,
    reply TEXT,
    answered_on TEXT,
    answered_by INTEGER REFERENCES "account" (id)
) STRICT;
CREATE INDEX burden_report_by_unit ON "burden_report" (unit_id);
CREATE INDEX burden_report_by_issuer ON "burden_report" (issuer_id, answered_on);
