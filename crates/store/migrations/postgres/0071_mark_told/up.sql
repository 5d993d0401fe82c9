-- The mark of the register (what it says it is) stands in the chain from here on. The tables stay as they are; after the
-- steps the program takes under the chain what it does not tell of yet (sealing.rs).
SELECT 1;
