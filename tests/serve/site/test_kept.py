"""Pages that are kept: the same as those drawn anew, for whoever may see them, and never stale."""

import asyncio
import threading
from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route

from evaluation.caller import call
from firsthand.collect import articles
from firsthand.errors import UsageError
from firsthand.library import Library
from firsthand.serve.site import kept
from firsthand.serve.site.application import _lifespan, application
from firsthand.serve.site.desk import Desk
from firsthand.serve.site.guard import Guard
from firsthand.serve.site.kept import Kept
from firsthand.serve.site.parameters import VISITED, desk, now
from firsthand.serve.site.sheets import THEME
from tests.serve.site.conftest import TEXTS

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    """Return the path of a library that may be changed."""
    with Library(tmp_path / "library.db") as library:
        library.add([articles.make(text, id=name) for name, text in TEXTS.items()])
    return tmp_path / "library.db"


@pytest.fixture
def story(path):
    with Library(path) as library:
        return f"/stories/{library.stories()[0].id}"


class Counted:
    """A site of one page, which counts how often it is drawn."""

    def __init__(self, path, draw):
        self.drawn = 0
        self.time = NOW

        def endpoint(request):
            self.drawn += 1
            return draw(request)

        inner = Starlette(routes=[Route("/page", kept.page(endpoint), methods=["GET", "POST"])])
        inner.state.desk = Desk(path, clock=lambda: NOW)
        inner.state.clock = lambda: self.time
        inner.state.kept = Kept()
        self.app = Guard(inner, routes=inner.routes, hosts=frozenset(), token=None)

    def get(self, address="/page", **headers):
        return call(self.app, address, "GET", headers)


async def ask(site, query=""):
    """Ask for the page within the event loop that others ask in, too."""
    sent = []

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "path": "/page", "headers": [(b"host", b"localhost")],
        "query_string": query.encode(), "server": ("localhost", 80), "scheme": "http",
    }  # fmt: skip
    await site.app(scope, None, send)
    return sent[0]["status"]


def found_words(request):
    found = desk(request).library.search("aurelia", most=5)
    return PlainTextResponse(" ".join(hit.words for hit in found))


def test_a_page_is_drawn_once_and_again_when_it_has_changed(path):
    site = Counted(path, found_words)
    first = site.get()
    assert site.get().text == first.text
    assert site.drawn == 1
    with Library(path) as library:
        library.add([articles.make("Bread\n\nThe baker of Selm sold bread.", id="other")])
        assert site.get().text == first.text
        assert site.drawn == 1  # nothing that it was read from is another
        library.add([articles.make("Aurelia sails\n\nThe ferry Aurelia sailed.", id="more")])
    assert "Aurelia sailed" in site.get().text
    assert site.drawn == 2


def test_pages_differ_by_address_and_cookies(path):
    site = Counted(path, lambda request: PlainTextResponse(str(sorted(request.cookies.items()))))
    for address in ("/page", "/page?q=1"):
        for cookie in ("", f"{THEME}=dark", f"{THEME}=light", "other=1"):
            assert site.get(address, cookie=cookie).text == site.get(address, cookie=cookie).text
    assert site.drawn == 8
    assert "dark" in site.get(cookie=f"{THEME}=dark").text
    assert "dark" not in site.get().text


def test_pages_differ_by_the_visit_before_and_not_by_this_one(path):
    site = Counted(path, lambda _: PlainTextResponse("page"))
    early, late = "2031-03-01T00:00:00+00:00", "2031-03-04T11:59:00+00:00"
    site.get(cookie=f"{VISITED}={early}~{late}")
    site.get(cookie=f"{VISITED}={early}~2031-03-04T11:58:00+00:00")
    assert site.drawn == 1
    site.get(cookie=f"{VISITED}={late}~{late}")
    assert site.drawn == 2


def test_a_reader_who_has_the_page_is_told_so(path):
    site = Counted(path, found_words)
    first = site.get()
    tag = first.headers["etag"]

    known = site.get(**{"if-none-match": f'"other", W/{tag}'})
    assert (known.status, known.body, known.headers["etag"]) == (304, b"", tag)
    assert site.get(**{"if-none-match": '"other"'}).status == 200
    with Library(path) as library:
        library.mark("herald", "removed", "asked to")
    answer = site.get(**{"if-none-match": tag})
    assert answer.status == 200
    assert answer.headers["etag"] != tag
    assert answer.headers["cache-control"] == "private, no-cache"


def test_what_is_not_a_page_is_not_kept(path):
    def missing(_):
        raise UsageError("there is none")

    def writes(request):
        desk(request).library.sources.add("http://127.0.0.1/feed", now=now(request))
        return PlainTextResponse("written")

    def away(_):
        return RedirectResponse("/elsewhere")

    def marked(_):
        answer = PlainTextResponse("page")
        answer.set_cookie("secret", "1")
        return answer

    for draw in (writes, away, marked):
        site = Counted(path, draw)
        site.get()
        site.get()
        assert site.drawn == 2
    site = Counted(path, missing)
    for _ in range(2):
        with pytest.raises(UsageError):
            site.get()
    site = Counted(path, found_words)
    for _ in range(2):
        call(site.app, "/page", "POST", {"origin": "http://localhost"})
    assert site.drawn == 2


def test_a_page_is_kept_for_a_while_and_not_too_many_are(path, monkeypatch):
    site = Counted(path, found_words)
    site.get()
    site.time += kept.LONGEST
    site.get()
    assert site.drawn == 2
    monkeypatch.setattr(kept, "MOST_BYTES", 1_000)
    for n in range(20):
        site.get(f"/page?n={n}")
    drawn = site.drawn
    site.get("/page?n=0")
    assert site.drawn == drawn + 1  # it had to go
    site.get("/page?n=0")
    assert site.drawn == drawn + 1


def test_of_many_who_ask_at_once_one_waits_for_the_drawing(path):
    begun, go = threading.Event(), threading.Event()

    def slow(request):
        begun.set()
        assert go.wait(10)
        return found_words(request)

    site = Counted(path, slow)

    async def everybody():
        asked = [asyncio.create_task(ask(site)) for _ in range(4)]
        await asyncio.to_thread(begun.wait, 10)
        await asyncio.sleep(0.05)
        go.set()
        return await asyncio.gather(*asked)

    assert asyncio.run(everybody()) == [200] * 4
    assert site.drawn == 1


def test_what_was_looked_through_after_it_was_asked_for_is_not_looked_through_again(path):
    site = Counted(path, found_words)

    async def everybody():
        await ask(site)
        with Library(path) as library:
            library.add([articles.make("Bread\n\nThe baker of Selm sold bread.", id="other")])
        assert await asyncio.gather(*(ask(site) for _ in range(8))) == [200] * 8
        with Library(path) as library:
            library.mark("herald", "removed", "its owner asked for it")
        assert await asyncio.gather(*(ask(site) for _ in range(8))) == [200] * 8

    asyncio.run(everybody())
    assert site.drawn == 2


def test_one_that_fails_to_be_drawn_is_drawn_for_the_next(path):
    begun = threading.Event()

    def once(request):
        if not begun.is_set():
            begun.set()
            raise UsageError("not this time")
        return found_words(request)

    site = Counted(path, once)

    async def both():
        return await asyncio.gather(ask(site), ask(site), return_exceptions=True)

    failed, answered = asyncio.run(both())
    assert isinstance(failed, UsageError)
    assert answered == 200


def test_a_page_written_over_while_it_was_drawn_is_not_taken_for_the_new_one(path):
    """The state that counts is that before anything was read."""

    def late(request):
        answer = found_words(request)
        if site.drawn == 1:
            with Library(path) as library:
                library.mark("herald", "removed", "its owner asked for it")
        return answer

    site = Counted(path, late)

    async def twice():
        await ask(site)
        await ask(site)

    asyncio.run(twice())
    assert site.drawn == 2


def test_what_is_purged_marked_or_changed_is_never_shown_from_what_was_kept(path, story):
    site = application(path)
    pages = ["/", story, f"{story}/claims", f"{story}/articles/herald", "/search?q=captain"]
    before = {page: call(site, page).text for page in pages}
    assert "captain" in before[f"{story}/articles/herald"]
    assert "captain" in before["/search?q=captain"]
    for page in pages:
        assert call(site, page).text == before[page]

    with Library(path) as library:
        library.mark("herald", "removed", "its owner asked")
    marked = {page: call(site, page).text for page in pages}
    assert "had been asleep" not in "".join(marked.values())

    with Library(path) as library:
        library.mark("herald", "live", "a mistake")
        assert "captain" in call(site, "/search?q=captain").text
        library.purge("herald")
    assert "had been asleep" not in "".join(call(site, page).text for page in pages)
    fresh = application(path)
    for page in pages:
        assert call(site, page).text == call(fresh, page).text


def test_nobody_sees_what_was_kept_for_others(path, story):
    site = application(path, public=True, token="secret")
    own = application(path)
    article = f"{story}/articles/calder%2Fpost"
    assert "a plaque of" in call(own, article).text
    known = call(site, article, headers={"authorization": "Bearer secret"})
    assert known.status == 200
    assert "a plaque of" not in known.text
    assert call(site, article).status == 401
    tag = known.headers["etag"]
    assert call(site, article, headers={"if-none-match": tag}).status == 401


def test_those_who_wait_for_a_drawing_keep_nobody_from_what_is_there(path):
    go = threading.Event()

    def slow(request):
        assert "slow" not in request.query_params or go.wait(20)
        return found_words(request)

    site = Counted(path, slow)

    async def everybody():
        async with _lifespan(None):
            await ask(site)
            waiting = [asyncio.create_task(ask(site, f"slow=1&n={n}")) for n in range(60)]
            await asyncio.sleep(0.1)
            try:
                assert await asyncio.wait_for(ask(site), 10) == 200
                assert not any(one.done() for one in waiting)
            finally:
                go.set()
            assert set(await asyncio.gather(*waiting)) == {200}

    asyncio.run(everybody())


def test_the_present_waits_for_no_page_of_the_past(path):
    go = threading.Event()

    def slow(request):
        assert "as-of" not in request.query_params or go.wait(20)
        return found_words(request)

    site = Counted(path, slow)

    async def everybody():
        past = [asyncio.create_task(ask(site, f"as-of=2031-03-0{n}")) for n in (1, 2)]
        await asyncio.sleep(0.1)
        try:
            assert await asyncio.wait_for(ask(site), 10) == 200
            assert not any(one.done() for one in past)
        finally:
            go.set()
        assert await asyncio.gather(*past) == [200, 200]

    asyncio.run(everybody())
