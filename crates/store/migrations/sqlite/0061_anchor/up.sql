-- The Merkle tree over the acts: hashes of full tiles, signed checkpoints, and what keeps guesses out of the leaves.
CREATE TABLE "tree_node" (
    level INTEGER NOT NULL,
    place INTEGER NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (level, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE "checkpoint" (
    size INTEGER PRIMARY KEY NOT NULL,
    note TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

CREATE TABLE "tree_secret" (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    secret TEXT NOT NULL
) STRICT;
