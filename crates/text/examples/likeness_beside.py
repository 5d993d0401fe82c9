"""Two libraries beside the join: how long they take, and how many of its pairs they find.

cargo run --release -p earnest-text --example likeness_measured -- 100000 words 4/5 3 2 /tmp/measured
python3 -m venv /tmp/beside && /tmp/beside/bin/pip install rensa datasketch
/tmp/beside/bin/python crates/text/examples/likeness_beside.py /tmp/measured 4/5
"""

import sys
import time

import rensa
from datasketch import MinHash, MinHashLSH


def main(name: str, threshold: str) -> None:
    above, below = (int(part) for part in threshold.split("/"))
    texts = open(f"{name}.texts", encoding="utf-8").read().split("\n")
    pairs = {tuple(map(int, line.split())) for line in open(f"{name}.pairs", encoding="utf-8")}
    shingles = [sorted({text[at : at + 3] for at in range(len(text) - 2)}) for text in texts]

    def tell(library: str, start: float, found: set) -> None:
        right = found & pairs
        print(f"{library}: {time.time() - start:.1f} s, {len(right)} of {len(pairs)} pairs, {len(found - pairs)} too many")

    def near(one: int, other: int) -> bool:
        left, right = set(shingles[one]), set(shingles[other])
        common = len(left & right)
        return common * below >= (len(left) + len(right) - common) * above

    start = time.time()
    index = rensa.RMinHashLSH(threshold=above / below, num_perm=128, num_bands=16)
    sketches = []
    for at, parts in enumerate(shingles):
        sketch = rensa.RMinHash(num_perm=128, seed=1)
        sketch.update(parts)
        index.insert(at, sketch)
        sketches.append(sketch)
    found = {(min(at, to), max(at, to)) for at, one in enumerate(sketches) for to in index.query(one) if to != at}
    found = {pair for pair in found if near(*pair)}
    tell("rensa, what it proposed checked exactly", start, found)

    start = time.time()
    index = MinHashLSH(threshold=above / below, num_perm=128)
    sketches = MinHash.bulk([[part.encode() for part in parts] for parts in shingles], num_perm=128)
    for at, sketch in enumerate(sketches):
        index.insert(at, sketch)
    found = {(min(at, to), max(at, to)) for at, one in enumerate(sketches) for to in index.query(one) if to != at}
    found = {pair for pair in found if near(*pair)}
    tell("datasketch, what it proposed checked exactly", start, found)


main(sys.argv[1], sys.argv[2])
