"""Which articles hang together by their words: the components within which lineage is traced.

A text is given as its runs of words, one number each. Texts with the same runs are one body,
however many articles carry it; two bodies hang together when they share ``LEAST`` runs, and a
component is what hangs together directly or by way of others: a function of the set of texts.
"""

import hashlib
import json
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from firsthand.store.database import Database, Row

#: runs that two bodies share at least: lineage looks at no pair with fewer, unless one of the two
#: names the other's outlet
LEAST = 6

Codes = NDArray[np.uint64]


def carry(database: Database, article: int, codes: Codes) -> set[int]:
    """Note the runs of an article's text, and return the components that changed by that.

    What the article carried before is put down.
    """
    runs = np.unique(codes)
    body = _body(database, article, runs)
    before = database.one("carried", article)
    if before is not None and before["body"] == body:
        return {before["component"]}
    left = put_down(database, article)
    database.do("carry", article=article, body=body)
    return {*left, _row(database, body)["component"]}


def put_down(database: Database, article: int) -> set[int]:
    """Forget which text an article carries, and return what is left of its component."""
    before = database.one("carried", article)
    if before is None:
        return set()
    database.do("put_down", article)
    if database.one("carriers", before["body"]):
        return {before["component"]}
    codes = _codes(database, before["body"])
    database.many("delete_run", [(code, before["body"]) for code in codes])
    database.do("delete_body", before["body"])
    return _part(database, before["component"])


def articles(database: Database, component: int) -> list[int]:
    """Return the articles of a component."""
    return [row["article"] for row in database.all("component_articles", component)]


def components(database: Database, numbers: Iterable[int]) -> list[int]:
    """Return the components in which these articles stand."""
    rows = database.all("components", numbers=json.dumps(list(numbers)))
    return [row["component"] for row in rows]


def _row(database: Database, body: int) -> Row:
    row = database.one("body", body)
    assert row is not None
    return row


def _codes(database: Database, body: int) -> list[int]:
    """Return the runs of a body as SQLite counts them, with a sign."""
    codes: list[int] = np.frombuffer(_row(database, body)["runs"], np.int64).tolist()
    return codes


def _body(database: Database, article: int, runs: Codes) -> int:
    """Return the body that has these runs, made and tied to others if it is new."""
    # a text without runs hangs together with nothing, not even with another such
    name = runs.tobytes() or f"article {article}".encode()
    key = hashlib.blake2b(name, digest_size=16).digest()
    known = database.one("body_keyed", key)
    if known is not None:
        number: int = known["number"]
        return number
    body = database.do("add_body", key=key, runs=runs.tobytes())
    database.do("set_component", component=body, body=body)
    database.many("add_run", [(code, body) for code in _codes(database, body)])
    _tie(database, body)
    return body


def _tie(database: Database, body: int) -> None:
    """Join the components of all that shares enough runs with ``body``; the largest one absorbs."""
    codes = json.dumps(_codes(database, body))
    rows = database.all("partners", codes=codes, body=body, least=LEAST)
    found = {row["component"] for row in rows} | {_row(database, body)["component"]}
    kept, *others = sorted(found, key=lambda component: (-_size(database, component), component))
    for component in others:
        database.do("join_components", kept=kept, absorbed=component)


def _size(database: Database, component: int) -> int:
    row = database.one("component_size", component)
    return row[0] if row else 0


def _part(database: Database, component: int) -> set[int]:
    """See what still hangs together after a body has gone; return the components there are now."""
    bodies = [row["number"] for row in database.all("component_bodies", component)]
    for body in bodies:
        database.do("set_component", component=body, body=body)
    for body in bodies:
        _tie(database, body)
    return {_row(database, body)["component"] for body in bodies}
