-- The head's signature under a frozen report, by the hash of exactly what was seen.
CREATE TABLE "report_signature" (
    id INTEGER PRIMARY KEY REFERENCES "report_frozen" (id),
    sha256 TEXT NOT NULL,
    signed_on TEXT NOT NULL,
    signed_by INTEGER NOT NULL REFERENCES "account" (id)
) STRICT;
