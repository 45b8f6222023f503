"""What its owner lets be shown until a day only: from then on others see nothing of it, wherever they look."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

import firsthand
from evaluation.caller import call
from firsthand import cli
from firsthand.library import Library
from firsthand.records import Flag
from firsthand.serve import mcp
from firsthand.serve.site.application import application
from firsthand.serve.site.desk import Desk

BEFORE, AFTER = (datetime(2021, 3, day, 12, tzinfo=UTC) for day in (3, 9))
UNTIL = Flag(kind="rights", why='unavailable_after: 2021-03-05, says the page (meta "robots")')
#: a word of the title and one of a claim; no other text has them
WORDS = ("Quaggaword", "zeburword")
FERRY = firsthand.article(
    "The ferry Linnea struck the zeburword off Ulvering on Monday, the coast guard said. "
    "Forty people were hurt, the hospital of Ulvering said.",
    id="ferry", title="Quaggaword Linnea strikes", outlet="Ulvering Post",
    published="2021-03-01", url="https://post.example/1", language="en",
)  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    found = tmp_path_factory.mktemp("unavailable") / "library.db"
    with Library(found) as library:
        library.add([replace(FERRY, flags=(UNTIL,))], now=BEFORE)
    return found


def pages(path):
    """Return the addresses at which it is shown."""
    with Library(path) as library:
        story = library.stories()[0].id
    outlet = quote("Ulvering Post")
    return [
        "/", f"/stories/{story}", f"/stories/{story}/articles/ferry", "/search?q=Linnea",
        f"/outlets/{outlet}", f"/outlets/{outlet}/reports.atom", "/api/search?q=Linnea",
        f"/api/stories/{story}", f"/api/outlets/{outlet}", "/api/articles/ferry", "/stories.atom",
        f"/stories/{story}/articles/ferry/history",
    ]  # fmt: skip


def test_on_pages_and_in_feeds(path):
    seen = {}
    for now in (BEFORE, AFTER):
        site = application(path, public=True, clock=lambda now=now: now)
        seen[now] = {address: call(site, address).text for address in pages(path)}
    shown = [address for address, text in seen[BEFORE].items() if any(w in text for w in WORDS)]
    assert len(shown) > 6
    assert [a for a, text in seen[AFTER].items() if any(word in text for word in WORDS)] == []
    # who keeps the library for himself sees it as it is
    assert WORDS[0] in call(application(path, clock=lambda: AFTER), "/").text


def test_first_words_that_stand_for_a_title_stay_with_their_owner(tmp_path):
    """What is shown of them is what may be shown of the text."""
    first = "Who at the quay of Ulvering remembers such a quaggaword of a storm?"
    text = f"{first} {FERRY.text} {' '.join(f'word{n}' for n in range(300))}"
    with Library(tmp_path / "library.db") as library:
        plain = firsthand.article(text, id="ferry", published="2021-03-01", language="en")
        library.add([plain], now=BEFORE)
        assert "quaggaword" in library.stories()[0].title
    for public in (True, False):
        site = application(tmp_path / "library.db", public=public, clock=lambda: AFTER)
        for address in ("/", "/stories.atom"):
            assert ("quaggaword" in call(site, address).text) is not public
            assert "href" in call(site, address).text


def test_to_assistants(path):
    def answers(now):
        desk = Desk(path, clock=lambda: now, public=True)
        story = desk.library.stories()[0].id
        asked = (
            ("stories", {}), ("story", {"story": story}), ("claims", {"words": "ferry"}),
            ("search", {"words": "linnea"}), ("trace", {"article": "ferry"}),
            ("ask", {"text": "The ferry Linnea struck something off Ulvering."}),
        )  # fmt: skip
        for name, given in asked:
            params = {"name": name, "arguments": given}
            message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
            yield name, json.dumps(mcp.respond(desk, json.dumps(message), "1"))

    shown = [name for name, said in answers(BEFORE) if any(word in said for word in WORDS)]
    assert len(shown) > 3
    assert [name for name, said in answers(AFTER) if any(word in said for word in WORDS)] == []


@pytest.mark.parametrize(
    ("command", "own"), [(("brief", "--public"), ("brief",)), (("export",), ("export", "--whole"))]
)
def test_in_what_is_written_for_others(path, capsys, command, own):
    with Library(path) as library:
        story = library.stories()[0].id

    def written(name, *options):
        assert cli.main([name, story, *options, "--library", str(path)]) == 0
        return capsys.readouterr().out

    assert not any(word in written(*command) for word in WORDS)
    assert any(word in written(*own) for word in WORDS)


def test_to_assistants_on_the_command_line(path, monkeypatch, capsys):
    params = {"name": "search", "arguments": {"words": "linnea"}}
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(asked) + "\n"))

    assert cli.main(["mcp", "--library", str(path)]) == 0
    answer = capsys.readouterr().out
    assert "ferry  " in answer
    assert not any(word in answer for word in WORDS)
