-- What came of it when the server last verified the register to sign a checkpoint.
CREATE TABLE "signing_note" (
    id BIGINT PRIMARY KEY NOT NULL CHECK (id = 1),
    at TEXT COLLATE "C" NOT NULL,
    entries BIGINT NOT NULL,
    fault TEXT COLLATE "C"
);
