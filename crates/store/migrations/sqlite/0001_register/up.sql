-- Settings of the organisation: the pack, the columns of the unit file.
CREATE TABLE "setting" (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;

-- Units of the tree; `lo`..`hi` is the pre-order interval, `seq` the order in which they came in.
CREATE TABLE "unit" (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    parent_id INTEGER REFERENCES "unit" (id),
    tier INTEGER NOT NULL,
    class TEXT NOT NULL,
    lo INTEGER NOT NULL,
    hi INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    synthetic INTEGER NOT NULL CHECK (synthetic IN (0, 1)),
    opened_on TEXT,
    closed_on TEXT
) STRICT;
CREATE INDEX unit_by_parent ON "unit" (parent_id, seq);
CREATE INDEX unit_by_lo ON "unit" (lo);
CREATE INDEX unit_by_class ON "unit" (class, lo);

-- Accounts: a login and the role title they are shown under.
CREATE TABLE "account" (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    password_hash TEXT,
    created_at TEXT NOT NULL,
    disabled INTEGER NOT NULL CHECK (disabled IN (0, 1))
) STRICT;

-- Roles held at units between dates.
CREATE TABLE "holding" (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES "account" (id),
    role TEXT NOT NULL,
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    from_on TEXT NOT NULL,
    until_on TEXT
) STRICT;
CREATE INDEX holding_by_account ON "holding" (account_id);
CREATE INDEX holding_by_unit ON "holding" (unit_id);

-- Sign-in sessions; only the hash of a token is kept.
CREATE TABLE "session" (
    token_hash TEXT PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES "account" (id),
    csrf TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX session_by_account ON "session" (account_id);

-- Posts of units.
CREATE TABLE "post" (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT
) STRICT;
CREATE INDEX post_by_unit ON "post" (unit_id);

-- Duties laid on units and their acknowledgement.
CREATE TABLE "duty" (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    kind TEXT NOT NULL,
    post_id INTEGER REFERENCES "post" (id),
    laid_by INTEGER NOT NULL REFERENCES "unit" (id),
    laid_on TEXT NOT NULL,
    acknowledged_on TEXT
) STRICT;
CREATE INDEX duty_by_unit ON "duty" (unit_id, kind);

-- Programmes.
CREATE TABLE "programme" (
    id INTEGER PRIMARY KEY,
    organiser_id INTEGER NOT NULL REFERENCES "unit" (id),
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    pack TEXT NOT NULL,
    goal TEXT NOT NULL,
    started_on TEXT NOT NULL
) STRICT;
CREATE INDEX programme_by_organiser ON "programme" (organiser_id);

-- Rounds: one topic, one assessment, one organiser.
CREATE TABLE "round" (
    id INTEGER PRIMARY KEY,
    programme_id INTEGER NOT NULL REFERENCES "programme" (id),
    organiser_id INTEGER NOT NULL REFERENCES "unit" (id),
    number INTEGER NOT NULL,
    topic TEXT NOT NULL,
    state TEXT NOT NULL,
    opens_on TEXT NOT NULL,
    plans_due_on TEXT NOT NULL,
    ends_on TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX round_by_number ON "round" (programme_id, organiser_id, number);

-- Published versions of standards; `body` is the standard as JSON.
CREATE TABLE "standard" (
    id INTEGER PRIMARY KEY,
    programme_id INTEGER NOT NULL REFERENCES "programme" (id),
    organiser_id INTEGER NOT NULL REFERENCES "unit" (id),
    version INTEGER NOT NULL,
    published_on TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX standard_by_version ON "standard" (programme_id, organiser_id, version);

-- Versions of plans; `body` holds the sections as JSON.
CREATE TABLE "plan" (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    latest INTEGER NOT NULL CHECK (latest IN (0, 1)),
    session_on TEXT,
    body TEXT NOT NULL,
    submitted_at TEXT NOT NULL,
    submitted_by INTEGER REFERENCES "account" (id)
) STRICT;
CREATE UNIQUE INDEX plan_by_version ON "plan" (round_id, unit_id, version);
CREATE INDEX plan_by_unit ON "plan" (unit_id);

-- Reviews of plans; `missing` lists keys of the checklist as JSON.
CREATE TABLE "plan_review" (
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES "plan" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    outcome TEXT NOT NULL,
    missing TEXT NOT NULL,
    remarks TEXT NOT NULL,
    reviewed_at TEXT NOT NULL,
    reviewer_id INTEGER REFERENCES "account" (id)
) STRICT;
CREATE INDEX plan_review_by_plan ON "plan_review" (plan_id);

-- Seminar sessions that were held; `body` is the record as JSON.
CREATE TABLE "seminar" (
    id INTEGER PRIMARY KEY,
    round_id INTEGER REFERENCES "round" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    kind TEXT NOT NULL,
    held_on TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    present INTEGER NOT NULL,
    expected INTEGER NOT NULL,
    body TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX seminar_by_unit ON "seminar" (unit_id, round_id);
CREATE INDEX seminar_by_round ON "seminar" (round_id);

-- Who is sent to listen in at whose session.
CREATE TABLE "observation" (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    assessor_id INTEGER NOT NULL REFERENCES "account" (id),
    state TEXT NOT NULL,
    assigned_on TEXT NOT NULL,
    session_on TEXT
) STRICT;
CREATE UNIQUE INDEX observation_once ON "observation" (round_id, unit_id, assessor_id);
CREATE INDEX observation_by_unit ON "observation" (unit_id);
CREATE INDEX observation_by_assessor ON "observation" (assessor_id, state);

-- Random draws: the frozen frame, the public seed, the certificate.
CREATE TABLE "draw" (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    organiser_id INTEGER NOT NULL REFERENCES "unit" (id),
    state TEXT NOT NULL,
    rate TEXT NOT NULL,
    frame TEXT NOT NULL,
    frame_hash TEXT NOT NULL,
    frozen_at TEXT NOT NULL,
    seed TEXT,
    drawn_at TEXT,
    certificate TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX draw_by_round ON "draw" (round_id);

-- Units drawn for a spot check, in the order of the draw.
CREATE TABLE "spot_check" (
    id INTEGER PRIMARY KEY,
    draw_id INTEGER NOT NULL REFERENCES "draw" (id),
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    class TEXT NOT NULL,
    place INTEGER NOT NULL,
    ticket TEXT NOT NULL,
    state TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX spot_check_once ON "spot_check" (draw_id, unit_id);
CREATE INDEX spot_check_by_round ON "spot_check" (round_id, class);
CREATE INDEX spot_check_by_unit ON "spot_check" (unit_id);

-- Score sheets handed in; `marks`, `vetoes` are JSON, `score` an exact fraction of 100.
CREATE TABLE "sheet" (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    observation_id INTEGER REFERENCES "observation" (id),
    spot_check_id INTEGER REFERENCES "spot_check" (id),
    assessor_id INTEGER NOT NULL REFERENCES "account" (id),
    standard_id INTEGER NOT NULL REFERENCES "standard" (id),
    marks TEXT NOT NULL,
    vetoes TEXT NOT NULL,
    remarks TEXT NOT NULL,
    score TEXT NOT NULL,
    submitted_at TEXT NOT NULL
) STRICT;
CREATE INDEX sheet_by_unit ON "sheet" (unit_id, round_id);
CREATE INDEX sheet_by_round ON "sheet" (round_id, kind);
CREATE INDEX sheet_by_assessor ON "sheet" (assessor_id);

-- Overall ratings: parts and weights as JSON, the exact score, grade and veto.
CREATE TABLE "rating" (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    standard_id INTEGER NOT NULL REFERENCES "standard" (id),
    parts TEXT NOT NULL,
    score TEXT,
    grade TEXT NOT NULL,
    veto TEXT,
    rated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX rating_once ON "rating" (round_id, unit_id);
CREATE INDEX rating_by_unit ON "rating" (unit_id);

-- Published versions of circulars; `body` is the document as JSON.
CREATE TABLE "circular" (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    organiser_id INTEGER NOT NULL REFERENCES "unit" (id),
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    published_on TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX circular_by_version ON "circular" (round_id, version);

-- Units named in a circular.
CREATE TABLE "mention" (
    id INTEGER PRIMARY KEY,
    circular_id INTEGER NOT NULL REFERENCES "circular" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    polarity TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX mention_by_circular ON "mention" (circular_id);
CREATE INDEX mention_by_unit ON "mention" (unit_id);

-- Recipients of circulars and when they read them.
CREATE TABLE "receipt" (
    id INTEGER PRIMARY KEY,
    circular_id INTEGER NOT NULL REFERENCES "circular" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    read_at TEXT,
    account_id INTEGER REFERENCES "account" (id)
) STRICT;
CREATE UNIQUE INDEX receipt_once ON "receipt" (circular_id, unit_id);
CREATE INDEX receipt_by_unit ON "receipt" (unit_id);

-- Problems of findings lists: level area, team or person.
CREATE TABLE "problem" (
    id INTEGER PRIMARY KEY,
    serial TEXT NOT NULL UNIQUE,
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    level TEXT NOT NULL,
    aspect TEXT NOT NULL,
    body TEXT NOT NULL,
    instance TEXT NOT NULL,
    source TEXT NOT NULL,
    round_id INTEGER REFERENCES "round" (id),
    found_on TEXT NOT NULL
) STRICT;
CREATE INDEX problem_by_unit ON "problem" (unit_id, level);

-- Typical symptoms in catalogues; never counted as problems.
CREATE TABLE "manifestation" (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    aspect TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX manifestation_by_unit ON "manifestation" (unit_id);

-- Corrective measures.
CREATE TABLE "measure" (
    id INTEGER PRIMARY KEY,
    serial TEXT NOT NULL UNIQUE,
    problem_id INTEGER NOT NULL REFERENCES "problem" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    body TEXT NOT NULL,
    owner TEXT NOT NULL,
    deliverable TEXT NOT NULL,
    time_class TEXT NOT NULL,
    due_on TEXT,
    state TEXT NOT NULL,
    progress INTEGER NOT NULL,
    evidence TEXT,
    requested_by INTEGER REFERENCES "account" (id),
    approved_by INTEGER REFERENCES "account" (id),
    closed_on TEXT
) STRICT;
CREATE INDEX measure_by_problem ON "measure" (problem_id);
CREATE INDEX measure_by_unit ON "measure" (unit_id, state);

-- What happened to a measure, step by step.
CREATE TABLE "measure_step" (
    id INTEGER PRIMARY KEY,
    measure_id INTEGER NOT NULL REFERENCES "measure" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    step TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    account_id INTEGER REFERENCES "account" (id),
    remarks TEXT NOT NULL,
    evidence TEXT
) STRICT;
CREATE INDEX measure_step_by_measure ON "measure_step" (measure_id);

-- Tours: a leader's journey of several visits.
CREATE TABLE "tour" (
    id INTEGER PRIMARY KEY,
    organiser_id INTEGER NOT NULL REFERENCES "unit" (id),
    leader TEXT NOT NULL,
    purpose TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL
) STRICT;

-- Visits to one unit each.
CREATE TABLE "visit" (
    id INTEGER PRIMARY KEY,
    tour_id INTEGER NOT NULL REFERENCES "tour" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    visited_on TEXT NOT NULL,
    purposes TEXT NOT NULL,
    methods TEXT NOT NULL,
    summary TEXT NOT NULL
) STRICT;
CREATE INDEX visit_by_tour ON "visit" (tour_id);
CREATE INDEX visit_by_unit ON "visit" (unit_id);

-- Meetings held at visits: each one session.
CREATE TABLE "meeting" (
    id INTEGER PRIMARY KEY,
    visit_id INTEGER NOT NULL REFERENCES "visit" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    kind TEXT NOT NULL,
    participants INTEGER NOT NULL,
    tiers TEXT NOT NULL
) STRICT;
CREATE INDEX meeting_by_visit ON "meeting" (visit_id);

-- Interviews held at visits: each one person-time; the content is kept nowhere here.
CREATE TABLE "interview" (
    id INTEGER PRIMARY KEY,
    visit_id INTEGER NOT NULL REFERENCES "visit" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    interviewee TEXT NOT NULL,
    role TEXT NOT NULL
) STRICT;
CREATE INDEX interview_by_visit ON "interview" (visit_id);

-- What a visit left: findings, guidance, support, checks of measures.
CREATE TABLE "visit_item" (
    id INTEGER PRIMARY KEY,
    visit_id INTEGER NOT NULL REFERENCES "visit" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    kind TEXT NOT NULL,
    reach TEXT NOT NULL,
    body TEXT NOT NULL,
    reply_due_on TEXT,
    replied_on TEXT,
    measure_id INTEGER REFERENCES "measure" (id)
) STRICT;
CREATE INDEX visit_item_by_visit ON "visit_item" (visit_id);
CREATE INDEX visit_item_by_unit ON "visit_item" (unit_id);

-- Comments from the public, held until moderated.
CREATE TABLE "comment" (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    written_at TEXT NOT NULL
) STRICT;

-- The hash-chained journal.
CREATE TABLE "journal" (
    place INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    action TEXT NOT NULL,
    actor TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    detail TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX journal_by_subject ON "journal" (subject, subject_id);
CREATE INDEX journal_by_unit ON "journal" (unit_id, place);
