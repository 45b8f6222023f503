"""The pages that people read."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from firsthand.errors import UsageError
from firsthand.records import Article
from firsthand.serve import composition, measured, times, timetable
from firsthand.serve.room import TIGHT, TIGHTEST, Room
from firsthand.serve.site import (
    addresses,
    found,
    fronts,
    houses,
    kept,
    moments,
    owners,
    pages,
    search,
    sheets,
)
from firsthand.serve.site.desk import ASKED
from firsthand.serve.site.parameters import Visit, desk, moment, number
from firsthand.serve.views import View
from firsthand.serve.words import count, say
from firsthand.timeline.replay import Replay

#: bytes of the page of a story; related stories that it names (to others each has to be read)
HEAVIEST, RELATED = 100_000, 6


def front(request: Request) -> Response:
    after = number(request, "after")
    headings = desk(request).library.pages.front(most=fronts.STORIES + 1, after=after)
    if not headings and not after:
        return RedirectResponse("/start", status_code=303)
    more = f"/?after={after + fronts.STORIES}" if len(headings) > fronts.STORIES else None
    visit = Visit.of(request)
    lines = desk(request).lines((one.id for one in headings[: fronts.STORIES]), visit.since)
    page = fronts.front(lines, since=visit.since, more=more)
    answer = sheets.answer(
        request,
        "front",
        page=page,
        title=say("site.stories"),
        data="/api/stories",
        live=visit.mark,
        requests=() if desk(request).public else owners.waiting(desk(request).library),
    )
    return visit.keep(answer)


def story(request: Request) -> Response:
    name = request.path_params["story"]
    now = desk(request).view(name)
    here = addresses.story(now.story.id)
    if now.story.id != name:
        return RedirectResponse(here, status_code=308)
    then = moment(request)
    laid = timetable.lay(now, composition.ROWS)
    slider = moments.slider(_articles(now), then, laid, now.marks)
    if slider is not None and "at" in request.query_params:
        stop = slider.stop_at(number(request, "at"))
        return RedirectResponse(f"{here}?as-of={quote(stop.iso)}", status_code=303)
    view = now if then is None else desk(request).view(name, Replay(as_of=then))
    visit = Visit.of(request)
    fresh = _fresh(request, now, visit.since)
    compose = partial(
        pages.story, view, fresh, public=desk(request).public, laid=laid,
        titles=desk(request).titles(one.story for one in now.story.related[:RELATED]),
    )  # fmt: skip
    drawn = partial(
        sheets.answer, request, "story", level=1, title=now.story.title[1], here=here,
        slider=slider, story=now.story.id, feed=f"{here}/reports.atom", since=times.moment(visit.since) if visit.since else "",
        data=None if then else addresses.api(here),
        # a claim of the past may be another by now
        claim_at=lambda item: "" if then else addresses.claim(now.story.id, item.id),
        story_at=addresses.story,
        rest={} if then else addresses.rest(now.story.id),
        removed=owners.missing(view.story),
        waiting=_waiting(desk(request).waiting(now.story.id)), live=visit.mark if then is None else None,
        past=then and moments.bar(then, len(view.story.articles), len(now.story.articles)),
    )  # fmt: skip
    rooms = (TIGHT, TIGHTEST)
    if then:  # a claim of the past has no page
        rooms = (replace(TIGHT, further="reason.left"), replace(TIGHTEST, further="reason.left"))
    return visit.keep(_light(compose, drawn, *rooms))


def _waiting(reports: int) -> str:
    """Say how many reports are not in what is told of a story; nothing if all are."""
    return say("story.waiting", reports=count("report", reports)) if reports else ""


def _light(
    compose: Callable[..., pages.StoryPage], drawn: Callable[..., Response], room: Room, less: Room
) -> Response:
    """Draw the page of a story with as much as it has room for."""
    page = compose(room=room)
    answer = drawn(page=page, s=page.sheet)
    if len(answer.body) > HEAVIEST:
        page = compose(room=less)
        answer = drawn(page=page, s=page.sheet)
    return answer


def _articles(view: View) -> Iterable[Article]:
    """Return the articles of a story; a view also holds what decides its expectations."""
    return (view.articles[name] for name in view.story.articles)


def _fresh(request: Request, view: View, since: datetime | None) -> frozenset[str]:
    if since is None:
        return frozenset()
    outlines = desk(request).library.pages.outlines([view.story.id])
    return fronts.fresh(outlines[view.story.id], since)


def _leaf(compose: Callable[..., pages.Leaf]) -> Callable[[Request], Response]:
    """Make what answers with a page of all that a story has of one kind."""

    def leaf(request: Request) -> Response:
        view = desk(request).view(request.path_params["story"])
        page = compose(view, number(request, "after"), public=desk(request).public)
        return sheets.answer(
            request, "leaf", page=page, title=f"{page.head}: {page.title}", p="s",
            back=addresses.story(view.story.id),
            claim_at=lambda item: addresses.claim(view.story.id, item.id),
        )  # fmt: skip

    return leaf


def claim(request: Request) -> Response:
    view = desk(request).view(request.path_params["story"])
    page = pages.claim(view, request.path_params["claim"], public=desk(request).public)
    here = addresses.claim(view.story.id, page.item.id)
    return sheets.answer(
        request, "claim", page=page, title=page.item.words.text or page.title, here=here,
        back=addresses.story(view.story.id), data=addresses.api(here),
    )  # fmt: skip


def article(request: Request) -> Response:
    view = desk(request).view(request.path_params["story"])
    name = request.path_params["article"]
    if name not in view.story.articles:
        raise UsageError(say("site.noarticle"))
    history = desk(request).history(view.articles[name])
    page = pages.article(view, name, history, public=desk(request).public)
    return sheets.answer(
        request, "article", page=page, t=page.text,
        title=page.text.article.title or page.text.opening.text or page.title,
        back=addresses.story(view.story.id), here=addresses.article(view.story.id, name),
        plain=request.query_params.get("marks") == "off",
        claim_at=lambda item: addresses.claim(view.story.id, item.id),
    )  # fmt: skip


def found_article(request: Request) -> Response:
    name = request.path_params["article"]
    story = desk(request).library.pages.article(name).story
    if story is None:
        raise UsageError(say("site.noarticle"))
    return RedirectResponse(addresses.article(story.id, name), status_code=307)


def found_claim(request: Request) -> Response:
    name = request.path_params["claim"]
    story = desk(request).library.pages.claim(name).story
    return RedirectResponse(addresses.claim(story.id, name), status_code=307)


def outlet(request: Request) -> Response:
    known = desk(request).library.pages.outlet(request.path_params["outlet"], most=fronts.STORIES)
    homes = desk(request).library.pages.homes(one.id for one in known.latest)
    page = houses.outlet(desk(request), known, homes)
    return sheets.answer(
        request, "outlet", page=page, title=page.name,
        data=addresses.api(addresses.outlet(page.name)),
        feed=f"{addresses.outlet(page.name)}/reports.atom",
    )  # fmt: skip


def looked(request: Request) -> Response:
    page, asked = search.read(request), request.url.query
    # nothing was looked for yet: there is nothing to be told of it later
    others: dict[str, Any] = (
        {"data": f"/api/search?{asked}", "feed": f"/search.atom?{asked}", "live": ""}
        if page.query
        else {}
    )
    return sheets.answer(
        request, "search", page=page, title=say("site.search"), table=f"/search.csv?{asked}", **others
    )  # fmt: skip


def ask(request: Request) -> Response:
    text = request.query_params.get("text", "").strip()[:ASKED]
    answers = desk(request).ask(text) if text else []
    page = found.asked(text, answers, public=desk(request).public)
    return sheets.answer(request, "ask", title=say("site.ask"), text=text, found=page)


def start(request: Request) -> Response:
    return sheets.answer(request, "start", title=say("site.start"), problem="", given="")


def sources(request: Request) -> Response:
    subscribed, public = desk(request).library.sources, desk(request).public
    return sheets.answer(
        request, "sources", title=say("site.sources"),
        sources=houses.sources(subscribed.all(), public=public),
        aside=houses.aside(subscribed.aside(), public=public),
        printers=houses.printers(desk(request).library.pages.outlets(most=fronts.STORIES)),
    )  # fmt: skip


def measure(request: Request) -> Response:
    return sheets.answer(
        request, "measured", title=say("measured.head"), figures=measured.figures().values(),
        tongues=measured.tongues(),
    )  # fmt: skip


ROUTES = [
    Route("/", kept.page(front)),
    Route("/stories/{story}", kept.page(story)),
    Route("/stories/{story}/claims", kept.page(_leaf(pages.claims))),
    Route("/stories/{story}/differences", kept.page(_leaf(pages.differences))),
    Route("/stories/{story}/lineage", kept.page(_leaf(pages.lineage))),
    Route("/stories/{story}/timeline", kept.page(_leaf(pages.timeline))),
    Route("/stories/{story}/claims/{claim}", kept.page(claim)),
    Route("/stories/{story}/articles/{article:path}", kept.page(article)),
    Route("/articles/{article:path}", found_article),
    Route("/claims/{claim}", found_claim),
    Route("/outlets/{outlet:path}", kept.page(outlet)),
    Route("/search", kept.page(looked)),
    Route("/ask", ask),
    Route("/start", start),
    Route("/sources", kept.page(sources)),
    Route("/measured", measure),
]
