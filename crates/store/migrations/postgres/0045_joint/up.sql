-- Bodies that lead a programme together with its organiser, or join it each for its own sector.
CREATE TABLE "joint_body" (
    id BIGINT PRIMARY KEY,
    programme_id BIGINT NOT NULL REFERENCES "programme" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    part TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT
);
CREATE INDEX joint_body_by_unit ON "joint_body" (unit_id);
CREATE INDEX joint_body_by_programme ON "joint_body" (programme_id);

-- The classes of units that a body covers among the organiser's direct subordinates: its sector.
CREATE TABLE "joint_class" (
    body_id BIGINT NOT NULL REFERENCES "joint_body" (id),
    class TEXT NOT NULL,
    PRIMARY KEY (body_id, class)
);

-- What bodies said to drafts of the standard. `sha256` is the draft: an answer to another one is void.
CREATE TABLE "standard_answer" (
    id BIGINT PRIMARY KEY,
    body_id BIGINT NOT NULL REFERENCES "joint_body" (id),
    sha256 TEXT NOT NULL,
    answer TEXT NOT NULL,
    reason TEXT,
    answered_on TEXT NOT NULL,
    account_id BIGINT REFERENCES "account" (id)
);
CREATE INDEX standard_answer_by_body ON "standard_answer" (body_id);

-- Who signed a published version besides its organiser, under the name of that day.
CREATE TABLE "standard_signatory" (
    standard_id BIGINT NOT NULL REFERENCES "standard" (id),
    body_id BIGINT NOT NULL REFERENCES "joint_body" (id),
    name TEXT NOT NULL,
    part TEXT NOT NULL,
    signed_on TEXT NOT NULL,
    PRIMARY KEY (standard_id, body_id)
);

-- Which state of a draft was put before the bodies.
ALTER TABLE "standard_draft" ADD COLUMN asked_sha256 TEXT;
ALTER TABLE "standard_draft" ADD COLUMN asked_on TEXT;
