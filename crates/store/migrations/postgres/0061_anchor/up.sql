-- The Merkle tree over the acts: hashes of full tiles, signed checkpoints, and what keeps guesses out of the leaves.
CREATE TABLE "tree_node" (
    level INTEGER NOT NULL,
    place BIGINT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (level, place)
);

CREATE TABLE "checkpoint" (
    size BIGINT PRIMARY KEY NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    made_at TEXT COLLATE "C" NOT NULL
);

CREATE TABLE "tree_secret" (
    id BIGINT PRIMARY KEY NOT NULL CHECK (id = 1),
    secret TEXT COLLATE "C" NOT NULL
);
