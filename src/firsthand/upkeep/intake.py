"""Taking articles in: is it new, a new version, or seen before? And letting them go again."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from firsthand.collect import addresses, identity
from firsthand.errors import Refused
from firsthand.lexicon import notices
from firsthand.records import Article
from firsthand.store import acts, caches, changes, findings, gatherings, passages, shelf, takedowns
from firsthand.store.database import Database
from firsthand.store.shelf import Seen
from firsthand.text import parts
from firsthand.text import sentences as splitting
from firsthand.upkeep import amending, rewording

#: how often an article comes to have one wording: after that it goes to and fro between two of them
_RETURNS = 2
#: kinds of names that are addresses, or made of them
_OF_PAGES = frozenset({"url", "form", "site"})
#: a notice changes no status that says more
_WEIGHT = {"corrected": 1, "gone": 1, "retracted": 2, "removed": 3}


def take(
    database: Database, article: Article, seen: Seen, *, again: bool = False
) -> tuple[str, int]:
    """Keep an article and return what it is ("new", "version" or "same") with its number.

    It is known by its address, by its guid within a source, by the same words on the same site,
    by nearly the same words at another form of its address, or, where it has no address, by the
    place it was read from. Another wording is a version if it still speaks of the same; an address
    that is used again for something else begins an article. Raises Refused for one that was
    purged, unless it is wanted ``again``, for one that its owner had taken down, and for what
    stands at the address of an article without being one, or is less of it than is known.
    """
    article = _sound(article)
    with database.writing():
        names = _names(article, seen)
        spelt = _spelt(names)
        if by := takedowns.barring(database, spelt):
            raise Refused(
                f"it was taken down at its owner's request ({by}) and stays out", source=seen.place
            )
        if again:
            shelf.raise_again(database, spelt)
        elif since := shelf.buried(database, spelt):
            raise Refused(
                f"it was purged on {since[:10]} and stays out; `firsthand add --again` takes it in",
                source=seen.place,
            )
        what, number = _recognise(database, article, names)
        if what == "new":
            number = shelf.begin(database, article, seen)
        elif what == "version":
            _, before = shelf.current(database, number)
            shelf.revise(database, number, article, seen)
            _notice(database, number, article, before.text, shelf.stamp(seen.at))
        else:
            shelf.see_again(database, number, seen, wording=shelf.digest(article))
        names += _form(article)
        database.many("add_name", [(name, number) for name in names])
        if what != "same":
            for stage in ("place", "read", "trace"):
                changes.mark(database, stage, [number])
    return what, number


def is_purged(database: Database, article: Article, seen: Seen) -> bool:
    """Whether an article was purged or taken down, so that ``take`` would refuse it."""
    return _is_out(database, _names(_sound(article), seen))


def captures(database: Database, url: str) -> dict[datetime, int]:
    """Return the moments at which a page was captured that was read, each with its article."""
    return {
        wording.seen: number
        for number in shelf.named(database, [f"url {identity.key(url)}"])
        for wording in shelf.wordings(database, number)
        if wording.seen is not None
    }


def is_purged_page(database: Database, url: str) -> bool:
    """Whether the article at an address was purged or taken down."""
    return _is_out(database, [f"url {identity.key(url)}"])


def _is_out(database: Database, names: list[str]) -> bool:
    spelt = _spelt(names)
    return bool(takedowns.barring(database, spelt) or shelf.buried(database, spelt))


def _spelt(names: Sequence[str]) -> list[str]:
    """Names, and addresses in their other forms on the same host: for phones, with a slash or without.

    It may be another page; but what is to stay out does not come back for it.
    """
    pages = [name.removeprefix("url ") for name in names if name.startswith("url ")]
    forms = (one for page in pages for one in identity.other_forms(page))
    hosts = {page[: page.find("/", 2)] for page in pages}
    spelt = [f"url {form}" for form in forms if form[: form.find("/", 2)] in hosts]
    return [*names, *spelt, *(f"form {identity.form(page)}" for page in pages)]


def forget_listed(database: Database, names: Iterable[str] | None = None) -> None:
    """Forget what lists say of pages that stay out and were never had from there.

    Those that stay out by one of some ``names`` are looked for, by any if none are given.
    """
    with database.writing():
        if names is None:
            rows = database.all("items_alone")
        else:
            ranges = sorted({one for name in names for one in _ranges(name)})
            rows = database.all("items_alone_within", ranges=json.dumps(ranges))
        for row in rows:
            if is_purged_page(database, row["address"]):
                database.do("drop_item", row["number"])


def _ranges(name: str) -> Iterator[tuple[str, str]]:
    """Yield the first and the last, in order, of the forms of addresses that a name may keep out."""
    kind, _, page = name.partition(" ")
    if kind not in _OF_PAGES:
        return
    form, (place, mark, query) = identity.form(page), page.partition("?")
    # what is the form of a page may have yet another one
    for one in (form, page, f"{place.removesuffix('/')}{mark}{query}"):
        yield one, one
    for mark in "/?" if kind == "site" else "":
        yield f"{form}{mark}", f"{form}{chr(ord(mark) + 1)}"


def _notice(database: Database, number: int, article: Article, before: str, at: str) -> None:
    """Record what a new wording says of itself: that it was corrected, or is taken back."""
    found = notices.find(article.text)
    if found is None or found.words in before:
        return
    [kept] = shelf.load(database, [number])
    if _WEIGHT.get(kept.article.status, 0) <= _WEIGHT[found.status]:
        judge(database, number, found.status, found.words, at)


def _recognise(database: Database, article: Article, names: list[str]) -> tuple[str, int]:
    digest, less = shelf.digest(article), ""
    for number in shelf.leading(database, names):
        kept, known = shelf.current(database, number)
        if (
            digest == kept
            or _is_other_form(article, known)
            or shelf.times(database, number, digest) >= _RETURNS
        ):
            return "same", number
        if names[0].startswith("id "):
            return "version", number
        # a file is as its user wants it; at an address a site answers
        why = rewording.lessened(article, known) if article.url else None
        if why is None and rewording.related(article, known):
            return "version", number
        less = less or why or ""
    for number in shelf.leading(database, _forms(article)):
        if _is_other_form(article, shelf.current(database, number)[1]):
            return "same", number
    if less:  # nor is it another article that is known
        raise Refused(less, source=article.source)
    return "new", 0


def _form(article: Article) -> list[str]:
    """Return the name under which another form of an address is looked for, if this is one."""
    if not article.url:
        return []
    form = identity.form(article.url)
    return [f"form {form}"] if form != identity.key(article.url) else []


def _forms(article: Article) -> list[str]:
    """Return by what an article is looked for that is known at another form of its address."""
    if not article.url:
        return []
    others = [f"url {one}" for one in identity.other_forms(article.url)]
    return [*others, f"form {identity.form(article.url)}"]


def _is_other_form(article: Article, known: Article) -> bool:
    """Whether an article is a known one as its site shows it for phones, or for others than these.

    Where one of the pages names the other as its own, each edit of either is a version.
    """
    if not article.url or not known.url:
        return False
    one, other = identity.key(article.url), identity.key(known.url)
    named = [page.canonical and identity.key(page.canonical) for page in (article, known)]
    return (
        one.rstrip("/") != other.rstrip("/")
        and named[0] != other
        and named[1] != one
        and identity.form(article.url) == identity.form(known.url)
        and identity.alike(article.text, known.text)
    )


def _names(article: Article, seen: Seen) -> list[str]:
    """Return by what an article is known when it comes again."""
    names = []
    if article.url:
        site = addresses.site(article.url)
        names.append(f"url {identity.key(article.url)}")
        # a page may claim to be another site's; that is no reason to take it for that one
        if article.canonical and addresses.site(article.canonical) == site:
            names.append(f"url {identity.key(article.canonical)}")
        words = f"{article.published.value}\0{shelf.digest(article).hex()}"
        names.append(f"words {site} {hashlib.sha256(words.encode()).hexdigest()}")
    if seen.guid and seen.source is not None:
        names.append(f"guid {seen.source} {seen.guid}")
    if not names:
        place = Path(article.source).absolute() if article.source else None
        names.append(f"place {place}" if place else f"id {article.id}")
    return names


def lead(database: Database, number: int, article: Article, url: str) -> None:
    """Let ``url``, where ``article`` was read, lead to a known article if both speak of the same."""
    name = f"url {identity.key(url)}"
    if shelf.named(database, [name]):
        return
    if rewording.related(article, shelf.current(database, number)[1]):
        database.many("add_name", [(name, number)])


def _sound(article: Article) -> Article:
    """Replace halves of characters, which no file holds as text."""
    return replace(
        article,
        id=_whole(article.id),
        source=_whole(article.source),
        text=_whole(article.text),
        title=None if article.title is None else _whole(article.title),
        url=None if article.url is None else _whole(article.url),
        canonical=None if article.canonical is None else _whole(article.canonical),
    )


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def judge(
    database: Database, number: int, status: str, why: str, at: str, *, at_once: bool = False
) -> None:
    """Record that an article was corrected, retracted, removed or is gone, and what follows.

    Its story is told ``at_once`` if that is asked for, and where the article is removed or back.
    """
    with database.writing():
        # only what is shown no more, or again, is grouped anew
        turned = "removed" in {status, database.all("status", number)[0]["status"]}
        database.do("set_status", article=number, status=status)
        database.do("add_mark", article=number, status=status, why=why, seen=at)
        for stage in ("place", "read", "trace") if turned else ("trace",):
            changes.mark(database, stage, [number])
        stage = "tell" if turned or at_once else "join"
        # what others have from it is told in their stories
        beside = passages.stories_beside(database, number) if turned else set()
        own = findings.memberships(database, [number]).values()
        changes.mark(database, stage, beside.union(own))


def purge(database: Database, number: int, at: datetime) -> None:
    """Delete an article with all that was made of its words, and mark what rested on it.

    Hashes of its names stay, so that it is not taken in again.
    """
    with database.writing():
        texts = _texts(database, number)
        names = [row["key"] for row in database.all("names", number)]
        shelf.bury(database, names, at)
        # placing keeps words, too
        database.memory.clear()
        story = findings.memberships(database, [number]).get(number)
        if story is not None:
            left = [one for one in findings.members(database, story) if one != number]
            changes.mark(database, "place", left or _another(database, number))
            changes.mark(database, "tell", [story])
        # what others have from it is told in their stories, with words of it
        changes.mark(database, "tell", passages.stories_beside(database, number))
        changes.mark(database, "trace", passages.put_down(database, number))
        for stage in changes.OF_ARTICLES:
            changes.done(database, stage, [number])
        caches.forget(database, texts)
        # an act that names it decides nothing any more
        tied = gatherings.of(database, [number, *acts.companions(database, number)])
        for statement in (
            "forget_named", "forget_headline", "forget_beside", "forget_siglum", "forget_letters",
            "delete_article",
        ):  # fmt: skip
            database.do(statement, number)
        gatherings.drop_empty(database, tied.values())
        amending.amend(
            database, changed=tied.values(), lost=[] if story is None else [story]
        )  # fmt: skip
        forget_listed(database, names)


def _another(database: Database, number: int) -> list[int]:
    """Return some other article: where all are placed anew, one that is due will do."""
    row = database.one("another_placed", number)
    return [row["article"]] if row else []


def _texts(database: Database, number: int) -> list[str]:
    """Return all that a parse may have been kept of."""
    found = []
    for article in shelf.wordings(database, number):
        found += [
            article.text[begin:end]
            for start, stop in parts.body(article)
            for begin, end in splitting.split(article.text, start, stop, language=article.read_as)
        ]
    return found
