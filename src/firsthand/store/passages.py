"""Which texts share their words: what lineage has to look at together.

A text is given as its runs of words, one number each, of which a fixed sample is kept: a
number is in it or not by itself, so that two texts keep the same of what they share (Manber 1994). Texts with
the same sample are one body, however many articles carry it. Two bodies of which one has a good
part of the other are of one *family*, and so is what is so tied by way of others; besides, each
body has its *nearest* few. Both are functions of the set of bodies: it does not matter which came
first, nor what was there in between. In other languages a body's nearest are those that share most of
its *hallmarks*, numbers by which a text is known again although it has no words in common.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.store.database import Database, Row

#: of the runs one in so many is kept: a hundred of an article of 400 words
SAMPLED = 4
#: sampled runs that two bodies share at least, about sixteen words in one piece: fewer prove no
#: copying, and phrases of the trade would tie everything to everything
LEAST = 3
#: share of the smaller body's runs from which on two are of one family. Of a text edited here and
#: there half of the words leave a third of the runs whole
KINDRED = 0.3
#: neighbours of a body beside its family; the stemma lists no more upstreams of a text
NEAREST = 3
#: hallmarks that two bodies in different languages share at least (see ``lineage.hallmarks``)
LEAST_ABROAD = 4
#: bits of a run's number that are kept: among ten million a chance encounter is still unlikely
_BITS = 48
#: a number is in the sample if it has no bit from here on
_UNIT = 65 - SAMPLED.bit_length()

Codes = NDArray[np.uint64]
_NONE: Codes = np.zeros(0, dtype=np.uint64)


def carry(
    database: Database,
    article: int,
    codes: Codes,
    pages: Iterable[str] = (),
    *,
    hallmarks: Codes = _NONE,
    language: str = "und",
) -> set[int]:
    """Note the runs of an article's text, and the names of pages to which it leads.

    ``hallmarks`` are numbers, in order, by which it is known in other languages. What the article
    carried before is put down. Returns the stories, its own among them, around which this stands or
    stood.
    """
    runs, marks = _sample(codes), _marks(hallmarks)
    key = _key(article, runs, marks, language)
    before = database.one("carried", article)
    left: set[int] = set()
    if before is None or before["key"] != key:
        left = stories_beside(database, article)
        put_down(database, article)
        known = database.one("body_keyed", key)
        body = known["number"] if known else _begin(database, key, runs, marks, language)
        database.do("carry", article=article, body=body)
    database.do("delete_pointers", article)
    database.many("add_pointer", [(page, article) for page in pages])
    return left | stories_beside(database, article)


def put_down(database: Database, article: int) -> set[int]:
    """Forget which text an article carries; return the articles around which it stood."""
    before = database.one("carried", article)
    if before is None:
        return set()
    touched = beside(database, article)
    database.do("put_down", article)
    database.do("delete_pointers", article)
    if database.one("carriers", before["body"]) is None:
        _end(database, before["body"])
    return touched - {article}


def beside(database: Database, article: int) -> set[int]:
    """Return the articles around which one stands: what changes in it concerns them."""
    return {row["article"] for row in database.all("beside", article=article)}


def stories_beside(database: Database, article: int) -> set[int]:
    """Return the stories of an article and of those around which it stands."""
    return {row["story"] for row in database.all("stories_beside", article=article)}


def around(database: Database, numbers: Iterable[int]) -> set[int]:
    """Return what lineage has to look at for these articles: them, their families and neighbours."""
    wanted = set(numbers)
    rows = database.all("around", numbers=json.dumps(sorted(wanted)))
    return wanted.union(row["article"] for row in rows)


# --------------------------------------------------------------------------- bodies


def _sample(codes: Codes) -> Codes:
    """Return the sampled runs in order, each once, as numbers without a sign."""
    kept = codes[codes >> np.uint64(_UNIT) == 0]
    return np.unique(kept >> np.uint64(_UNIT - _BITS))


def _marks(hallmarks: Codes) -> Codes:
    return np.unique(hallmarks >> np.uint64(64 - _BITS))


def _key(article: int, runs: Codes, marks: Codes, language: str) -> bytes:
    # a text without runs shares words with nothing, not even with another such
    name = runs.tobytes() or f"article {article}".encode()
    # equal bodies are equal in all by which others find them
    known = b"\0".join((name, language.encode("utf-8", "surrogatepass"), marks.tobytes()))
    return hashlib.blake2b(known, digest_size=16).digest()


def _begin(database: Database, key: bytes, runs: Codes, marks: Codes, language: str) -> int:
    """Keep a new body and tie it to others."""
    body = database.do(
        "add_body", key=key, runs=runs.tobytes(), size=len(runs), language=language,
        hallmarks=marks.tobytes(),
    )  # fmt: skip
    database.do("set_family", family=body, body=body)
    row = _row(database, body)
    database.many("add_run", [(code, body) for code in _codes(row)])
    database.many("add_hallmark", [(code, language, body) for code in marks.tolist()])
    partners = _partners(database, row)
    _tie(database, body, len(runs), partners)
    _approach(database, row, partners, abroad=False)
    _approach(database, row, _partners_abroad(database, row), abroad=True)
    return body


def _end(database: Database, body: int) -> None:
    """Forget a body that nobody carries any more, and tie anew what it held together."""
    row = _row(database, body)
    database.many("delete_run", [(code, body) for code in _codes(row)])
    marks = _numbers(row["hallmarks"])
    database.many("delete_hallmark", [(code, row["language"], body) for code in marks])
    nearby = database.all("near_to", body)
    database.do("delete_near", body=body)
    database.do("delete_body", body)
    for other in nearby:
        again, abroad = _row(database, other["body"]), bool(other["abroad"])
        partners = (_partners_abroad if abroad else _partners)(database, again)
        _approach(database, again, partners, abroad=abroad)
    _part(database, row["family"])


def _row(database: Database, body: int) -> Row:
    row = database.one("body", body)
    assert row is not None
    return row


def _codes(row: Row) -> list[int]:
    return _numbers(row["runs"])


def _numbers(kept: bytes) -> list[int]:
    numbers: list[int] = np.frombuffer(kept, np.int64).tolist()
    return numbers


def _partners(database: Database, row: Row) -> list[Row]:
    """Return the bodies that share enough runs with one, with how many, as far as it matters.

    ``closer`` are those among whose nearest it is.
    """
    return database.all(
        "partners", codes=json.dumps(_codes(row)), body=row["number"], key=row["key"],
        size=row["size"], least=LEAST, kindred=KINDRED, nearest=NEAREST,
    )  # fmt: skip


def _partners_abroad(database: Database, row: Row) -> list[Row]:
    """Return the bodies in other languages that share enough hallmarks with one, with how many."""
    codes = json.dumps(_numbers(row["hallmarks"]))
    return database.all(
        "partners_abroad", codes=codes, language=row["language"], key=row["key"],
        least=LEAST_ABROAD, nearest=NEAREST,
    )  # fmt: skip


def _approach(database: Database, row: Row, partners: Sequence[Row], *, abroad: bool) -> None:
    """Write the nearest of a body, and it among the nearest of those that share something with it."""
    body = row["number"]
    found = [(body, one["number"], abroad, one["shared"], one["key"]) for one in partners]
    closer = [one for one in partners if one["closer"]]
    back = [(one["number"], body, abroad, one["shared"], row["key"]) for one in closer]
    database.many("add_near", [*_nearest(found), *back])
    database.do(
        "leave_far",
        bodies=json.dumps([one["number"] for one in closer]),
        nearest=NEAREST,
        abroad=abroad,
    )


def _nearest(
    found: Sequence[tuple[int, int, bool, int, bytes]],
) -> list[tuple[int, int, bool, int, bytes]]:
    return sorted(found, key=lambda near: (-near[3], near[4]))[:NEAREST]


# --------------------------------------------------------------------------- families


def _tie(database: Database, body: int, size: int, partners: Sequence[Row]) -> None:
    """Join the families of all that is kindred with ``body``; the largest one absorbs the others."""
    found = {
        one["family"] for one in partners if one["shared"] >= KINDRED * min(size, one["size"])
    } | {_row(database, body)["family"]}
    kept, *others = sorted(found, key=lambda family: (-_size(database, family), family))
    for family in others:
        database.do("join_families", kept=kept, absorbed=family)


def _size(database: Database, family: int) -> int:
    row = database.one("family_size", family)
    return row[0] if row else 0


def _part(database: Database, family: int) -> None:
    """See what still hangs together after a body has gone."""
    bodies = [row["number"] for row in database.all("family_bodies", family)]
    for body in bodies:
        database.do("set_family", family=body, body=body)
    for body in bodies:
        row = _row(database, body)
        _tie(database, body, row["size"], _partners(database, row))
