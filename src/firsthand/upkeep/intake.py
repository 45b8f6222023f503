"""Taking articles in: is it new, a new version, or seen before? And letting them go again."""

import hashlib
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from firsthand.collect import identity
from firsthand.records import Article
from firsthand.store import caches, changes, findings, passages, shelf
from firsthand.store.database import Database
from firsthand.store.shelf import Seen
from firsthand.stories.features import opening
from firsthand.text import parts
from firsthand.text import sentences as splitting


def take(database: Database, article: Article, seen: Seen) -> tuple[str, int]:
    """Keep an article and return what it is ("new", "version" or "same") with its number.

    It is known by its address, by its guid within a source, by the same words on the same site,
    or, where it has no address, by the place it was read from. Another wording is a version if it
    still speaks of the same; an address that is used again for something else begins an article.
    """
    article = _sound(article)
    with database.writing():
        names = _names(article, seen)
        what, number = _recognise(database, article, names)
        if what == "new":
            number = shelf.begin(database, article, seen)
        elif what == "version":
            shelf.revise(database, number, article, seen)
        else:
            shelf.see_again(database, number, seen)
        database.many("add_name", [(name, number) for name in names])
        if what != "same":
            for stage in ("place", "read", "trace"):
                changes.mark(database, stage, [number])
    return what, number


def _recognise(database: Database, article: Article, names: list[str]) -> tuple[str, int]:
    item = identity.Item(title=article.title or "", text=article.text)
    for number in shelf.named(database, names):
        digest, title, text = shelf.current(database, number)
        if digest == shelf.digest(article):
            return "same", number
        known = identity.Known(id=number, keys=(), guids=(), title=title, text=text, published=None)
        if names[0].startswith("id ") or identity.related(item, known):
            return "version", number
    return "new", 0


def _names(article: Article, seen: Seen) -> list[str]:
    """Return by what an article is known when it comes again."""
    names = []
    if article.url:
        site = _site(article.url)
        names.append(f"url {identity.key(article.url)}")
        # a page may claim to be another site's; that is no reason to take it for that one
        if article.canonical and _site(article.canonical) == site:
            names.append(f"url {identity.key(article.canonical)}")
        words = f"{article.published.value}\0{shelf.digest(article).hex()}"
        names.append(f"words {site} {hashlib.sha256(words.encode()).hexdigest()}")
    if seen.guid and seen.source is not None:
        names.append(f"guid {seen.source} {seen.guid}")
    if not names:
        place = Path(article.source).absolute() if article.source else None
        names.append(f"place {place}" if place else f"id {article.id}")
    return names


def _site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


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


def judge(database: Database, number: int, status: str, why: str, at: str) -> None:
    """Record that an article was corrected, retracted, removed or is gone, and what follows."""
    with database.writing():
        database.do("set_status", article=number, status=status)
        database.do("add_mark", article=number, status=status, why=why, seen=at)
        for stage in ("place", "read", "trace"):
            changes.mark(database, stage, [number])
        changes.mark(database, "tell", findings.memberships(database, [number]).values())


def purge(database: Database, number: int) -> None:
    """Delete an article with all that was made of its words, and mark what rested on it."""
    with database.writing():
        texts = _texts(database, number)
        story = findings.memberships(database, [number]).get(number)
        if story is not None:
            left = [one for one in findings.members(database, story) if one != number]
            changes.mark(database, "place", left)
            changes.mark(database, "tell", [story])
        for component in passages.put_down(database, number):
            changes.mark(database, "trace", passages.articles(database, component))
        for stage in changes.STAGES[:3]:
            changes.done(database, stage, [number])
        caches.forget(database, texts)
        database.do("delete_article", number)
        for row in database.all("empty_stories"):
            database.do("delete_story", row["number"])


def _texts(database: Database, number: int) -> list[str]:
    """Return all that a parse or vector may have been kept of."""
    found = []
    for article in shelf.wordings(database, number):
        found.append(opening(article))
        found += [
            article.text[begin:end]
            for start, stop in parts.body(article)
            for begin, end in splitting.split(article.text, start, stop, language=article.language)
        ]
    return found
