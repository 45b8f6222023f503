"""The functions that are called lie in this file: a worker imports it by its place."""

import os
import sys
import time
from pathlib import Path

import pytest

from firsthand.collect import budget
from firsthand.errors import Refused


def add(a, b=0):
    sys.stdout.write("what a library says in between")
    return a + b


def spin():
    while True:
        pass


def hang():
    """Wait without computing, as on a lock, where no alarm of computing time comes."""
    time.sleep(30)


def take(size):
    return len(bytearray(size))


def die():
    os._exit(9)


def refuse():
    raise Refused("no words in it", source="here")


def who():
    return os.getpid()


@pytest.fixture
def run(monkeypatch):
    budget.close()  # workers of other tests do not know this folder
    monkeypatch.setattr(sys, "path", [str(Path(__file__).parent), *sys.path])
    yield lambda name, *payload, **named: budget.run(f"test_budget:{name}", *payload, **named)
    budget.close()


def test_a_function_runs_elsewhere_and_its_worker_stays(run):
    assert run("add", b"x" * 1_000_000, b=b"y")[-2:] == b"xy"
    first = run("who")
    assert first != os.getpid()
    assert run("who") == first


def test_a_worker_is_replaced_after_so_many_documents(run, monkeypatch):
    monkeypatch.setattr(budget, "_DOCUMENTS", 2)

    asked = [run("who") for _ in range(4)]

    assert asked[0] == asked[1] != asked[2] == asked[3]


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (("spin",), "more than 0.2 s"),
        (("hang",), "more than 0.2 s"),
        (("take", 10**10), "more than 64 MB"),
        (("die",), "stopped its reader"),
        (("refuse",), "no words in it"),
    ],
)
def test_what_goes_wrong_is_refused_and_the_next_call_works(run, call, reason):
    run("add", 1)
    begin = time.monotonic()
    with pytest.raises(Refused, match=reason):
        run(*call, seconds=0.2, megabytes=64)
    assert time.monotonic() - begin < 3.0
    assert run("add", 1, b=1) == 2


def test_a_mistake_of_ours_is_no_refusal(run):
    with pytest.raises(RuntimeError, match="TypeError"):
        run("add", 1, b="x")


def test_a_document_is_ended_by_what_it_computes_long_before_the_clock_ends_it(run, monkeypatch):
    monkeypatch.setattr(
        budget, "_PATIENCE", 50.0
    )  # of the clock here; the worker has its own alarm
    run("add", 1)
    begin = time.monotonic()
    with pytest.raises(Refused, match=r"more than 0\.2 s"):
        run("spin", seconds=0.2)
    assert time.monotonic() - begin < 8.0
