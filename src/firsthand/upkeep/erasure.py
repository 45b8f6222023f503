"""Is it gone? Runs of words are taken before they are deleted, and looked for in every byte after."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from firsthand.records import Article
from firsthand.store.database import Database

#: characters of a run: long enough that other texts have it from this one, if at all
RUN = 40
#: runs that are looked for after one request
MOST = 200
#: bytes of a file that are looked through at a time
_CHUNK = 1 << 22
#: no quotation marks, controls or line ends: those are written otherwise where texts are kept as data
_PLAIN = re.compile(rf"[^\"“”„«»'‘’\\\x00-\x1f<>&]{{{RUN}}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Of the runs that were looked for: those in other articles, and those that should be gone."""

    elsewhere: int = 0
    found: int = 0


def sample(articles: Iterable[Iterable[Article]]) -> list[str]:
    """Take runs of words out of all wordings of some articles, evenly spread."""
    runs = [
        run
        for wordings in articles
        for article in wordings
        for words in (article.title or "", article.text)
        for run in _PLAIN.findall(words)
    ]
    different = list(dict.fromkeys(runs))
    step = -(-len(different) // MOST) or 1
    return different[::step]


def search(database: Database, runs: Sequence[str]) -> Left:
    """Look for runs of deleted words in the library's files, and tell those of other articles apart."""
    left = _in_files(database.path, runs)
    elsewhere = {
        run
        for row in (database.all("all_texts") if left else ())
        for run in left
        if run in row["text"] or run in (row["title"] or "")
    }
    return Left(elsewhere=len(elsewhere), found=len(left) - len(elsewhere))


def _in_files(path: Path, runs: Sequence[str]) -> list[str]:
    wanted = {run: run.encode() for run in runs}
    found: dict[str, None] = {}
    for end in ("", "-wal", "-shm"):
        file = path.with_name(path.name + end)
        if not wanted or not file.exists():
            continue
        with file.open("rb") as stream:
            before = b""
            while chunk := stream.read(_CHUNK):
                window = before + chunk
                found |= dict.fromkeys(run for run, words in wanted.items() if words in window)
                before = window[-4 * RUN :]  # a character has at most four bytes
    return list(found)
