"""Owners' requests: filed by whoever owns a site, looked for on it, carried out, and shown to all.

On a site for others this is the one thing that strangers may do. What they may ask for is bounded
where it is recorded (``upkeep.takedowns``), how often others' sites are asked for them here; who
asked, which pages, and how the keeper made sure is shown to the keeper alone.
"""

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from firsthand.collect import addresses as urls
from firsthand.errors import Refused, UsageError
from firsthand.library import Library
from firsthand.records import Story
from firsthand.serve import times
from firsthand.serve.site import acts, addresses, kept, sheets
from firsthand.serve.site.fronts import stamp
from firsthand.serve.site.parameters import Sent, desk, form, now, number
from firsthand.serve.words import count, say
from firsthand.upkeep import takedowns
from firsthand.upkeep.takedowns import Takedown

if TYPE_CHECKING:
    from firsthand.collect.web import Web

HERE = addresses.owners()
#: requests on a page of the record, and at most in the same as data
ROWS, MOST = 30, 200
#: pages of a request that are named
SHOWN = 50
#: characters of what a form says
_LONGEST = {"site": 300, "pages": 100_000, "who": 200, "why": 1_000}
#: until a host is asked again
_PAUSE = timedelta(minutes=1)
#: seconds after which a browser may try again
_SOON = 60
#: hosts that are remembered; more than can be asked in a minute
_HOSTS = 1_000


@dataclass(slots=True)
class Prover:
    """Looks for proofs: one at a time, each host once a minute, whoever asks for it."""

    #: the way to the web; made when it is first needed
    web: "Web | None" = None
    _busy: threading.Lock = field(default_factory=threading.Lock)
    _asked: dict[str, datetime] = field(default_factory=dict)

    def check(self, library: Library, request: Takedown, at: datetime) -> Takedown | None:
        """Look for the proof of a request, and carry it out; None where it is too soon."""
        if not self._busy.acquire(blocking=False):
            return None
        try:
            before = self._asked.get(request.host)
            if before and before <= at < before + _PAUSE:
                return None
            if len(self._asked) >= _HOSTS:
                self._asked = {of: when for of, when in self._asked.items() if when + _PAUSE > at}
            self._asked[request.host] = at
            if self.web is None:
                from firsthand.collect.web import reach  # noqa: PLC0415 - only who looks loads it

                self.web = reach()
            return library.takedowns.check(request.number, self.web, now=at)
        finally:
            self._busy.release()


# --------------------------------------------------------------------------- what is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A request in the record, as far as it may be shown."""

    number: int
    href: str
    asked: str
    what: str
    proof: str
    outcome: tuple[str, ...]
    seal: str


def _row(one: Takedown, *, public: bool, listed: bool = True) -> Row:
    return Row(
        number=one.number, href=_href(one), asked=stamp(one.asked),
        what=_what(one, named=not (public and listed) or one.proved is not None),
        proof=_proof(one), outcome=tuple(_outcome(one)), seal=one.seal,
    )  # fmt: skip


def _what(one: Takedown, *, named: bool) -> str:
    """Say what was asked for; to all others a site is named only when it was its owner who asked."""
    site = one.site if named else say("owners.unshown")
    if not one.pages:
        return say("owners.whole", site=site)
    return say("owners.some", pages=count("owners.page", len(one.pages)), site=site)


def _proof(one: Takedown) -> str:
    if one.proved is None:
        return say("owners.by.none" if one.state == "asked" else "owners.by.never")
    return say("owners.by.file" if one.by_file else "owners.by.person", moment=stamp(one.proved))


def _outcome(one: Takedown) -> Iterator[str]:
    if one.state == "asked":
        yield say("owners.open")
    if one.state == "proved":
        yield say("owners.due", moment=stamp(one.deadline or ""))
    if one.deleted:
        articles = count("owners.text", len(one.articles))
        yield say("owners.deleted", articles=articles, moment=stamp(one.deleted))
        yield from _traces(one)
    if one.state == "withdrawn":
        yield say("owners.withdrawn")


def _traces(one: Takedown) -> Iterator[str]:
    """Say what shows that it is gone, and what is not."""
    if one.looked_for:
        runs = count("owners.run", one.looked_for)
        kind = "left" if one.found else "shared" if one.elsewhere else "gone"
        yield say(f"owners.{kind}", runs=runs, n=one.found or one.elsewhere)
    if one.others:
        yield say("owners.others", articles=count("owners.text", len(one.others)))
    if one.sources:
        yield say("owners.stopped", n=len(one.sources))
    if one.articles and one.wiped is None:
        yield say("owners.unwiped")


def _unproved(one: Takedown, *, public: bool) -> str:
    """Say why a proof was not taken.

    What else a request ran into tells of the network of this computer, so others do not see it.
    """
    why = one.refused or ""
    if public and not why.startswith(one.proof_at):
        why = say("owners.unreached", place=one.proof_at, n=round(takedowns.PROOF.seconds))
    return say("owners.unproved", why=why)


def _data(one: Takedown, *, named: bool) -> dict[str, Any]:
    """Set a request for programs, as far as all may see it."""
    proof = None if one.proved is None else "file" if one.by_file else "person"
    kept = (
        "number", "asked", "state", "proved", "deadline", "deleted", "looked_for", "elsewhere",
        "found", "wiped", "seal",
    )  # fmt: skip
    return {name: getattr(one, name) for name in kept} | {
        "site": one.site if named or one.proved else None, "pages": len(one.pages), "proof": proof,
        "articles": len(one.articles), "others": len(one.others), "sources": len(one.sources),
    }  # fmt: skip


def removed(request: Request) -> str | None:
    """Say that what an address asks for was deleted at its owner's request; None if it was not."""
    name = request.path_params.get("article", "")
    for one in desk(request).library.takedowns.naming(name) if name else ():
        if name in one.articles:
            return say("owners.removed", day=_day(one))
    return None


def missing(story: Story) -> tuple[tuple[str, str], ...]:
    """Say what was deleted out of a story at owners' requests, with where that is recorded."""
    found = Counter((one.request, times.day(one.removed)) for one in story.removed)
    return tuple(
        (say("owners.missing", day=day, reports=count("report", n)), addresses.owners(request))
        for (request, day), n in sorted(found.items())
    )


def waiting(library: Library) -> tuple[tuple[str, str], ...]:
    """Say to the keeper what was asked for and is not carried out, with where that is recorded."""
    found = [one for one in library.takedowns.all() if one.state in {"asked", "proved"}]
    if not found:
        return ()
    where = _href(found[0]) if len(found) == 1 else f"{HERE}#record"
    return ((count("owners.waiting", len(found)), where),)


def _day(one: Takedown) -> str:
    return times.day(datetime.fromisoformat(one.deleted or one.asked))


def _href(one: Takedown) -> str:
    return addresses.owners(one.number)


# --------------------------------------------------------------------------- the record


def record(request: Request) -> Response:
    """Show what happens, the form, and the record."""
    try:
        target = urls.read(request.query_params.get("page", ""))
        given = {"site": f"{target.scheme}://{target.authority}", "pages": target.url}
    except Refused:
        given = {}
    return _record(request, given, {})


def _record(
    request: Request, given: dict[str, str], problems: dict[str, str], status: int = 200
) -> Response:
    library, public, after = desk(request).library, desk(request).public, number(request, "after")
    found = library.takedowns.all()[::-1]
    return sheets.answer(
        request, "owners", status=status, title=say("owners.head"),
        rows=[_row(one, public=public) for one in found[after : after + ROWS]],
        more=after + ROWS if len(found) > after + ROWS else None,
        sealed=_sealed(library, now(request)), given=given, problems=problems, longest=_LONGEST,
        most=takedowns.STRANGE_PAGES, hours=takedowns.WITHIN // timedelta(hours=1),
        data=addresses.api(HERE),
    )  # fmt: skip


def _sealed(library: Library, at: datetime) -> str:
    altered = library.takedowns.altered()
    if altered is None:
        return say("owners.sealed", moment=times.moment(at))
    return say("owners.broken", moment=times.moment(at), n=altered)


def api_record(request: Request) -> Response:
    takedowns_ = desk(request).library.takedowns
    after, most = number(request, "after"), number(request, "most", ROWS, most=MOST)
    found = takedowns_.all()[::-1][after : after + most]
    named = not desk(request).public
    return JSONResponse(
        {"requests": [_data(one, named=named) for one in found], "altered": takedowns_.altered()}
    )


# --------------------------------------------------------------------------- asking


def ask(request: Request, sent: Sent) -> Response:
    """Record a request; the same one again leads to the one that is there."""
    given = {name: sent.get(name, "").strip() for name in _LONGEST}
    problems = dict(_problems(given))
    if not problems:
        try:
            origin = _site(given["site"])
            made = desk(request).library.takedowns.ask_strange(
                origin, _pages(origin, given["pages"]), who=given["who"], why=given["why"],
                now=now(request),
            )  # fmt: skip
            return _shown(made)
        except Refused as error:
            problems["pages"] = say("owners.problem.pages", why=str(error))
    return _record(request, given, problems, 400)


def _problems(given: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Name the fields that cannot be read, and why."""
    for name, words in given.items():
        if len(words) > _LONGEST[name]:
            why = say("owners.long", n=_LONGEST[name])
            yield name, say(f"owners.problem.{name}", why=why)
            return
    try:
        _site(given["site"])
    except Refused as error:
        why = error.reason if given["site"] else say("owners.empty")
        yield "site", say("owners.problem.site", why=why)
    if len(given["pages"].split()) > takedowns.STRANGE_PAGES:
        why = say("owners.count", n=takedowns.STRANGE_PAGES)
        yield "pages", say("owners.problem.pages", why=why)
    if not given["who"]:
        yield "who", say("owners.problem.who", why=say("owners.nobody"))


def _site(given: str) -> str:
    target = urls.read(given if "://" in given else f"https://{given}")
    return f"{target.scheme}://{target.authority}"


def _pages(origin: str, given: str) -> list[str]:
    """Return addresses that stand a line each; one without a host is on the site."""
    return [
        f"{origin}{line}" if line.startswith("/") else line if "://" in line else f"https://{line}"
        for line in given.split()
    ]


# --------------------------------------------------------------------------- one request


def one(request: Request) -> Response:
    return _one(request, _found(request))


def _found(request: Request) -> Takedown:
    given = request.path_params["request"]
    if not given.isascii() or not given.isdecimal() or len(given) > 9:
        raise HTTPException(404)
    return desk(request).library.takedowns.get(int(given))


def _one(request: Request, found: Takedown, problem: str = "", status: int = 200) -> Response:
    public, at = desk(request).public, now(request)
    page = _row(found, public=public, listed=False)
    until = datetime.fromisoformat(found.asked) + takedowns.STRANGE_AGE if found.strange else None
    return sheets.answer(
        request, "owner", status=status, title=say("owners.one", n=found.number), page=page, r=found,
        problem=problem, again=_again(request, found), data=addresses.api(page.href),
        unproved=_unproved(found, public=public) if found.refused else "",
        looked=stamp(found.looked) if found.looked else "",
        until=say("owners.until", day=times.day(until)) if until else "",
        sealed=_sealed(desk(request).library, at), longest=_LONGEST, shown=SHOWN,
        named=(
            (say("owners.what"), found.pages), (say("owners.not"), found.others),
            (say("owners.copies"), found.copies),
        ),
    )  # fmt: skip


def _again(request: Request, found: Takedown) -> str:
    """Look whether what was deleted is still gone, and say so."""
    if found.state != "deleted":
        return ""
    back, moment = desk(request).library.takedowns.back(found.number), times.moment(now(request))
    if back:
        return say("owners.back", moment=moment, articles=count("owners.text", back))
    return say("owners.again", moment=moment)


def api_one(request: Request) -> Response:
    found, library = _found(request), desk(request).library
    back = library.takedowns.back(found.number) if found.state == "deleted" else None
    proof = {"token": found.token, "proof_at": found.proof_at, "back": back}
    return JSONResponse(_data(found, named=True) | proof)


def look(request: Request, _: Sent) -> Response:
    """Look for the owner's file, and carry the request out if it is there."""
    found, library = _found(request), desk(request).library
    if found.state == "proved":  # it was cut off, or the file was held by another for too long
        library.takedowns.finish(now=now(request))
    elif found.state == "asked":
        prover: Prover = request.app.state.prover
        try:
            checked = prover.check(library, found, now(request))
        except UsageError:  # another was quicker
            return _shown(found)
        if checked is None:
            answer = _one(request, found, say("owners.soon"), 429)
            answer.headers["retry-after"] = str(_SOON)
            return answer
        if checked.state == "asked":
            words = _unproved(checked, public=desk(request).public)
            return _one(request, checked, words, 400)
    return _shown(found)


def vouch(request: Request, sent: Sent) -> Response:
    acts.owner(request)
    found, who, how = _found(request), sent.get("who", "").strip(), sent.get("how", "").strip()
    if not who or not how:
        return _one(request, found, say("owners.vouch.empty"), 400)
    if found.state != "asked":
        return _one(request, found, say("owners.closed"), 400)
    desk(request).library.takedowns.vouch(found.number, who=who, how=how, now=now(request))
    return _shown(found)


def withdraw(request: Request, sent: Sent) -> Response:
    acts.owner(request)
    found = _found(request)
    if found.state != "withdrawn":
        why = sent.get("why", "")[: _LONGEST["why"]]
        desk(request).library.takedowns.withdraw(found.number, why=why, now=now(request))
    return _shown(found)


def _shown(found: Takedown) -> Response:
    return RedirectResponse(_href(found), status_code=303)


ROUTES: Sequence[Route] = [
    Route(HERE, kept.page(record)),
    Route(HERE, form(ask), methods=["POST"]),
    Route(f"{HERE}/{{request}}", kept.page(one)),
    Route(f"{HERE}/{{request}}/look", form(look), methods=["POST"]),
    Route(f"{HERE}/{{request}}/vouch", form(vouch), methods=["POST"]),
    Route(f"{HERE}/{{request}}/withdraw", form(withdraw), methods=["POST"]),
    Route(addresses.api(HERE), kept.page(api_record)),
    Route(f"{addresses.api(HERE)}/{{request}}", kept.page(api_one)),
]
