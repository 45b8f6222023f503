"""Many hosts at once: quick ones are not delayed by slow ones, and each has its pause."""

import itertools
import threading
import time
from collections import Counter
from datetime import UTC, datetime

import pytest

from firsthand.collect import addresses, network
from firsthand.collect.fetch import Fetcher, Limits
from firsthand.collect.network import Job, Network
from firsthand.collect.pace import Pace
from firsthand.collect.web import Web
from tests.collect.conftest import Server, reply

HOSTS = [f"127.0.0.{number}" for number in range(1, 40)]
pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(HOSTS)]

NOW = datetime(2031, 3, 4, tzinfo=UTC)
FEED = "<rss version='2.0'><channel><title>Port</title></channel></rss>"


class Gate:
    """Lets everybody through, and remembers what it was told."""

    def __init__(self):
        self.held = {}
        self.turns_of = Counter()
        self.done = set()

    def wanted(self, job):
        return job.subject not in self.done

    def turns(self, hosts, pause):
        self.turns_of.update(hosts)
        return {}

    def hold(self, host, seconds):
        self.held[host] = seconds


@pytest.fixture
def server():
    running = Server("0.0.0.0")
    yield running
    running.close()


@pytest.fixture
def gate():
    return Gate()


@pytest.fixture
def start(server, gate):
    def start(pause=0.0, seconds=5.0):
        fetcher = Fetcher(limits=Limits(seconds=seconds), allowed=addresses.nets(["127.0.0.0/8"]))
        return Network(Web(fetcher=fetcher, pace=Pace(delay=pause)), gate, NOW)

    return start


def job(server, path, host="127.0.0.1", subject=1, kind="source"):
    return Job(url=f"http://{host}:{server.port}{path}", kind=kind, subject=subject)


def test_slow_hosts_do_not_delay_quick_ones(server, start, monkeypatch):
    monkeypatch.setattr(network, "QUICK", 2)
    monkeypatch.setattr(network, "SLOW", 0.2)
    waiting = threading.Event()

    def slow():
        waiting.wait(5)
        yield reply(FEED)

    server.answers |= {"/slow": slow, "/quick": [reply(FEED, content_type="text/xml")]}
    running = start()
    for at, host in enumerate(HOSTS[:12]):
        running.put(job(server, "/slow" if at < 6 else "/quick", host, at))
    order = []
    for outcome in running.results(10):
        order.append(outcome.job.subject)
        if len(order) == 6:
            waiting.set()
    assert set(order[:6]) == set(range(6, 12))
    assert len(order) == 12


def test_one_host_has_one_request_at_a_time_and_a_pause(server, start, gate):
    server.answers["/"] = [reply(FEED, content_type="text/xml")]
    begun = []

    def answer():
        begun.append(time.monotonic())
        yield reply(FEED, content_type="text/xml")

    server.answers["/"] = answer
    running = start(pause=0.15)
    for subject in range(3):
        running.put(job(server, "/", subject=subject))
    assert [outcome.job.subject for outcome in running.results(10)] == [0, 1, 2]
    assert gate.turns_of["127.0.0.1"] == 3
    assert min(later - before for before, later in itertools.pairwise(begun)) > 0.1


def test_a_host_s_own_pause_goes_first(server, start, gate):
    server.answers |= {
        "/robots.txt": [reply("User-agent: *\nCrawl-delay: 7")],
        "/": [reply(FEED, content_type="text/xml")],
    }
    running = start()
    running.put(job(server, "/"))
    running.put(job(server, "/", subject=2))
    assert [outcome.job.subject for outcome in running.results(0.5)] == [1]
    assert gate.held == {"127.0.0.1": 7.0}
    assert running.left == 1


def test_what_others_have_done_is_let_go(server, start, gate):
    server.answers["/"] = [reply(FEED, content_type="text/xml")]
    running = start()
    for subject, host in enumerate(["127.0.0.1", "127.0.0.1", "127.0.0.2"]):
        running.put(job(server, "/", host, subject))
    gate.done = {0, 2}
    assert [outcome.job.subject for outcome in running.results(10)] == [1]
    assert running.left == 0
    gate.done = set()
    running.put(job(server, "/", "127.0.0.2", 3))
    assert [outcome.job.subject for outcome in running.results(10)] == [3]


def test_who_has_the_turn_is_waited_for(server, start, gate):
    server.answers["/"] = [reply(FEED, content_type="text/xml")]
    asked = []
    gate.turns = lambda hosts, _: (
        asked.append(hosts) or ({hosts[0]: 0.05} if len(asked) < 3 else {})
    )
    running = start()
    running.put(job(server, "/"))
    assert len(list(running.results(10))) == 1
    assert len(asked) == 3


@pytest.mark.parametrize(
    ("url", "passing", "words"),
    [
        ("ftp://127.0.0.1/x", False, "http"),
        ("http://10.0.0.1/x", False, "not a public address"),
        ("http://127.0.0.1:9/x", True, "robots.txt cannot be had"),
    ],
)
def test_why_there_is_no_answer(start, url, passing, words):
    running = start(seconds=1.0)
    running.put(Job(url=url, kind="page", subject=1))
    [outcome] = running.results(10)
    assert words in outcome.problem
    assert outcome.passing is passing


def test_what_is_the_same_is_not_read(server, start):
    server.answers["/"] = [reply(FEED, content_type="text/xml")]
    running = start()
    running.put(job(server, "/"))
    [first] = running.results(10)
    running.put(
        Job(url=f"http://127.0.0.1:{server.port}/", kind="source", subject=1, digest=first.digest)
    )
    [second] = running.results(10)
    assert first.found is not None
    assert second.found is None
    assert not second.problem


def test_an_error_of_our_own_is_told_and_stops_nothing(server, start, monkeypatch):
    server.answers["/"] = [reply(FEED, content_type="text/xml")]
    monkeypatch.setattr(network, "read", lambda *_: 1 / 0)
    running = start()
    running.put(job(server, "/"))
    [outcome] = running.results(10)
    assert "ZeroDivisionError" in outcome.problem
