"""Owners' requests: asked, proved, carried out at once, and recorded with what shows that it is done.

A request names a site and pages of it, or all of it. It is carried out when the owner proved to own
the site (a file on it that holds the request's token, and nothing else), or when a person says how
they made sure. Whatever was asked, only articles whose own address is on that site are deleted.
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firsthand.collect import addresses, identity
from firsthand.collect.fetch import Limits
from firsthand.errors import Refused, UsageError
from firsthand.store import shelf, sources, takedowns
from firsthand.store.database import Database
from firsthand.upkeep import burying, erasure, intake, rounds

if TYPE_CHECKING:
    from firsthand.collect.web import Web

#: where on its site the proof stands
PLACE = "/.well-known/firsthand-takedown.txt"
#: from the proof to the deletion at the latest; it is deleted at once, unless that was cut off
WITHIN = timedelta(hours=24)
#: a proof is one line, so more is not read
PROOF = Limits(seconds=15.0, wire=4_096, unpacked=4_096, cut=True)
#: what was proved so long ago and is not carried out was cut off, or takes long
UNDER_WAY = timedelta(minutes=1)
#: pages of one request
MAX_PAGES = 10_000
#: refusals of one request that are recorded; it may be looked for as often as one likes
MAX_REFUSALS = 20
#: what people whom nobody knows may ask for: pages of one request, open requests for pages of one
#: host, and open requests in all; and how long one stays open that is not proved
STRANGE_PAGES, STRANGE_HOST, STRANGE_OPEN, STRANGE_AGE = 200, 5, 100, timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Takedown:
    """A request of an owner, and what became of it. Times are ISO 8601."""

    number: int
    #: the site as scheme and host
    site: str
    #: addresses of pages; none for the whole site
    pages: tuple[str, ...]
    who: str
    why: str
    #: what the file at ``proof_at`` must hold, and nothing else
    token: str
    proof_at: str
    asked: str
    #: asked | proved | deleted | withdrawn
    state: str
    #: what showed that it is the owner's, and when
    proof: str | None = None
    proved: str | None = None
    #: until when it has to be carried out
    deadline: str | None = None
    deleted: str | None = None
    #: articles that were deleted, and articles that an address of the request led to, but which
    #: stand on another site, by their ids
    articles: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    #: sources on the site that are asked no more
    sources: tuple[str, ...] = ()
    #: runs of the deleted words that were looked for in every byte of the library's files
    looked_for: int = 0
    #: those of them that other articles have, too, and those that should not be there any more
    elsewhere: int = 0
    found: int = 0
    #: when the log of the file was emptied; None while somebody who reads holds it back
    wiped: str | None = None
    #: copies of the library that were made before, are still there, and so may hold the words
    copies: tuple[str, ...] = ()
    #: why the last proof was not taken, and since when
    refused: str | None = None
    looked: str | None = None
    #: whether it came by the pages, from whoever it was
    strange: bool = False
    #: seal of what was recorded of it last
    seal: str = ""

    @property
    def by_file(self) -> bool:
        """Whether the owner's file proved it, and no person."""
        return self.proof == _stood(self)

    @property
    def host(self) -> str:
        """Whose it is said to be, without scheme, "www." and port."""
        return addresses.site(self.site)


class Takedowns:
    """The requests of a library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Takedown]:
        """Return all requests, the oldest first."""
        found: dict[int, list[takedowns.Line]] = {}
        for line in takedowns.lines(self._database):
            found.setdefault(line.request, []).append(line)
        return [_told(lines) for lines in found.values()]

    def get(self, number: int) -> Takedown:
        """Return one request. Raises UsageError where there is none."""
        lines = takedowns.lines(self._database, number)
        if not lines:
            raise UsageError(f"there is no request {number}; `firsthand takedown` lists them")
        return _told(lines)

    def ask(
        self, site: str, pages: Iterable[str] = (), *, who: str, why: str = "", now: datetime
    ) -> Takedown:
        """Record a request for ``pages`` of a site, or for all of it; nothing is deleted yet.

        ``site`` is a host ("herald.example") or an address on it. Raises Refused where a page
        stands on another site, UsageError where nobody asks.
        """
        said = _said(site, pages, who, why)
        return self.get(takedowns.begin(self._database, now, said))

    def ask_strange(
        self, site: str, pages: Iterable[str] = (), *, who: str, why: str = "", now: datetime
    ) -> Takedown:
        """Record a request as ``ask`` does, of somebody whom nobody knows; or return the same one.

        Those that nobody proves end after a while. Raises Refused where too many are open.
        """
        said = _said(site, pages, who, why) | {"strange": True}
        if len(said["pages"]) > STRANGE_PAGES:
            raise Refused(f"one request names at most {STRANGE_PAGES} pages")
        with self._database.writing():
            known = [one for one in self._lapsed(now) if one.state != "withdrawn"]
            for one in known:
                if (one.site, set(one.pages)) == (said["site"], set(said["pages"])):
                    return one
            open_ = [one for one in known if one.strange and one.state == "asked"]
            host = addresses.site(said["site"])
            # all of a site can always be asked for, whatever others asked for of it
            of_host = [one for one in open_ if one.pages and one.host == host]
            if said["pages"] and len(of_host) >= STRANGE_HOST:
                raise Refused(
                    f"{len(of_host)} requests for pages of {host} are open: ask for all of it"
                )
            if len(open_) >= STRANGE_OPEN:
                raise Refused("too many requests are open: come again tomorrow")
            return self.get(takedowns.begin(self._database, now, said))

    def _lapsed(self, now: datetime) -> list[Takedown]:
        """Return all requests, those ended that came by the pages and were not proved in time."""
        found = self.all()
        for place, one in enumerate(found):
            old = datetime.fromisoformat(one.asked) + STRANGE_AGE < now
            if one.strange and one.state == "asked" and old:
                found[place] = self.withdraw(one.number, why="not proved in time", now=now)
        return found

    def check(self, number: int, web: "Web", *, now: datetime) -> Takedown:
        """Look for the owner's proof, and carry the request out if it is there.

        Where it is not, ``refused`` says why; it may be looked for again.
        """
        request = self._open(number)
        try:
            _prove(request, web)
        except Refused as error:
            self._note_refused(request, error.reason, now)
            return replace(self.get(number), refused=error.reason)
        return self._carry_out(request, _stood(request), now)

    def vouch(self, number: int, *, who: str, how: str, now: datetime) -> Takedown:
        """Carry a request out because ``who`` made sure that the owner asks, and says ``how``."""
        if not who.strip() or not how.strip():
            raise UsageError("say who made sure (--who), and how (--why)")
        return self._carry_out(self._open(number), f"{who.strip()} made sure: {how.strip()}", now)

    def withdraw(self, number: int, *, why: str = "", now: datetime) -> Takedown:
        """End a request: what it kept out may come in again. What was deleted stays deleted."""
        self.get(number)
        with self._database.writing():
            self._database.do("unbar", number)
            takedowns.log(self._database, number, "withdrawn", now, {"why": why})
        return self.get(number)

    def back(self, number: int) -> int:
        """Count the articles that are here although a request covers them; looks now."""
        return len(_covered(self._database, self.get(number))[0])

    def naming(self, name: str) -> list[Takedown]:
        """Return the requests for which an article of this id was deleted."""
        return [self.get(number) for number in takedowns.naming(self._database, name)]

    def altered(self) -> int | None:
        """Return the first line of the record that is not as it was written; None if all are."""
        return takedowns.altered(self._database)

    def finish(self, *, now: datetime, patience: timedelta = timedelta(0)) -> bool:
        """Carry out what was proved and then cut off, before anything is shown.

        What was proved less than ``patience`` ago may be under way elsewhere; returns whether any is.
        """
        due = [self.get(number) for number in takedowns.due(self._database)]
        # a proof of the future is of a clock that was wrong
        late = [one for one in due if not timedelta(0) <= now - _proved(one) < patience]
        for request in late:
            _delete(self._database, request, now)
        return len(late) < len(due)

    def note_wiped(self, *, now: datetime) -> None:
        """Record that the log of the file was emptied after what was deleted before."""
        for one in self.all():
            if one.state == "deleted" and one.wiped is None:
                takedowns.log(self._database, one.number, "wiped", now, {})

    def _open(self, number: int) -> Takedown:
        request = self.get(number)
        if request.state != "asked":
            raise UsageError(f"request {number} is {request.state}; nothing is left to do")
        return request

    def _note_refused(self, request: Takedown, why: str, now: datetime) -> None:
        """Record why a proof was not taken, where that is news: some look every hour, for weeks."""
        if why == request.refused:
            return
        of_it = takedowns.lines(self._database, request.number)
        if sum(line.kind == "refused" for line in of_it) < MAX_REFUSALS:
            takedowns.log(self._database, request.number, "refused", now, {"why": why})

    def _carry_out(self, request: Takedown, proof: str, now: datetime) -> Takedown:
        with self._database.writing():
            takedowns.log(self._database, request.number, "proved", now, {"proof": proof})
            takedowns.bar(self._database, _bars(request), request.number)
        _delete(self._database, request, now)
        return self.get(request.number)


# --------------------------------------------------------------------------- whose it is


def _origin(site: str) -> str:
    target = addresses.read(site if "://" in site else f"https://{site}")
    return f"{target.scheme}://{target.authority}"


def _key(origin: str) -> str:
    return identity.key(f"{origin}/")


def _said(site: str, pages: Iterable[str], who: str, why: str) -> dict[str, Any]:
    """Return what is recorded of a request. Raises as ``Takedowns.ask``."""
    if not who.strip():
        raise UsageError("name who asks: --who")
    origin = _origin(site)
    named = list(dict.fromkeys(addresses.read(page).url for page in pages))
    if len(named) > MAX_PAGES:
        raise UsageError(f"one request names at most {MAX_PAGES:,} pages")
    for page in named:
        if not identity.key(page).startswith(_key(origin)):
            raise Refused(f"it is not on {origin}; its owner has to ask", source=page)
    return {
        "site": origin, "pages": named, "who": who.strip(), "why": why,
        "token": secrets.token_hex(16),
    }  # fmt: skip


def _proved(request: Takedown) -> datetime:
    return datetime.fromisoformat(request.proved or request.asked)


def _stood(request: Takedown) -> str:
    return f"its token stood at {request.proof_at}"


def _prove(request: Takedown, web: "Web") -> None:
    """Raise Refused unless the site itself holds the token, as text, at the place for it."""

    def stay(url: str) -> None:
        if url != request.proof_at:
            why = f"{request.proof_at} leads elsewhere; the site itself has to hold the file"
            raise Refused(why)

    # robots.txt is not asked: the owner wants this file read; nobody but the site itself is asked
    answer = web.fetcher.get(request.proof_at, permit=stay, limits=PROOF)
    if answer.status != 200:
        raise Refused(f"{request.proof_at} answered {answer.status}")
    if answer.mime != "text/plain":
        told = "".join(filter(str.isprintable, answer.mime[:100]))
        raise Refused(f"{request.proof_at} is {told or 'of no type'}, and not text/plain")
    if answer.body.strip() != request.token.encode():
        raise Refused(f"{request.proof_at} holds something else than the token of this request")


# --------------------------------------------------------------------------- carrying it out


def _bars(request: Takedown) -> list[str]:
    if not request.pages:
        return [f"{takedowns.SITE}{_key(request.site)}"]
    return [f"{takedowns.PAGE}{identity.key(page)}" for page in request.pages]


def _delete(database: Database, request: Takedown, now: datetime) -> None:
    """Delete what the request covers, and record what shows that it is gone."""
    own, others = _covered(database, request)
    runs = erasure.sample(shelf.wordings(database, one) for one in own)
    # addresses by which pages of others were known stay known: these articles stay
    names = {one.number: one.article.id for one in shelf.load(database, [*own, *others])}
    graves = burying.dig(database, dict.fromkeys(own, (request.number, now)))
    for number in own:
        with database.writing():
            # another process may be quicker, and its number that of something that came since
            if shelf.numbers(database, [names[number]]).get(names[number]) == number:
                burying.bury(database, graves.get(number))
                intake.purge(database, number, now)
    ended = _stop(database, request)
    rounds.settle(database)
    wiped = database.forget()
    left = erasure.search(database, runs)
    with database.writing():
        if request.number not in takedowns.due(database):
            return  # another process was quicker
        said = {
            "articles": [names[one] for one in own], "others": [names[one] for one in others],
            "sources": ended, "looked_for": len(runs), "elsewhere": left.elsewhere,
            "found": left.found, "copies": list(_copies(database)),
        }  # fmt: skip
        takedowns.log(database, request.number, "deleted", now, said)
        if wiped:
            takedowns.log(database, request.number, "wiped", now, {})


def _covered(database: Database, request: Takedown) -> tuple[list[int], list[int]]:
    """Return the articles of the site that a request is about, and those it leads to elsewhere."""
    site = _key(request.site)
    if request.pages:
        numbers = shelf.named(database, _bars(request))
    else:
        numbers = takedowns.on_site(database, site)
    own: list[int] = []
    others: list[int] = []
    for one in shelf.load(database, numbers):
        # an address may lead to an article of somebody else: a redirect is no proof of ownership
        mine = identity.key(one.article.url or "").startswith(site)
        (own if mine else others).append(one.number)
    return own, others


def _stop(database: Database, request: Takedown) -> list[str]:
    """Fetch nothing more that the request covers; return the sources that are asked no more."""
    ended = []
    with database.writing():
        intake.forget_listed(database, _bars(request))
        for one in [] if request.pages else sources.everything(database):
            if identity.key(one.address).startswith(_key(request.site)):
                database.do("delete_source", one.number)
                ended.append(one.address)
    return ended


def _copies(database: Database) -> Iterator[str]:
    """Name the copies of the library that are still where they were put."""
    for path, _ in takedowns.copies(database):
        if Path(path).exists():
            yield path
        else:
            database.do("uncopied", path)


# --------------------------------------------------------------------------- what became of it


def _told(lines: Sequence[takedowns.Line]) -> Takedown:
    """Tell a request from the lines of its log."""
    asked = lines[0]
    told: dict[str, object] = {}
    for line in lines[1:]:
        if line.kind == "refused":
            told |= {"refused": line.said["why"], "looked": line.at}
        elif line.kind == "proved":
            deadline = datetime.fromisoformat(line.at) + WITHIN
            told |= {"state": "proved", "proof": line.said["proof"], "proved": line.at}
            told |= {"deadline": shelf.stamp(deadline), "refused": None, "looked": None}
        elif line.kind == "deleted":
            lists = {
                key: tuple(value) for key, value in line.said.items() if isinstance(value, list)
            }
            told |= {"state": "deleted", "deleted": line.at, **line.said, **lists}
        elif line.kind == "wiped":
            told["wiped"] = line.at
        else:
            told["state"] = "withdrawn"
    said = asked.said
    given = {
        "number": asked.request, "site": said["site"], "pages": tuple(said["pages"]),
        "who": said["who"], "why": said["why"], "token": said["token"],
        "proof_at": said["site"] + PLACE, "asked": asked.at, "state": "asked",
        "strange": said.get("strange", False), "seal": lines[-1].seal,
    }  # fmt: skip
    return Takedown(**(given | told))
