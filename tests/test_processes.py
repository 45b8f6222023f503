"""Processes that were started end with whoever started them, even if nobody could tell them to."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from firsthand.library import Library

READER = """
import multiprocessing, os, signal
from firsthand import archiving

with archiving._here(1) as spread:
    list(spread(abs, [1]))
    print(multiprocessing.active_children()[0].pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
SERVER = """
import multiprocessing, os, signal, socket, sys, threading, time, urllib.request
from firsthand.serve.site.application import run

with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]

def end():
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
            break
        except OSError:
            time.sleep(0.1)
    print(*(one.pid for one in multiprocessing.active_children()), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

threading.Thread(target=end, daemon=True).start()
run(sys.argv[1], host="127.0.0.1", port=port, token=None, processes=2)
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="tells whether a process is there")
@pytest.mark.parametrize(("script", "count"), [(READER, 1), (SERVER, 2)])
def test_they_end_with_one_that_is_killed(script, count, tmp_path):
    path = tmp_path / "library.db"
    Library(path).close()
    command = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as starter:
        started = [int(pid) for pid in starter.stdout.readline().split()]
        assert len(started) == count
        until = time.monotonic() + 60
        while left := [pid for pid in started if _is_there(pid)]:
            if time.monotonic() > until:
                for pid in left:
                    os.kill(pid, signal.SIGKILL)
                pytest.fail("they wait for ever")
            time.sleep(0.05)
        # nor does Python complain of what it clears away
        assert starter.stderr.read() == b""


def _is_there(pid):
    try:
        return b") Z" not in Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:  # it ended, perhaps while it was looked at
        return False
