"""A library that collects from a server on the loopback, without waiting."""

from datetime import UTC, datetime, timedelta

import pytest

from firsthand.collect import addresses
from firsthand.collect.fetch import Fetcher
from firsthand.collect.pace import Pace
from firsthand.collect.web import Web
from firsthand.store import shelf
from firsthand.store.database import Database
from firsthand.upkeep import collecting
from firsthand.upkeep.subscribing import Sources
from tests.collect.conftest import Server, reply

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STORY = (
    "The ferry number {} lay at the pier of Port Aldan all day on Monday, and the harbor master "
    "said that nobody would cross the strait before the storm had passed. "
)


@pytest.fixture
def server():
    running = Server()
    yield running
    running.close()


def page(number=1, more="", **headers):
    story = "".join(f"<p>{STORY.format(number)} Part {part}.</p>" for part in range(3))
    title = f"Ferry {number} stays in port"
    body = (
        f'<html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>'
        f"{story}<p>{more}</p></article></body></html>"
    )
    return [reply(body, content_type="text/html; charset=utf-8", **headers)]


def _item(server, item):
    number = item if isinstance(item, int) else item["number"]
    fields = {
        "title": f"Ferry {number} stays in port",
        "link": f"{server.url}/{number}",
        "guid": f"g{number}",
        "description": f"Number {number} stays.",
    }
    fields |= item if isinstance(item, dict) else {}
    return f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in fields.items())}</item>"


def feed(server, *items, **headers):
    """Make a feed of items, each a number or the fields that differ."""
    written = "".join(_item(server, item) for item in items)
    spaces = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    body = f"<rss version='2.0' {spaces}><channel><title>Port news</title>{written}</channel></rss>"
    return [reply(body, content_type="application/rss+xml", **headers)]


class Collector:
    """A library that collects from a server without waiting."""

    def __init__(self, path, server):
        self.database = Database(path)
        self.sources = Sources(self.database)
        self.server = server
        self.told = []

    def add(self, path="/feed"):
        self.sources.add(self.server.url + path, now=NOW)

    def round(self, at=NOW, pause=0.0, clock=None):
        """Collect once; gives what it did, and the paths that were asked for but those of rules."""
        self.server.asked.clear()
        fetcher = Fetcher(allowed=addresses.nets(["127.0.0.1"]))
        web = Web(fetcher=fetcher, pace=Pace(delay=pause))
        found = collecting.collect(
            self.database, web, clock=clock or (lambda: at), at=at,
            kept=lambda *told: self.told.append(told), progress=lambda *_: None, seconds=30.0,
        )  # fmt: skip
        rules = {"/robots.txt", "/.well-known/tdmrep.json"}
        asked = [path for path, _ in self.server.asked if path not in rules]
        return found, asked

    def articles(self):
        rows = self.database.all("everything")
        return shelf.load(self.database, [row["number"] for row in rows])

    def texts(self):
        return [one.article.title for one in self.articles()]


@pytest.fixture
def collector(tmp_path, server):
    return Collector(tmp_path / "library.db", server)
