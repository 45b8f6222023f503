"""What a user names is kept piece by piece, and hosts are asked politely whoever names them."""

import json
from datetime import UTC, datetime

import pytest

from firsthand.collect import addresses, sources
from firsthand.collect.fetch import Fetcher
from firsthand.collect.pace import Pace
from firsthand.collect.web import Web
from firsthand.library import Library
from firsthand.upkeep import incoming
from tests.upkeep.conftest import page

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture
def open_web(monkeypatch):
    """Let the way to the public web lead to the loopback, without pauses; gives all that were made."""
    made = []

    def public():
        fetcher = Fetcher(allowed=addresses.nets(["127.0.0.1"]))
        made.append(Web(fetcher=fetcher, pace=Pace(delay=0.0)))
        return made[-1]

    monkeypatch.setattr(sources, "public", public)
    return made


@pytest.mark.parametrize("through", ["read", "add"])
def test_one_way_to_the_web_holds_for_all_that_is_named(server, open_web, tmp_path, through):
    server.answers |= {f"/{number}": page(number) for number in (1, 2, 3)}
    (tmp_path / "more.urls").write_text(f"{server.url}/3\n")
    named = [f"{server.url}/1", f"{server.url}/2", str(tmp_path / "more.urls")]
    refused = []
    if through == "read":
        articles, refused = sources.read(named, seen=NOW)
    else:
        articles = list(incoming.articles(named, refused, NOW, ()))

    assert (len(articles), refused, len(open_web)) == (3, [], 1)
    # the pauses of one host are those of one way to it, and so is what its robots.txt says
    assert [path for path, _ in server.asked].count("/robots.txt") == 1


def test_an_article_is_kept_before_the_next_is_read(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(f"The {name} bridge at Solvik was closed on Monday.")

    def end(_, name):
        if name == "b":
            (folder / "c.txt").unlink()
            raise KeyboardInterrupt

    with Library(tmp_path / "library.db") as library:
        with pytest.raises(KeyboardInterrupt):
            library.add(folder, kept=end, now=NOW)
        (folder / "c.txt").write_text("The c bridge was shut, too, the harbour office said.")
        added = library.add(folder, now=NOW)

    assert (added.new, added.known, added.changed) == (("c",), ("a", "b"), ())


def test_a_file_that_is_named_twice_is_read_once(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, day in (("a", "Monday"), ("b", "Tuesday")):
        words = f"The bridge at Solvik was closed on {day}, the harbour office said."
        (folder / f"{name}.jsonl").write_text(json.dumps({"id": "bridge", "text": words}))
    again = tmp_path / "again.jsonl"
    again.symlink_to(folder / "a.jsonl")

    with Library(tmp_path / "library.db") as library:
        named = [folder / "a.jsonl", folder, again, f"{folder}/../texts/b.jsonl"]
        added = library.add(named, now=NOW)

    # an id tells the rows of one file apart; those of another file are other articles
    assert (added.new, added.known, added.refused) == (("bridge", "bridge-2"), (), ())
