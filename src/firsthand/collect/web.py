"""Articles from the web: pages, feeds, sitemaps and archives named by their address.

Politely: robots.txt is kept to, a host is asked once in five seconds, and the program says who it
is. Everything outgoing goes through ``fetch``.
"""

import io
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from firsthand.collect import addresses, budget, documents, identity, opml, polling, rights, robots
from firsthand.collect.articles import make
from firsthand.collect.fetch import Answer, Fetcher, Limits, Unreachable, accepting
from firsthand.collect.pace import Pace
from firsthand.collect.rights import Reserved, Signal
from firsthand.collect.robots import Robots
from firsthand.errors import Refused, UsageError
from firsthand.records import Article

if TYPE_CHECKING:
    from firsthand.collect.feeds import Entry, Feed
    from firsthand.collect.sitemaps import Sitemap

#: articles taken from one feed or sitemap that is read in one go; five seconds lie between them
MAX_ARTICLES = 30
#: addresses taken from one list
MAX_SOURCES = 1_000
#: sitemaps of an index that are looked into, newest named first
_MAX_SITEMAPS = 3
_ROBOTS = Limits(seconds=15.0, wire=robots.MAX_BYTES, unpacked=robots.MAX_BYTES, cut=True)
#: seconds for which a robots.txt holds (RFC 9309, 2.4), and for which one that cannot be had
#: forbids
_ROBOTS_AGE, _NO_ROBOTS_AGE = 86_400.0, 3_600.0
_RIGHTS = Limits(seconds=15.0, wire=rights.MAX_BYTES + 1, unpacked=rights.MAX_BYTES + 1, cut=True)
_MAX_ROBOTS = 100_000
#: entries of one feed that are looked at
_MAX_LISTED = 1_000
#: of those that nobody takes out, the latest are kept
_LEARNED = 10_000
#: what an answer means to who asked
_MEANS = {
    401: "it wants you to sign in; open it in a browser and save the page",
    402: "it wants to be paid; open it in a browser and save the page",
    403: "it does not let programs in; open it in a browser and save the page",
    404: "there is nothing at this address",
    410: "what was at this address is gone",
    429: "it was asked too often; try it later",
    451: "it must not show it, for legal reasons",
}
_PAGE = accepting(
    "text/html", "application/xhtml+xml", "application/rss+xml", "application/atom+xml"
)


@dataclass(slots=True)
class Web:
    """The way to the articles of the web. Safe for several threads, as its fetcher is."""

    fetcher: Fetcher = field(default_factory=Fetcher)
    pace: Pace = field(default_factory=Pace)
    #: robots.txt files that were fetched, with origin and seconds for which they hold: the latest
    learned: deque[tuple[str, Robots, float]] = field(
        default_factory=lambda: deque(maxlen=_LEARNED)
    )
    #: by origin: until when (by the clock of ``pace``) it holds, and what it says
    _robots: dict[str, tuple[float, Robots]] = field(default_factory=dict)

    def articles(self, url: str, *, seen: datetime | None = None) -> Iterator[Article | Refused]:
        """Articles of what is at ``url``, whatever it is, and what was refused in between."""
        try:
            answer = self.get(url)
            yield from self._articles(answer, url, seen)
        except Refused as error:
            yield Refused(error.reason, source=error.source or url)

    def named(self, path: str, *, seen: datetime | None = None) -> Iterator[Article | Refused]:
        """Articles that a file names: a feed, a sitemap, OPML, or a list of addresses."""
        size = Path(path).stat().st_size
        if size > self.fetcher.limits.unpacked:
            raise Refused(f"{size:,} bytes are more than are read as one list", source=path)
        body = Path(path).read_bytes()
        what = documents.kind(body)
        if what == "page":
            raise Refused("it is a page; name it .html to have it read as one", source=path)
        if what in {"feed", "sitemap"}:
            yield from self._articles(Answer(url="", status=200, body=body), path, seen)
            return
        for one in opml.listed(body)[0][:MAX_SOURCES]:
            yield from self.articles(one.url, seen=seen)

    def get(self, url: str) -> Answer:
        """Fetch a document with success; ``Refused`` for every other answer, or by robots.txt."""
        target = addresses.read(url)
        # before anything else, so that no robots.txt is asked of what is not public
        rules = self.rules(target.url)
        self.pace.wait(target.host, rules.delay)
        answer = self.ask(url)
        if answer.status in {429, 503}:
            wait = polling.retry_after(answer.headers.get("retry-after"), None)
            self.pace.later(target.host, wait.total_seconds() if wait else 0.0)
        if answer.status != 200:
            means = _MEANS.get(answer.status, "try it later" if answer.status >= 500 else "")
            raise Refused(
                f"the server answered {answer.status}" + (f": {means}" if means else ""), source=url
            )
        return answer

    def ask(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Fetch a document, whatever the server answers, if robots.txt allows it.

        It does not wait for the host's turn: that is for the caller. Raises as ``Fetcher.get``.
        """
        asked = {**_PAGE, **(headers or {})}
        answer = self.fetcher.get(url, headers=asked, permit=self._permit)
        if answer.hops and documents.is_gate(answer.url) and not documents.is_gate(url):
            raise Refused("it leads to a page to sign in or agree on", source=url)
        return answer

    def rules(self, url: str) -> Robots:
        """What the robots.txt of a host says to us; asked for once a day."""
        target = addresses.read(url)
        now = self.pace.clock()
        until, known = self._robots.get(origin(url), (now, robots.ALL))
        if until > now:
            return known
        asked = self._asked_robots(target)
        age = _NO_ROBOTS_AGE if asked.unreachable else _ROBOTS_AGE
        self.remember(origin(url), asked, age)
        self.learned.append((origin(url), asked, age))
        return asked

    def page(self, answer: Answer, *, seen: datetime | None = None, source: str = "") -> Article:
        """Article of a page that was fetched, with what its site says of rights."""
        return documents.page(
            answer.body, url=answer.url, headers=answer.headers, fetched=seen, source=source,
            reserved=self.reserved(answer.url),
        )  # fmt: skip

    def reserved(self, url: str) -> Reserved:
        """What the site of a page reserves in a file of its own; asked for once a day."""
        known = self.rules(url)
        if known.reserved is not None:
            return known.reserved
        found = self._asked_rights(origin(url))
        # as long as the robots.txt that was asked for before it
        now = self.pace.clock()
        age = max(0.0, self._robots.get(origin(url), (now, known))[0] - now)
        both = replace(known, reserved=found)
        self.remember(origin(url), both, age)
        self.learned.append((origin(url), both, age))
        return found

    def reserving(self, found: "Feed", answer: Answer, asked: str = "") -> dict[str, Reserved]:
        """What the owners of the whole texts in a feed reserve, by origin, of those it speaks for.

        It speaks for the site that it is at, and for the one that was ``asked`` for it: anybody may
        write a text under the address of another. That text is had from its page, in its turn.
        """
        listed = found.entries[:_MAX_LISTED]
        origins = list(dict.fromkeys(_origins(one for one in listed if is_whole(one))))
        if not answer.url:  # a file of the user's own: nobody is asked for what is there already
            return dict.fromkeys(origins, Reserved())
        own = {addresses.site(answer.url), addresses.site(asked or answer.url)}
        return {of: self._reserved_there(of) for of in origins if addresses.site(of) in own}

    def _reserved_there(self, of: str) -> Reserved:
        try:
            return self.reserved(of)
        except Refused:
            return Reserved()  # an address that is not public has no page to be reserved

    def _asked_rights(self, of: str) -> Reserved:
        try:
            answer = self.fetcher.get(of + rights.PLACE, limits=_RIGHTS)
        except Refused:
            return Reserved()
        return rights.read(answer.body) if answer.status == 200 else Reserved()

    def remember(self, of: str, rules: Robots, seconds: float) -> None:
        """Let what was known before of the robots.txt of an origin hold for so many seconds."""
        if len(self._robots) >= _MAX_ROBOTS:
            self._robots.clear()
        self._robots[of] = (self.pace.clock() + seconds, rules)

    def _asked_robots(self, target: addresses.Target) -> Robots:
        place = f"{target.scheme}://{target.authority}/robots.txt"
        try:
            answer = self.fetcher.get(place, limits=_ROBOTS)
        except Unreachable as error:
            return robots.none(error.reason)
        except Refused:
            return robots.ALL  # redirects without end: as if there were none (RFC 9309, 2.3.1.2)
        return robots.answered(answer.status, answer.body, self.fetcher.agent)

    def _permit(self, url: str) -> None:
        rules = self.rules(url)
        if rules.unreachable:
            why = f"its robots.txt cannot be had ({rules.unreachable}), so nothing is fetched"
            raise Unreachable(why, source=url)
        if not rules.allows(url):
            raise Refused("the site's robots.txt asks not to fetch it", source=url)

    def _articles(
        self, answer: Answer, source: str, seen: datetime | None
    ) -> Iterator[Article | Refused]:
        what = documents.kind(answer.body, answer.mime)
        if what == "page":
            yield self.page(answer, seen=seen, source=source)
        elif what == "feed":
            yield from _some(
                self._of_feed(feed(answer), answer, source, seen),
                "the feed lists no articles",
                source,
            )
        elif what == "sitemap":
            pages = self._of_pages(self._pages(sitemap(answer)), seen)
            yield from _some(pages, "the sitemap lists no pages", source)
        elif what == "archive":
            yield from documents.captured(io.BytesIO(answer.body), source=source, latest=seen)
        else:
            raise other(answer, source)

    def _of_feed(
        self, found: "Feed", answer: Answer, asked: str, seen: datetime | None
    ) -> Iterator[Article | Refused]:
        reserved = self.reserving(found, answer, asked)
        for entry in _first(found.entries):
            try:
                whole = announced(entry, seen=seen, reserved=reserved)
                if whole is not None:
                    yield whole
                elif entry.link:
                    yield self._page(entry.link, seen)
            except Refused as error:
                yield Refused(error.reason, source=error.source or entry.link or "")

    def _of_pages(self, urls: Iterable[str], seen: datetime | None) -> Iterator[Article | Refused]:
        for url in list(dict.fromkeys(urls))[:MAX_ARTICLES]:
            try:
                yield self._page(url, seen)
            except Refused as error:
                yield Refused(error.reason, source=error.source or url)

    def _page(self, url: str, seen: datetime | None) -> Article:
        answer = self.get(url)
        if documents.kind(answer.body, answer.mime) != "page":
            raise Refused("the link of the feed leads to no page", source=url)
        return self.page(answer, seen=seen, source=url)

    def _pages(self, found: "Sitemap") -> Iterator[str]:
        yield from (page.url for page in found.pages)
        for url in found.sitemaps[:_MAX_SITEMAPS]:
            yield from (page.url for page in sitemap(self.get(url)).pages)


def other(answer: Answer, source: str = "") -> Refused:
    """Say what it is that is nothing to read."""
    why = f"{answer.mime or 'what is there'} is no page, feed, sitemap or web archive"
    if not answer.body.strip():
        why = "the answer is empty"
    elif answer.body.lstrip()[:1] in {b"{", b"["}:
        why = f"it is JSON (sent as {answer.mime or 'nothing known'}), and no JSON Feed"
    elif documents.is_packed(answer.body):
        why = "it is packed once more than the server says"
    return Refused(why, source=source)


def _some(found: Iterator[Article | Refused], why: str, source: str) -> Iterator[Article | Refused]:
    """What was found, or why there is nothing."""
    first = next(found, None)
    if first is None:
        raise Refused(why, source=source)
    yield first
    yield from found


def origin(url: str) -> str:
    """Scheme, host and port of an address: what one robots.txt holds for."""
    target = addresses.read(url)
    return f"{target.scheme}://{target.authority}"


def reach(allow_net: Iterable[str] = ()) -> Web:
    """Make the way to the public web, and to the networks that are allowed by name (CIDR)."""
    return Web(fetcher=Fetcher(allowed=addresses.nets(allow_net)))


def feed(answer: Answer) -> "Feed":
    """Feed of an answer, read on a budget."""
    found: Feed = budget.run(
        "firsthand.collect.feeds:read",
        answer.body,
        url=answer.url,
        headers=dict(answer.headers),
        seconds=documents.FEED_SECONDS,
    )
    return found


def sitemap(answer: Answer) -> "Sitemap":
    """Sitemap of an answer, read on a budget."""
    found: Sitemap = budget.run("firsthand.collect.sitemaps:read", answer.body, url=answer.url)
    return found


def _origins(entries: Iterable["Entry"]) -> Iterator[str]:
    for entry in entries:
        with suppress(Refused):  # whatever is wrong with the address is told when it is fetched
            yield origin(entry.link or "")


def is_whole(entry: "Entry") -> bool:
    """Whether a feed carries the whole text of an entry."""
    return len(documents.text(entry.content).split()) >= documents.FULL_WORDS


def announced(
    entry: "Entry", *, seen: datetime | None = None, reserved: Mapping[str, Reserved]
) -> Article | None:
    """Article out of the feed itself, where it carries the whole text; else None.

    ``reserved`` is what the owners of its texts reserve, by origin; without word of one, None.
    """
    from firsthand.collect.feeds import plain  # noqa: PLC0415 - feedparser takes a while to import

    if not is_whole(entry):
        return None
    signals: list[Signal] = []
    if entry.link:
        if (found := reserved.get(origin(entry.link))) is None:
            return None
        signals += rights.of_file(found, entry.link)
    try:
        article = make(
            documents.text(entry.content),
            title=plain(entry.title) or None,
            url=entry.link,
            byline=entry.authors,
            published=entry.published or entry.updated,
            seen=seen,
            source=entry.link or entry.id or "",
        )
    except UsageError as error:
        raise Refused(str(error), source=entry.link or "") from error
    return replace(article, flags=(*article.flags, *rights.flags(signals)))


def _first(entries: Iterable["Entry"]) -> list["Entry"]:
    """Entries with different addresses, as many as are read in one go."""
    different = {identity.key(entry.link) if entry.link else entry.id: entry for entry in entries}
    return list(different.values())[:MAX_ARTICLES]
