"""Reading what the user names: files of texts, pages, feeds and archives, folders, addresses.

What cannot be read is a value with its reason; the rest is read on.
"""

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from firsthand.collect import readings
from firsthand.collect.addresses import is_address
from firsthand.collect.articles import make
from firsthand.collect.decoding import decode
from firsthand.collect.extract import extract
from firsthand.errors import FirsthandError, Refused
from firsthand.records import Article
from firsthand.settings import DEFAULT

if TYPE_CHECKING:
    from firsthand.collect.web import Web

_TEXT = frozenset({".txt", ".text"})
_HTML = frozenset({".html", ".htm", ".xhtml"})
_LINES = frozenset({".jsonl", ".ndjson"})
_FEEDS = frozenset({".rss", ".atom", ".rdf", ".xml"})
_LISTS = frozenset({".urls", ".opml"})
_ARCHIVES = (".warc", ".warc.gz")
_TABLES = frozenset({".parquet"})
_READINGS = frozenset({".json"})
_READ = _TEXT | _HTML | _LINES | _FEEDS | _LISTS | _TABLES | _READINGS
#: stands for what is piped in, and how that is called
PIPE, PIPED = "-", "stdin"
#: kinds of documents that only files and addresses hold
_FILED = {
    "archive": "web archives", "table": "tables", "feed": "feeds", "sitemap": "sitemaps",
    "opml": "lists of addresses",
}  # fmt: skip
_STRINGS = (
    "title", "url", "outlet", "credit", "owner", "published", "seen", "language", "canonical",
    "version_of",
)  # fmt: skip
_KNOWN = (
    "text (.txt), HTML (.html), JSON or tables of articles (.jsonl, .json, .parquet), web archives "
    "(.warc, .warc.gz), feeds (.rss, .atom, .xml) or lists of addresses (.urls, .opml)"
)
#: a function over many things, its results in their order: ``map``, or one that spreads the work
Spread: TypeAlias = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
#: tells of a page in an archive, by its address and the moment of its capture, whether it was read
Known: TypeAlias = Callable[[str, datetime], bool]


def read(
    sources: Sequence[str | os.PathLike[str]],
    *,
    seen: datetime | None = None,
    web: "Web | None" = None,
    tell: Callable[[int], object] = lambda done: None,  # noqa: ARG005 - nobody
) -> tuple[list[Article], list[Refused]]:
    """Articles of the sources in order, and what was refused with its reason.

    ``seen`` is when this collection was read, for articles that do not say so themselves. Ids
    that were given are kept and must differ; others are made from file names. A file that is
    named twice is read once. Addresses are fetched by ``web`` (the public web if not given).
    ``tell`` is told how many articles there are so far.
    """
    found: list[tuple[Article, bool]] = []
    refused: list[Refused] = []
    for item in _each(sources, refused, seen, web):
        found.append(item)
        tell(len(found))
    return _with_ids(found), refused


def each(
    sources: Sequence[str | os.PathLike[str]],
    refused: list[Refused],
    *,
    seen: datetime | None = None,
    web: "Web | None" = None,
    spread: Spread = map,
    known: Known | None = None,
) -> Iterator[Article]:
    """The same as they are read, but ids made from names may be alike; refusals go to ``refused``.

    ``spread`` gives the pages of archives to whoever reads them; those ``known`` are passed over.
    """
    return (article for article, _ in _each(sources, refused, seen, web, spread, known))


def _each(
    sources: Sequence[str | os.PathLike[str]],
    refused: list[Refused],
    seen: datetime | None,
    web: "Web | None",
    spread: Spread = map,
    known: Known | None = None,
) -> Iterator[tuple[Article, bool]]:
    """Articles, each with whether its id was given; given ones differ."""
    given: set[str] = set()
    named: set[str] = set()
    for path in (path for source in sources for path in files(source, refused, named)):
        if is_address(path) or Path(path).suffix.lower() in _FEEDS | _LISTS:
            web = web or public()  # one for all: a host is asked with a pause whoever names it
        for item in _articles(path, seen, web, spread, known):
            if isinstance(item, Refused):
                refused.append(item)
            elif item[1] and item[0].id in given:
                reason = f"the id {item[0].id!r} was given before; ids must differ"
                refused.append(Refused(reason, source=item[0].source))
            else:
                given.update({item[0].id} if item[1] else ())
                yield item


def public() -> "Web":
    """The way to the public web."""
    from firsthand.collect.web import Web  # noqa: PLC0415 - only who needs the network loads it

    return Web()


def _with_ids(found: list[tuple[Article, bool]]) -> list[Article]:
    """Articles, those without a given id renamed where another bears their name."""
    articles = []
    used = {article.id for article, given in found if given}
    counts: dict[str, int] = {}
    for article, given in found:
        name = article.id
        while not given and name in used:
            counts[article.id] = counts.get(article.id, 1) + 1
            name = f"{article.id}-{counts[article.id]}"
        used.add(name)
        articles.append(article if given else replace(article, id=name))
    return articles


# --------------------------------------------------------------------------- files


def files(source: str | os.PathLike[str], refused: list[Refused], named: set[str]) -> Iterator[str]:
    """The files of a source, or its address, but for those ``named`` before, to which it adds them."""
    for path in _expanded(os.fspath(source), refused):
        real = path if path == PIPE or is_address(path) else os.path.realpath(path)
        if real not in named:
            named.add(real)
            yield path


def _expanded(source: str, refused: list[Refused]) -> Iterator[str]:
    if source == PIPE or is_address(source):
        yield source
    elif "\0" in source or not os.path.lexists(source):
        refused.append(Refused(_no_file(source), source=source))
    elif Path(source).is_dir():
        yield from _inside(source, refused)
    else:
        yield source


def _no_file(source: str) -> str:
    if "://" in source:
        return "only http:// and https:// addresses are read"
    return "there is no such file or folder; check the name"


def _inside(folder: str, refused: list[Refused]) -> Iterator[str]:
    """Files of a folder and the folders in it, sorted; hidden ones are skipped."""
    count = 0
    readable = 0
    problems: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            count += 1
            if count > DEFAULT.max_files:
                reason = f"more than {DEFAULT.max_files:,} files; name smaller folders"
                refused.append(Refused(reason, source=folder))
                return
            readable += Path(name).suffix.lower() in _READ or name.lower().endswith(_ARCHIVES)
            path = str(Path(place) / name)
            yield path if path != PIPE else f"./{path}"  # in this very folder it is a file
    refused.extend(
        Refused(f"cannot be read ({problem.strerror})", source=str(problem.filename))
        for problem in problems
    )
    if not readable and not problems:
        refused.append(Refused(f"no articles in this folder; give {_KNOWN}", source=folder))


def _articles(
    path: str, seen: datetime | None, web: "Web | None", spread: Spread, known: Known | None
) -> Iterator[tuple[Article, bool] | Refused]:
    """Articles of one file or address, each with whether its id was given; refusals in between."""
    suffix = Path(path).suffix.lower()
    named = PIPED if path == PIPE else path
    try:
        if path == PIPE:
            yield from _of_pipe(seen)
        elif not is_address(path) and Path(path).exists() and not Path(path).is_file():
            # a pipe in a folder would be waited for without end
            yield Refused("not a file but a pipe or device; save what it gives", source=path)
        elif web is not None and (is_address(path) or suffix in _FEEDS | _LISTS):
            yield from _of_web(path, seen, web)
        elif path.lower().endswith(_ARCHIVES):
            yield from _of_archive(path, seen, spread, known)
        elif suffix in _TABLES:
            from firsthand.collect import tables  # noqa: PLC0415 - start-up time

            yield from _of_rows(path, tables.rows(path), seen)
        elif suffix in _READINGS:
            yield from _of_json(path, readings.whole(path), seen)
        elif suffix in _LINES:
            with Path(path).open("rb") as lines:
                yield from _of_lines(path, lines, seen)
        elif suffix in _TEXT | _HTML:
            yield _of_file(path, seen, html=suffix in _HTML), False
        else:
            kind = f"files of type {suffix}" if suffix else "files without a type"
            yield Refused(f"{kind} are not read; give {_KNOWN}", source=path)
    except OSError as error:
        yield Refused(f"cannot be read ({error.strerror})", source=named)
    except Refused as error:
        yield Refused(error.reason, source=named)
    except FirsthandError as error:
        yield Refused(str(error), source=named)


def _of_web(
    path: str, seen: datetime | None, web: "Web"
) -> Iterator[tuple[Article, bool] | Refused]:
    """Articles of an address, or of a file that names addresses."""
    found = web.articles(path, seen=seen) if is_address(path) else web.named(path, seen=seen)
    yield from map(_unnamed, found)


def _of_archive(
    path: str, seen: datetime | None, spread: Spread, known: Known | None
) -> Iterator[tuple[Article, bool] | Refused]:
    from firsthand.collect import documents  # noqa: PLC0415 - start-up time

    with Path(path).open("rb") as file:
        pages = documents.captured(file, source=path, latest=seen, spread=spread, known=known)
        yield from map(_unnamed, pages)


def _unnamed(item: Article | Refused) -> tuple[Article, bool] | Refused:
    return item if isinstance(item, Refused) else (item, False)


def _of_rows(
    path: str, rows: Iterable[tuple[int, dict[str, Any] | Refused]], seen: datetime | None
) -> Iterator[tuple[Article, bool] | Refused]:
    for number, row in rows:
        try:
            if isinstance(row, Refused):
                raise row
            yield _made(path, number, row, seen)
        except FirsthandError as error:
            reason = error.reason if isinstance(error, Refused) else str(error)
            yield Refused(reason, source=f"{path}#row {number}")


def _of_file(path: str, seen: datetime | None, *, html: bool) -> Article:
    size = Path(path).stat().st_size
    if size > DEFAULT.max_document:
        raise Refused(
            f"{size:,} bytes are more than the {DEFAULT.max_document:,} that are read as one article; split it",
            source=path,
        )
    return _of_bytes(path, Path(path).read_bytes(), seen, html=html)


def piped() -> bytes:
    """What is piped in, as a whole. Raises Refused where there is too much of it."""
    # a program may be started without anything to read from
    body = sys.stdin.buffer.read(readings.LARGEST + 1) if sys.stdin else b""
    if len(body) > readings.LARGEST:
        raise Refused(f"more than {readings.LARGEST:,} bytes; save it to a file")
    return body


def _of_pipe(seen: datetime | None) -> Iterator[tuple[Article, bool] | Refused]:
    """Articles of what is piped in: JSON of any form that files have, a page, or a text."""
    from firsthand.collect import documents  # noqa: PLC0415 - start-up time

    body = piped()
    begin = body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    kind = "table" if body.startswith(b"PAR1") else documents.kind(body)
    if kind in _FILED and (begin in b"<{" or kind in {"archive", "table"}):
        raise Refused(f"{_FILED[kind]} are not read from a pipe; save it and name the file")
    if begin and begin in b"{[":
        yield from _of_json(PIPED, body, seen)
    else:
        yield _of_bytes(PIPED, body, seen, html=begin == b"<"), False


def _of_json(
    path: str, body: bytes, seen: datetime | None
) -> Iterator[tuple[Article, bool] | Refused]:
    """Articles of JSON as it is found: one piece, or one a line."""
    try:
        rows = readings.listed(body)
    except Refused:
        if not readings.has_lines(body):
            raise
        yield from _of_lines(path, io.BytesIO(body), seen)
    else:
        yield from _of_rows(path, enumerate(rows, 1), seen)


def _of_bytes(path: str, body: bytes, seen: datetime | None, *, html: bool) -> Article:
    text = decode(body, source=path, html=html)
    name = Path(path).stem
    if html:
        return extract(text, fetched=seen, id=name, source=path)
    if all(is_address(line) for line in text.split()):
        raise Refused(
            "it lists addresses and has no text; name it .urls to have these read", source=path
        )
    return make(text, id=name, seen=seen, source=path)


# --------------------------------------------------------------------------- JSON Lines


def _of_lines(
    path: str, lines: IO[bytes], seen: datetime | None
) -> Iterator[tuple[Article, bool] | Refused]:
    empty = True
    for number, line in readings.lines(lines):
        empty = False
        source = f"{path}#line {number}"
        try:
            yield _of_line(path, number, line, seen)
        except Refused as error:
            yield Refused(error.reason, source=source)
        except FirsthandError as error:
            yield Refused(str(error), source=source)
    if empty:
        yield Refused("the file is empty; there is nothing to read", source=path)


def _of_line(
    path: str, number: int, line: bytes | None, seen: datetime | None
) -> tuple[Article, bool]:
    if line is None:
        limit = f"{DEFAULT.max_line:,} bytes"
        raise Refused(f"the line is longer than the {limit} that are read as one article")
    return _made(path, number, readings.line(line), seen)


def _made(
    path: str, number: int, fields: dict[str, Any], seen: datetime | None
) -> tuple[Article, bool]:
    """Make the article that the fields of a line, or of a row, give."""
    text = fields.get("text")
    if not isinstance(text, str):
        raise Refused('it has no "text"; each must have the article\'s text')
    given = _id(fields)
    name = given if given is not None else f"{Path(path).stem}-{number}"
    known = {key: fields[key] for key in _STRINGS if fields.get(key) not in (None, "")}
    wrong = [key for key, value in known.items() if not isinstance(value, str)]
    if wrong:
        raise Refused(f'"{wrong[0]}" must be a string')
    article = make(
        text,
        id=name,
        byline=_byline(fields.get("byline")),
        links=_links(fields.get("links") or []),
        source=f"{path}#{name}",
        **{"seen": seen, **known},
    )
    return article, given is not None


def _id(fields: dict[str, Any]) -> str | None:
    given = fields.get("id")
    if given is None or given == "":
        return None
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise Refused('"id" must be a string')
    return str(given)


def _byline(value: object) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if listed is None:
        return ()
    if not isinstance(listed, list) or not all(isinstance(name, str) for name in listed):
        raise Refused('"byline" must be a string or a list of strings')
    return tuple(name for name in listed if name.strip())


def _links(value: object) -> list[Any]:
    if not isinstance(value, list) or not all(isinstance(item, str | dict) for item in value):
        raise Refused('"links" must be a list')
    return value
