-- What requests cost, and how much a unit may be asked for: set by the offices above it.
CREATE TABLE "burden_minutes" (
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    kind TEXT COLLATE "C" NOT NULL,
    minutes INTEGER NOT NULL,
    PRIMARY KEY (unit_id, kind)
);
CREATE TABLE "burden_budget" (
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    tier INTEGER NOT NULL,
    week INTEGER NOT NULL,
    month INTEGER NOT NULL,
    on_excess TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (unit_id, tier)
);
-- Questions that the register does not answer by itself: asked of units, answered once. `fields` are labels as JSON.
CREATE TABLE "question" (
    id BIGINT PRIMARY KEY NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    title TEXT COLLATE "C" NOT NULL,
    why TEXT COLLATE "C" NOT NULL,
    fields TEXT COLLATE "C" NOT NULL,
    minutes INTEGER NOT NULL,
    asked_on TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C" NOT NULL,
    asked_by BIGINT REFERENCES "account" (id)
);
CREATE INDEX question_by_unit ON "question" (unit_id);
-- What was asked, folded so that the same question is found again.
CREATE TABLE "question_field" (
    question_id BIGINT NOT NULL REFERENCES "question" (id),
    folded TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (question_id, folded)
);
CREATE INDEX question_field_folded ON "question_field" (folded);
-- Requests to units that no other record of the register stands for. `answer` are texts as JSON.
CREATE TABLE "burden_request" (
    id BIGINT PRIMARY KEY NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    issuer_id BIGINT NOT NULL REFERENCES "unit" (id),
    question_id BIGINT NOT NULL REFERENCES "question" (id),
    minutes INTEGER NOT NULL,
    asked_on TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C" NOT NULL,
    answer TEXT COLLATE "C",
    answered_on TEXT COLLATE "C",
    answered_by BIGINT REFERENCES "account" (id)
);
CREATE UNIQUE INDEX burden_request_once ON "burden_request" (question_id, unit_id);
CREATE INDEX burden_request_by_unit ON "burden_request" (unit_id, asked_on);
-- A unit says upward that a request is too much; the office that issued it must answer.
CREATE TABLE "burden_report" (
    id BIGINT PRIMARY KEY NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    kind TEXT COLLATE "C" NOT NULL,
    request_id BIGINT NOT NULL,
    label TEXT COLLATE "C" NOT NULL,
    issuer_id BIGINT NOT NULL REFERENCES "unit" (id),
    why TEXT COLLATE "C" NOT NULL,
    reported_on TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C" NOT NULL,
    reported_by BIGINT REFERENCES "account" (id),
    decision TEXT COLLATE "C",
    reply TEXT COLLATE "C",
    answered_on TEXT COLLATE "C",
    answered_by BIGINT REFERENCES "account" (id)
);
CREATE INDEX burden_report_by_unit ON "burden_report" (unit_id);
CREATE INDEX burden_report_by_issuer ON "burden_report" (issuer_id, answered_on);
