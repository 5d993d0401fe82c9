-- Settings of the organisation: the pack, the columns of the unit file.
CREATE TABLE "setting" (
    key TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    value TEXT COLLATE "C" NOT NULL
);

-- Units of the tree; `lo`..`hi` is the pre-order interval, `seq` the order in which they came in.
CREATE TABLE "unit" (
    id BIGINT PRIMARY KEY NOT NULL,
    code TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    parent_id BIGINT REFERENCES "unit" (id),
    tier INTEGER NOT NULL,
    class TEXT COLLATE "C" NOT NULL,
    lo BIGINT NOT NULL,
    hi BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    synthetic BOOLEAN NOT NULL,
    opened_on TEXT COLLATE "C",
    closed_on TEXT COLLATE "C"
);
CREATE INDEX unit_by_parent ON "unit" (parent_id, seq);
CREATE INDEX unit_by_lo ON "unit" (lo);
CREATE INDEX unit_by_class ON "unit" (class, lo);

-- Accounts: a login and the role title they are shown under.
CREATE TABLE "account" (
    id BIGINT PRIMARY KEY NOT NULL,
    login TEXT COLLATE "C" NOT NULL UNIQUE,
    title TEXT COLLATE "C" NOT NULL,
    password_hash TEXT COLLATE "C",
    created_at TEXT COLLATE "C" NOT NULL,
    disabled BOOLEAN NOT NULL
);

-- Roles held at units between dates.
CREATE TABLE "holding" (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES "account" (id),
    role TEXT COLLATE "C" NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    from_on TEXT COLLATE "C" NOT NULL,
    until_on TEXT COLLATE "C"
);
CREATE INDEX holding_by_account ON "holding" (account_id);
CREATE INDEX holding_by_unit ON "holding" (unit_id);

-- Sign-in sessions; only the hash of a token is kept.
CREATE TABLE "session" (
    token_hash TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES "account" (id),
    csrf TEXT COLLATE "C" NOT NULL,
    created_at TEXT COLLATE "C" NOT NULL,
    expires_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX session_by_account ON "session" (account_id);

-- Posts of units.
CREATE TABLE "post" (
    id BIGINT PRIMARY KEY NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    kind TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    from_on TEXT COLLATE "C" NOT NULL,
    until_on TEXT COLLATE "C"
);
CREATE INDEX post_by_unit ON "post" (unit_id);

-- Duties laid on units and their acknowledgement.
CREATE TABLE "duty" (
    id BIGINT PRIMARY KEY NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    kind TEXT COLLATE "C" NOT NULL,
    post_id BIGINT REFERENCES "post" (id),
    laid_by BIGINT NOT NULL REFERENCES "unit" (id),
    laid_on TEXT COLLATE "C" NOT NULL,
    acknowledged_on TEXT COLLATE "C"
);
CREATE INDEX duty_by_unit ON "duty" (unit_id, kind);

-- Programmes.
CREATE TABLE "programme" (
    id BIGINT PRIMARY KEY NOT NULL,
    organiser_id BIGINT NOT NULL REFERENCES "unit" (id),
    key TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    pack TEXT COLLATE "C" NOT NULL,
    goal TEXT COLLATE "C" NOT NULL,
    started_on TEXT COLLATE "C" NOT NULL
);
CREATE INDEX programme_by_organiser ON "programme" (organiser_id);

-- Rounds: one topic, one assessment, one organiser.
CREATE TABLE "round" (
    id BIGINT PRIMARY KEY NOT NULL,
    programme_id BIGINT NOT NULL REFERENCES "programme" (id),
    organiser_id BIGINT NOT NULL REFERENCES "unit" (id),
    number INTEGER NOT NULL,
    topic TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    opens_on TEXT COLLATE "C" NOT NULL,
    plans_due_on TEXT COLLATE "C" NOT NULL,
    ends_on TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX round_by_number ON "round" (programme_id, organiser_id, number);

-- Published versions of standards; `body` is the standard as JSON.
CREATE TABLE "standard" (
    id BIGINT PRIMARY KEY NOT NULL,
    programme_id BIGINT NOT NULL REFERENCES "programme" (id),
    organiser_id BIGINT NOT NULL REFERENCES "unit" (id),
    version INTEGER NOT NULL,
    published_on TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX standard_by_version ON "standard" (programme_id, organiser_id, version);

-- Versions of plans; `body` holds the sections as JSON.
CREATE TABLE "plan" (
    id BIGINT PRIMARY KEY NOT NULL,
    round_id BIGINT NOT NULL REFERENCES "round" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    version INTEGER NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    latest BOOLEAN NOT NULL,
    session_on TEXT COLLATE "C",
    body TEXT COLLATE "C" NOT NULL,
    submitted_at TEXT COLLATE "C" NOT NULL,
    submitted_by BIGINT REFERENCES "account" (id)
);
CREATE UNIQUE INDEX plan_by_version ON "plan" (round_id, unit_id, version);
CREATE INDEX plan_by_unit ON "plan" (unit_id);

-- Reviews of plans; `missing` lists keys of the checklist as JSON.
CREATE TABLE "plan_review" (
    id BIGINT PRIMARY KEY NOT NULL,
    plan_id BIGINT NOT NULL REFERENCES "plan" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    outcome TEXT COLLATE "C" NOT NULL,
    missing TEXT COLLATE "C" NOT NULL,
    remarks TEXT COLLATE "C" NOT NULL,
    reviewed_at TEXT COLLATE "C" NOT NULL,
    reviewer_id BIGINT REFERENCES "account" (id)
);
CREATE INDEX plan_review_by_plan ON "plan_review" (plan_id);

-- Seminar sessions that were held; `body` is the record as JSON.
CREATE TABLE "seminar" (
    id BIGINT PRIMARY KEY NOT NULL,
    round_id BIGINT REFERENCES "round" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    kind TEXT COLLATE "C" NOT NULL,
    held_on TEXT COLLATE "C" NOT NULL,
    minutes INTEGER NOT NULL,
    present INTEGER NOT NULL,
    expected INTEGER NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    recorded_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX seminar_by_unit ON "seminar" (unit_id, round_id);
CREATE INDEX seminar_by_round ON "seminar" (round_id);

-- Who is sent to listen in at whose session.
CREATE TABLE "observation" (
    id BIGINT PRIMARY KEY NOT NULL,
    round_id BIGINT NOT NULL REFERENCES "round" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    assessor_id BIGINT NOT NULL REFERENCES "account" (id),
    state TEXT COLLATE "C" NOT NULL,
    assigned_on TEXT COLLATE "C" NOT NULL,
    session_on TEXT COLLATE "C"
);
CREATE UNIQUE INDEX observation_once ON "observation" (round_id, unit_id, assessor_id);
CREATE INDEX observation_by_unit ON "observation" (unit_id);
CREATE INDEX observation_by_assessor ON "observation" (assessor_id, state);

-- Random draws: the frozen frame, the public seed, the certificate.
CREATE TABLE "draw" (
    id BIGINT PRIMARY KEY NOT NULL,
    round_id BIGINT NOT NULL REFERENCES "round" (id),
    organiser_id BIGINT NOT NULL REFERENCES "unit" (id),
    state TEXT COLLATE "C" NOT NULL,
    rate TEXT COLLATE "C" NOT NULL,
    frame TEXT COLLATE "C" NOT NULL,
    frame_hash TEXT COLLATE "C" NOT NULL,
    frozen_at TEXT COLLATE "C" NOT NULL,
    seed TEXT COLLATE "C",
    drawn_at TEXT COLLATE "C",
    certificate TEXT COLLATE "C",
    void_reason TEXT COLLATE "C"
);
CREATE INDEX draw_by_round ON "draw" (round_id);

-- Units drawn for a spot check, in the order of the draw.
CREATE TABLE "spot_check" (
    id BIGINT PRIMARY KEY NOT NULL,
    draw_id BIGINT NOT NULL REFERENCES "draw" (id),
    round_id BIGINT NOT NULL REFERENCES "round" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    class TEXT COLLATE "C" NOT NULL,
    place INTEGER NOT NULL,
    ticket TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX spot_check_once ON "spot_check" (draw_id, unit_id);
CREATE INDEX spot_check_by_round ON "spot_check" (round_id, class);
CREATE INDEX spot_check_by_unit ON "spot_check" (unit_id);

-- Score sheets handed in; `marks`, `vetoes` are JSON, `score` an exact fraction of 100.
CREATE TABLE "sheet" (
    id BIGINT PRIMARY KEY NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    round_id BIGINT NOT NULL REFERENCES "round" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    observation_id BIGINT REFERENCES "observation" (id),
    spot_check_id BIGINT REFERENCES "spot_check" (id),
    assessor_id BIGINT NOT NULL REFERENCES "account" (id),
    standard_id BIGINT NOT NULL REFERENCES "standard" (id),
    marks TEXT COLLATE "C" NOT NULL,
    vetoes TEXT COLLATE "C" NOT NULL,
    remarks TEXT COLLATE "C" NOT NULL,
    score TEXT COLLATE "C" NOT NULL,
    submitted_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX sheet_by_unit ON "sheet" (unit_id, round_id);
CREATE INDEX sheet_by_round ON "sheet" (round_id, kind);
CREATE INDEX sheet_by_assessor ON "sheet" (assessor_id);

-- Overall ratings: parts and weights as JSON, the exact score, grade and veto.
CREATE TABLE "rating" (
    id BIGINT PRIMARY KEY NOT NULL,
    round_id BIGINT NOT NULL REFERENCES "round" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    standard_id BIGINT NOT NULL REFERENCES "standard" (id),
    parts TEXT COLLATE "C" NOT NULL,
    score TEXT COLLATE "C",
    grade TEXT COLLATE "C" NOT NULL,
    veto TEXT COLLATE "C",
    rated_at TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX rating_once ON "rating" (round_id, unit_id);
CREATE INDEX rating_by_unit ON "rating" (unit_id);

-- Published versions of circulars; `body` is the document as JSON.
CREATE TABLE "circular" (
    id BIGINT PRIMARY KEY NOT NULL,
    round_id BIGINT NOT NULL REFERENCES "round" (id),
    organiser_id BIGINT NOT NULL REFERENCES "unit" (id),
    version INTEGER NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    published_on TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX circular_by_version ON "circular" (round_id, version);

-- Units named in a circular.
CREATE TABLE "mention" (
    id BIGINT PRIMARY KEY NOT NULL,
    circular_id BIGINT NOT NULL REFERENCES "circular" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    polarity TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL
);
CREATE INDEX mention_by_circular ON "mention" (circular_id);
CREATE INDEX mention_by_unit ON "mention" (unit_id);

-- Recipients of circulars and when they read them.
CREATE TABLE "receipt" (
    id BIGINT PRIMARY KEY NOT NULL,
    circular_id BIGINT NOT NULL REFERENCES "circular" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    read_at TEXT COLLATE "C",
    account_id BIGINT REFERENCES "account" (id)
);
CREATE UNIQUE INDEX receipt_once ON "receipt" (circular_id, unit_id);
CREATE INDEX receipt_by_unit ON "receipt" (unit_id);

-- Problems of findings lists: level area, team or person.
CREATE TABLE "problem" (
    id BIGINT PRIMARY KEY NOT NULL,
    serial TEXT COLLATE "C" NOT NULL UNIQUE,
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    level TEXT COLLATE "C" NOT NULL,
    aspect TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    instance TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    round_id BIGINT REFERENCES "round" (id),
    found_on TEXT COLLATE "C" NOT NULL
);
CREATE INDEX problem_by_unit ON "problem" (unit_id, level);

-- Typical symptoms in catalogues; never counted as problems.
CREATE TABLE "manifestation" (
    id BIGINT PRIMARY KEY NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    aspect TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL
);
CREATE INDEX manifestation_by_unit ON "manifestation" (unit_id);

-- Corrective measures.
CREATE TABLE "measure" (
    id BIGINT PRIMARY KEY NOT NULL,
    serial TEXT COLLATE "C" NOT NULL UNIQUE,
    problem_id BIGINT NOT NULL REFERENCES "problem" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    body TEXT COLLATE "C" NOT NULL,
    owner TEXT COLLATE "C" NOT NULL,
    deliverable TEXT COLLATE "C" NOT NULL,
    time_class TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL,
    progress INTEGER NOT NULL,
    evidence TEXT COLLATE "C",
    requested_by BIGINT REFERENCES "account" (id),
    approved_by BIGINT REFERENCES "account" (id),
    closed_on TEXT COLLATE "C"
);
CREATE INDEX measure_by_problem ON "measure" (problem_id);
CREATE INDEX measure_by_unit ON "measure" (unit_id, state);

-- What happened to a measure, step by step.
CREATE TABLE "measure_step" (
    id BIGINT PRIMARY KEY NOT NULL,
    measure_id BIGINT NOT NULL REFERENCES "measure" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    step TEXT COLLATE "C" NOT NULL,
    taken_on TEXT COLLATE "C" NOT NULL,
    account_id BIGINT REFERENCES "account" (id),
    remarks TEXT COLLATE "C" NOT NULL,
    evidence TEXT COLLATE "C"
);
CREATE INDEX measure_step_by_measure ON "measure_step" (measure_id);

-- Tours: a leader's journey of several visits.
CREATE TABLE "tour" (
    id BIGINT PRIMARY KEY NOT NULL,
    organiser_id BIGINT NOT NULL REFERENCES "unit" (id),
    leader TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    from_on TEXT COLLATE "C" NOT NULL,
    until_on TEXT COLLATE "C" NOT NULL
);

-- Visits to one unit each.
CREATE TABLE "visit" (
    id BIGINT PRIMARY KEY NOT NULL,
    tour_id BIGINT NOT NULL REFERENCES "tour" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    visited_on TEXT COLLATE "C" NOT NULL,
    purposes TEXT COLLATE "C" NOT NULL,
    methods TEXT COLLATE "C" NOT NULL,
    summary TEXT COLLATE "C" NOT NULL
);
CREATE INDEX visit_by_tour ON "visit" (tour_id);
CREATE INDEX visit_by_unit ON "visit" (unit_id);

-- Meetings held at visits: each one session.
CREATE TABLE "meeting" (
    id BIGINT PRIMARY KEY NOT NULL,
    visit_id BIGINT NOT NULL REFERENCES "visit" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    kind TEXT COLLATE "C" NOT NULL,
    participants INTEGER NOT NULL,
    tiers TEXT COLLATE "C" NOT NULL
);
CREATE INDEX meeting_by_visit ON "meeting" (visit_id);

-- Interviews held at visits: each one person-time; the content is kept nowhere here.
CREATE TABLE "interview" (
    id BIGINT PRIMARY KEY NOT NULL,
    visit_id BIGINT NOT NULL REFERENCES "visit" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    interviewee TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL
);
CREATE INDEX interview_by_visit ON "interview" (visit_id);

-- What a visit left: findings, guidance, support, checks of measures.
CREATE TABLE "visit_item" (
    id BIGINT PRIMARY KEY NOT NULL,
    visit_id BIGINT NOT NULL REFERENCES "visit" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    kind TEXT COLLATE "C" NOT NULL,
    reach TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    reply_due_on TEXT COLLATE "C",
    replied_on TEXT COLLATE "C",
    measure_id BIGINT REFERENCES "measure" (id)
);
CREATE INDEX visit_item_by_visit ON "visit_item" (visit_id);
CREATE INDEX visit_item_by_unit ON "visit_item" (unit_id);

-- Comments from the public, held until moderated.
CREATE TABLE "comment" (
    id BIGINT PRIMARY KEY NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    body TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    written_at TEXT COLLATE "C" NOT NULL
);

-- The hash-chained journal.
CREATE TABLE "journal" (
    place BIGINT PRIMARY KEY NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    subject_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    detail TEXT COLLATE "C" NOT NULL,
    previous TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL
);
CREATE INDEX journal_by_subject ON "journal" (subject, subject_id);
CREATE INDEX journal_by_unit ON "journal" (unit_id, place);
