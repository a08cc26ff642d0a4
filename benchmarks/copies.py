"""Wire copy found: how many true copies, and whether an answer is ever reused for another fact.

    DATELINE_CORPORA=FOLDER python benchmarks/copies.py [--texts 300] [--write docs/benchmarks.md]

Articles of PolNeAR train with copies as other desks would print them (`copies_corpus.py`), read in
a mixed order, each compared with those before it that are likely. Beside it datasketch's MinHash
LSH, which tells whether texts are alike and not whether they say the same. Exit status 1 where
recall is under 0.95, or anything is reused where a fact differs.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence

from copies_corpus import Copy, corpus
from corpora import polnear
from pages import add_write, fill

from dateline.copies import SentenceIndex, compare, fold
from dateline.copies.reuse import tells
from dateline.errors import InputError
from dateline.models import Article
from dateline.survey import survey

RECALL = 0.95


def ours(texts: Sequence[Copy]) -> tuple[list[str | None], float]:
    """For each text the earlier one whose answer is reused for it, and the CPU seconds of each."""
    started = time.process_time()
    index: SentenceIndex[str] = SentenceIndex()
    read = {}
    found: list[str | None] = []
    for text in texts:
        article = Article.from_text(text.text)
        folded = fold(article)
        likely = index.likely(folded)
        reuse = None
        for name in likely:
            if compare(read[name], folded, tells(survey(article))).may_be_reused:
                reuse = name
                break
        found.append(reuse)
        read[text.id] = folded
        index.add(text.id, folded)
    return found, (time.process_time() - started) / len(texts)


def minhash(texts: Sequence[Copy]) -> tuple[list[str | None], float]:
    """The same by MinHash over five words, and a threshold of 0.5."""
    from datasketch import MinHash, MinHashLSH

    started = time.process_time()
    index = MinHashLSH(threshold=0.5, num_perm=128)
    found: list[str | None] = []
    for text in texts:
        words = text.text.lower().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch(
            [" ".join(words[n : n + 5]).encode() for n in range(max(1, len(words) - 4))]
        )
        found.append(next(iter(index.query(sketch)), None))
        index.insert(text.id, sketch)
    return found, (time.process_time() - started) / len(texts)


def judged(texts: Sequence[Copy], found: Sequence[str | None]) -> Counter[str]:
    """Copies by what became of them. A text is a true copy if an earlier one says all it says."""
    tally: Counter[str] = Counter()
    by_id = {text.id: text for text in texts}
    before: dict[str, list[Copy]] = {}
    for text, name in zip(texts, found, strict=True):
        earlier = before.setdefault(text.original, [])
        is_copy = any(not _differs(text, e) and e.cut <= text.cut for e in earlier)
        earlier.append(text)
        tally["copies"] += is_copy
        tally["found"] += is_copy and name is not None
        if name is not None:
            other = by_id[name]
            is_same = other.original == text.original
            tally["another story"] += not is_same
            tally["another fact"] += is_same and _differs(text, other)
    return tally


def _differs(text: Copy, other: Copy) -> bool:
    """Whether a text says anything that another does not. One that lacks a later toll does not."""
    if text.changed_fact == other.changed_fact:
        return False
    only_less = text.changed_fact is None and (other.changed_fact or "").startswith("later toll")
    return not only_less


def main() -> int:
    """Print the table, and write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--texts", type=int, default=300)
    parser.add_argument("--show", action="store_true", help="what was missed or wrongly reused")
    add_write(parser, "copies")
    args = parser.parse_args()
    originals = [(a.name, a.text) for a in polnear("train") if _is_read(a.text)][: args.texts]
    texts = corpus(originals)
    lines = [
        "| | copies | reused | recall | another fact | another story | CPU a text, ms |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    good = True
    for name, find in (("dateline", ours), ("datasketch MinHash LSH", minhash)):
        found, seconds = find(texts)
        tally = judged(texts, found)
        recall = tally["found"] / tally["copies"]
        lines.append(
            f"| {name} | {tally['copies']} | {tally['found']} | {recall:.3f} | "
            f"{tally['another fact']} | {tally['another story']} | {seconds * 1000:.1f} |"
        )
        if name == "dateline":
            good = recall >= RECALL and not tally["another fact"]
            if args.show:
                _show(texts, found)
    print("\n".join(lines))
    if args.write:
        fill(args.write, "copies", lines)
    return 0 if good else 1


def _is_read(text: str) -> bool:
    try:
        Article.from_text(text)
    except InputError:
        return False
    return True


def _show(texts: Sequence[Copy], found: Sequence[str | None]) -> None:
    by_id = {text.id: text for text in texts}
    before: dict[str, list[Copy]] = {}
    for text, name in zip(texts, found, strict=True):
        earlier = before.setdefault(text.original, [])
        if name is not None and _differs(text, by_id[name]):
            print("wrong", text.id, text.changed_fact, text.edits, "<-", name)
        elif name is None and any(not _differs(text, e) and e.cut <= text.cut for e in earlier):
            print("missed", text.id, text.changed_fact, text.edits)
        earlier.append(text)


if __name__ == "__main__":
    sys.exit(main())
