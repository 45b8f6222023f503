"""What the owner of the library watches: what is new, the last 30 days, and a watch before it begins.

To look at these pages changes nothing: what is new stays so until a form says that it was seen.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from firsthand.errors import UsageError
from firsthand.serve.site import addresses, found, fronts, kept, programs, sheets
from firsthand.serve.site.desk import Desk
from firsthand.serve.site.feeds import Entry
from firsthand.serve.site.found import Hit, Results
from firsthand.serve.site.parameters import Sent, desk, form, now, number
from firsthand.serve.words import TEMPLATES, capital, count, say
from firsthand.upkeep.watching import KINDS, MOST, Alert, Found, Watch

#: watches and alerts of a page (each watch has to be looked through), and examples of a preview
WATCHES, ALERTS, EXAMPLES = 10, 30, 5
#: characters of what is watched for, and of it beside each alert; nobody watches for more
_WORDS, _SHORT = 200, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An alert on a page; one thing may be new to several watches."""

    lead: str
    #: what reports differ in: the words, and whether they were published
    sides: tuple[tuple[str, bool], ...]
    #: claim or report
    hit: Hit
    when: str
    #: ISO 8601
    at: str
    #: by which a form names it for each watch
    marks: tuple[str, ...]
    #: names and addresses of these watches, where several are shown
    watches: tuple[tuple[str, str], ...]
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A watch on a page."""

    number: int
    #: what is told, of which words; of a story its title and address follow
    label: str
    title: str
    at: str
    href: str
    since: str
    lately: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A watch before it begins, as a form gives it."""

    words: str = ""
    story: str = ""
    kind: str = ""

    @property
    def given(self) -> bool:
        return bool(self.words or self.story)

    def same(self, watch: Watch) -> bool:
        there = (watch.words or "", watch.story or "", watch.kind or "")
        return there == (self.words, self.story, self.kind)

    def fields(self) -> dict[str, str | None]:
        given = {"words": self.words, "story": self.story, "kind": self.kind}
        return {name: value or None for name, value in given.items()}


# --------------------------------------------------------------------------- pages


def watching(request: Request) -> Response:
    shown, more = _shown(request)
    lines = [_line(desk(request), watch, looked.lately(now(request))) for watch, looked in shown]
    new = [one for _, looked in shown for one in looked.untold]
    # of what came in together each watch has its own order
    new.sort(key=lambda one: one.at, reverse=True)
    items = _items(desk(request), new, {watch.number: watch for watch, _ in shown})
    after = number(request, "after")
    return sheets.answer(
        request, "watch", title=say("site.watch"), items=items[:ALERTS], further=len(items[ALERTS:]),
        lines=lines, asked=Asked(), kinds=_kinds(), live="", problem="",
        marks=[mark for item in items[:ALERTS] for mark in item.marks],
        more=f"/watch?after={after + WATCHES}" if more else None,
        data=addresses.api(f"/watch?after={after}" if after else "/watch"),
    )  # fmt: skip


def watched(request: Request) -> Response:
    """Show the last 30 days of one watch."""
    watch, looked = _one(request)
    line = _line(desk(request), watch, lately := looked.lately(now(request)))
    after = number(request, "after")
    return sheets.answer(
        request, "watched", title=f"{line.label} {line.title}".strip(), line=line, frequent=_frequent(looked),
        items=_items(desk(request), lately[after : after + ALERTS], new=looked.new), live="",
        more=f"{line.href}?after={after + ALERTS}" if len(lately) > after + ALERTS else None,
        feed=f"{line.href}/alerts.atom", data=addresses.api(line.href),
    )  # fmt: skip


def preview(request: Request) -> Response:
    """Say what a watch would have told, before it begins."""
    _private(request)
    return _previewed(request, _asked(request.query_params))


def _previewed(request: Request, asked: Asked, problem: str = "") -> Response:
    library, looked = desk(request).library, Found()
    if asked.given:
        try:
            looked = library.watches.preview(**asked.fields(), now=now(request))
        except UsageError:
            if asked.story:
                raise
            problem = say("watch.empty")
    known = [one for one in library.watches.all() if asked.same(one)]
    return sheets.answer(
        request, "watchnew", status=400 if problem else 200, title=say("watch.begin"), asked=asked,
        kinds=_kinds(), problem=problem, frequent=_frequent(looked),
        would=say("watch.would", alerts=count("alert", len(looked.alerts)))
        if asked.given and not problem
        else "",
        items=_items(desk(request), looked.alerts[:EXAMPLES]), known=known,
        story=desk(request).titles([asked.story]).get(asked.story, "") if asked.story else "",
    )  # fmt: skip


# --------------------------------------------------------------------------- acts


def add(request: Request, sent: Sent) -> Response:
    _private(request)
    asked, library = _asked(sent), desk(request).library
    if not any(asked.same(one) for one in library.watches.all()):
        try:
            library.watches.add(**asked.fields(), now=now(request))
        except UsageError:
            if asked.story:
                raise
            return _previewed(request, asked, say("watch.empty"))
    return RedirectResponse("/watch", status_code=303)


def see(request: Request, sent: Sent) -> Response:
    _private(request)
    desk(request).library.watches.see(sent.getlist("seen"), now=now(request))
    return RedirectResponse("/watch", status_code=303)


def remove(request: Request, sent: Sent) -> Response:
    _private(request)
    watches = desk(request).library.watches
    watches.remove(_named(watches.all(), sent.get("number", "")).number)
    return RedirectResponse("/watch", status_code=303)


# --------------------------------------------------------------------------- for programs


def api(request: Request) -> Response:
    shown, _ = _shown(request)
    return JSONResponse(
        {
            "watches": [asdict(watch) for watch, _ in shown],
            "alerts": [_plain(one, looked) for _, looked in shown for one in looked.untold],
        }
    )


def api_one(request: Request) -> Response:
    watch, looked = _one(request)
    after, lately = number(request, "after"), looked.lately(now(request))
    alerts = [_plain(one, looked) for one in lately[after : after + ALERTS]]
    return JSONResponse({"watches": [asdict(watch)], "alerts": alerts})


def atom(request: Request) -> Response:
    watch, looked = _one(request)
    lately = looked.lately(now(request))
    line = _line(desk(request), watch, lately)
    entries = [_entry(item) for item in _items(desk(request), lately[:ALERTS])]
    return programs.atom_of(request, " ".join(filter(None, (line.label, line.title))), entries)


def _entry(item: Item) -> Entry:
    words = " | ".join(words for words, _ in item.sides) or item.hit.title or item.hit.words
    return Entry(
        kind="alert", id=item.marks[0], title=f"{item.lead} “{words}”", href=item.hit.href,
        updated=item.at, summary=item.hit.about,
    )  # fmt: skip


def _plain(alert: Alert, looked: Found) -> dict[str, object]:
    known = {name: value for name, value in asdict(alert).items() if name != "hashes"}
    return {**known, "new": alert.hash in looked.new}


# --------------------------------------------------------------------------- what is shown


def _private(request: Request) -> None:
    """Refuse others than the owner of this computer: what somebody watches is nobody else's."""
    if desk(request).public:
        raise HTTPException(403, say("watch.private"))


def _shown(request: Request) -> tuple[list[tuple[Watch, Found]], bool]:
    """Look through the watches of a page, the latest first; also tells whether there are more."""
    _private(request)
    watches, after = desk(request).library.watches, number(request, "after")
    there = watches.all()[::-1][after:]
    looked = [(one, watches.look(one, now=now(request))) for one in there[:WATCHES]]
    return looked, len(there) > WATCHES


def _one(request: Request) -> tuple[Watch, Found]:
    _private(request)
    watches = desk(request).library.watches
    watch = _named(watches.all(), request.path_params["watch"])
    return watch, watches.look(watch, now=now(request))


def _named(watches: Iterable[Watch], given: str) -> Watch:
    for one in watches:
        if str(one.number) == given:
            return one
    raise HTTPException(404)


def _asked(sent: Mapping[str, str]) -> Asked:
    kind, story = sent.get("kind", ""), sent.get("story", "")
    # of both the story counts: its page leads here
    words = "" if story else sent.get("words", "").strip()[:_WORDS]
    return Asked(words=words, story=story, kind=kind if kind in KINDS else "")


def _kinds() -> list[tuple[str, str]]:
    return [("", say("watch.kind.any")), *((kind, say(f"watch.kind.{kind}")) for kind in KINDS)]


def _frequent(looked: Found) -> str:
    return say("watch.frequent", n=MOST) if looked.most else ""


def _line(desk: Desk, watch: Watch, lately: Sequence[Alert]) -> Line:
    what, story = capital(say(f"watch.kind.{watch.kind or 'any'}")), watch.story or ""
    title = desk.titles([story]).get(story, "") if story else ""
    if watch.words:
        label = say("watch.words", what=what, words=_cut(watch.words, _WORDS))
    else:
        label = say("watch.story", what=what) + ("" if title else f" {say('watch.gone')}")
    return Line(
        number=watch.number, label=label, title=title, at=addresses.story(story),
        href=addresses.watch(watch.number),
        since=say("watch.since", moment=fronts.stamp(watch.since)),
        lately=say("watch.month", alerts=count("alert", len(lately))),
    )  # fmt: skip


def _items(
    desk: Desk,
    alerts: Iterable[Alert],
    watches: Mapping[int, Watch] = MappingProxyType({}),
    new: Collection[bytes] = (),
) -> list[Item]:
    """Set alerts, in their order; what is new to several watches once."""
    same: dict[bytes, list[Alert]] = {}
    for one in alerts:
        same.setdefault(one.hash, []).append(one)
    hits = _hits(desk, [group[0] for group in same.values()])
    return [
        Item(
            lead=_lead(one), hit=hits[one.about], when=fronts.stamp(one.at), at=one.at,
            sides=tuple(map(_side, one.sides)), marks=tuple(each.mark for each in group),
            watches=tuple(_for(watches[each.watch]) for each in group if each.watch in watches),
            new=one.hash in new,
        )
        for group in same.values()
        if (one := group[0]).about in hits
    ]  # fmt: skip


def _for(watch: Watch) -> tuple[str, str]:
    """Name the watch that an alert is for; its story is named beside it."""
    words, href = watch.words, addresses.watch(watch.number)
    return say("watch.on", words=_cut(words, _SHORT)) if words else say("watch.on.story"), href


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most].rstrip()}…"


def _lead(alert: Alert) -> str:
    if alert.kind == "origins":
        return say("alert.origins", origins=count("independent", int(alert.what)))
    if alert.kind == "outcome":
        return capital(say(f"outcome.{alert.what}"))
    return say(f"alert.{alert.what if alert.kind == 'article' else alert.kind}")


def _side(value: str) -> tuple[str, bool]:
    own = f"side.{value}"
    return (say(own), False) if own in TEMPLATES else (value, True)


def _hits(desk: Desk, alerts: Sequence[Alert]) -> dict[str, Hit]:
    """Set the claims and reports of alerts by their ids, as a search does."""
    claims = desk.library.pages.claims(one.about for one in alerts if one.kind != "article")
    told = found.claims(desk, Results(query="", kind="claims"), tuple(claims.values()), ())
    hits = dict(zip(claims, told.hits, strict=True))
    reports = [one for one in alerts if one.kind == "article"]
    titles = desk.titles({one.story for one in reports})
    for one in reports:
        hits[one.about] = Hit(
            href=addresses.found_article(one.about), title=one.words, words="",
            place=f"{one.about}:title", about="", story=titles.get(one.story, ""),
            at=addresses.story(one.story),
        )  # fmt: skip
    return hits


ROUTES = [
    Route("/watch", kept.page(watching)),
    Route("/watch/new", kept.page(preview)),
    Route("/watch/add", form(add), methods=["POST"]),
    Route("/watch/seen", form(see), methods=["POST"]),
    Route("/watch/remove", form(remove), methods=["POST"]),
    Route("/watch/{watch}", kept.page(watched)),
    Route("/watch/{watch}/alerts.atom", kept.page(atom)),
    Route("/api/watch", kept.page(api)),
    Route("/api/watch/{watch}", kept.page(api_one)),
]
