-- A correction of a problem that was signed: it stands beside the signed words until the head signs it.
CREATE TABLE "problem_proposal" (
    id INTEGER PRIMARY KEY REFERENCES "problem" (id),
    aspect TEXT NOT NULL,
    body TEXT NOT NULL,
    instance TEXT NOT NULL,
    root_cause TEXT,
    target TEXT,
    leader TEXT,
    assisting TEXT,
    contact TEXT,
    proposed_on TEXT NOT NULL,
    proposed_by INTEGER REFERENCES "account" (id)
) STRICT;
