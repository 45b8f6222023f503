"""What waits in a story is told while its readers look at what was told of it."""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from evaluation.caller import call
from firsthand.collect import articles
from firsthand.library import Library
from firsthand.serve.site import joining
from firsthand.serve.site.application import application
from firsthand.serve.site.joining import Joiner
from firsthand.upkeep.telling import Patience

START = datetime(2031, 3, 3, 6, tzinfo=UTC)
SAID = "Der Frachter Linnea rammte am Montag das Schleusentor von Tarnholm, sagte Kapitän Arne Vik."


def article(number):
    return articles.make(
        f"{SAID} Das Blatt Nummer {number} aus Tarnholm meldete es.", id=f"linnea{number}",
        title="Frachter Linnea rammt Schleuse", language="de", seen=START + timedelta(hours=number),
    )  # fmt: skip


@pytest.fixture(scope="module")
def waiting(tmp_path_factory):
    """Return the path of a library with a story that waits to be told."""
    path = tmp_path_factory.mktemp("joining") / "library.db"
    with Library(path, patience=Patience(prompt=1, growth=1)) as library:
        for number in range(3):
            library.add([article(number)], now=START)
        assert library.stories()[0].waiting
    return path


def left(path):
    with Library(path) as library:
        return library.stories()[0].waiting


@pytest.fixture
def kept(waiting, tmp_path, monkeypatch):
    """A copy of that library, in which joining begins soon and takes no rest, and its story."""
    monkeypatch.setattr(joining, "REST", 0.0)
    monkeypatch.setattr(joining, "BEFORE", 0.3)
    path = tmp_path / "library.db"
    shutil.copy(waiting, path)
    with Library(path) as library:
        [story] = library.stories()
    return path, story


def test_a_page_says_what_waits_and_has_it_told(kept):
    path, story = kept
    reader = application(path)
    assert "Not joined yet: 2 reports" in call(reader, f"/stories/{story.id}").text
    for _ in range(600):
        if not left(path):
            break
        time.sleep(0.1)

    assert "Not joined yet" not in call(reader, f"/stories/{story.id}").text


def test_it_tells_each_story_that_is_asked_for_and_then_ends(kept):
    path, story = kept
    joiner = Joiner(path)
    joiner.ask("none")
    joiner.ask(story.id)
    joiner.ask(story.id)
    for _ in range(600):
        if not joiner._working:
            break
        time.sleep(0.1)

    assert not joiner._working
    assert not left(path)
    joiner.ask(story.id)  # begins again


@contextmanager
def teller(path):
    """The process that tells, asked by nobody yet."""
    with subprocess.Popen(
        [sys.executable, "-c", f"from {joining.__name__} import main; main()", path],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def test_one_tells_at_a_time_and_ends_with_its_server_in_the_midst_of_a_story(kept):
    path, story = kept
    other = os.open(path.parent, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    with teller(path) as process:
        process.stdin.write(f"{story.id}\n".encode())
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=2)
        assert left(path)
        process.stdin.close()
        assert process.wait(timeout=20) == 0
    os.close(other)
    assert left(path)

    with teller(path) as process:
        process.stdin.write(f"{story.id}\n".encode())
        assert process.stdout.readline() == b"\n"
        assert not left(path)


@pytest.mark.skipif(not hasattr(os, "SCHED_IDLE"), reason="of Linux")
def test_who_tells_computes_only_while_nobody_else_wants_to(kept):
    path, story = kept
    with teller(path) as process:
        process.stdin.write(f"{story.id}\n".encode())
        process.stdout.readline()
        assert os.sched_getscheduler(process.pid) == os.SCHED_IDLE
