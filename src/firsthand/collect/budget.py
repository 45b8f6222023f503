"""Reading documents of others within bounds: in a process of its own that can be ended.

No time-out inside a process stops a parser that is lost in a hostile page, and none gives its
memory back. So such readers run in a worker with a limit on its memory; a worker that takes too
long or dies is replaced, and the document is refused with the reason. Workers are kept for the
next document: a call costs about a millisecond.
"""

import atexit
import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO

from firsthand.errors import Refused

#: what a document of any size that is read needs; hostile ones took a hundred times as much.
#: Seconds are of computing, so that a busy machine refuses nothing that an idle one reads
SECONDS, MEGABYTES = 3.0, 512
#: by the clock it may take so many times as long, should the machine be busy or the worker hang
_PATIENCE = 5.0
#: a worker is replaced after so many documents: C libraries keep what they took
_DOCUMENTS = 500
#: exit status and so on tell nothing that a reader of the message could use
_DIED = "the document stopped its reader (it asks for too much memory, or is built to do so)"
_START = "import sys; sys.path[:] = {path!r}; from firsthand.collect import budget; budget.serve()"
_SIZE = 8


class _Worker:
    def __init__(self) -> None:
        code = _START.format(path=sys.path)
        self._process = subprocess.Popen(  # noqa: S603 - Python itself, with code from here
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.left = _DOCUMENTS
        self._late = False

    def ask(self, question: bytes, seconds: float) -> bytes:
        """Give the worker's answer, none if it died or took longer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.left -= 1
        # the worker has an alarm of its own; this is for systems without, and for one that hangs
        timer = threading.Timer(seconds * _PATIENCE + 1.0, self._too_late)
        timer.daemon = True
        timer.start()
        try:
            _send(self._process.stdin, question)
            return _receive(self._process.stdout)
        except OSError:
            return b""
        finally:
            timer.cancel()

    def _too_late(self) -> None:
        self._late = True
        self._process.kill()

    def overtime(self) -> bool:
        """Whether the worker, after it gave no answer, was ended for the time it took."""
        return self._process.wait() == -_ALARM or self._late

    def end(self) -> None:
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                assert pipe is not None
                pipe.close()


#: signal number of the alarm of computing time (SIGPROF), on every system that has it
_ALARM = 27
_idle: "queue.LifoQueue[_Worker]" = queue.LifoQueue()
#: workers at one time: more than there are processors take memory and are no quicker
_seats = threading.BoundedSemaphore(max(2, os.cpu_count() or 1))


def run(
    function_name: str,
    *payload: object,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
    **named: object,
) -> Any:
    """Call ``function_name`` ("package.module:function") with ``payload`` in a worker.

    Gives what it returns; raises the ``Refused`` that it raises, or one that says that the
    document took more than ``seconds`` or ``megabytes``. Arguments and results are pickled.
    """
    question = pickle.dumps((function_name, payload, named, seconds, megabytes))
    with _seats:
        return _asked(function_name, question, seconds, megabytes)


def _asked(function_name: str, question: bytes, seconds: float, megabytes: int) -> Any:
    worker = _taken()
    answer = worker.ask(question, seconds)
    if not answer:
        overtime = worker.overtime()
        worker.end()
        raise Refused(f"reading it takes more than {seconds:g} s" if overtime else _DIED)
    done, result = pickle.loads(answer)  # noqa: S301 - from our own process
    kind, *arguments = ("done",) if done else result
    if worker.left > 0 and kind != "memory":  # what ran out of memory may have left things undone
        _idle.put(worker)
    else:
        worker.end()
    if done:
        return result
    if kind == "refused":
        raise Refused(arguments[0], source=arguments[1])
    if kind == "memory":
        raise Refused(f"reading it takes more than {megabytes:,} MB")
    raise RuntimeError(f"{function_name} failed: {arguments[0]}")


def _taken() -> _Worker:
    try:
        return _idle.get_nowait()
    except queue.Empty:
        return _Worker()


@atexit.register
def close() -> None:
    """End the idle workers; the next call starts new ones."""
    while True:
        try:
            _idle.get_nowait().end()
        except queue.Empty:
            return


def _send(pipe: BinaryIO | Any, data: bytes) -> None:
    pipe.write(len(data).to_bytes(_SIZE, "big") + data)
    pipe.flush()


def _receive(pipe: BinaryIO | Any) -> bytes:
    size = int.from_bytes(pipe.read(_SIZE), "big")
    data: bytes = pipe.read(size)
    return data if len(data) == size else b""


# --------------------------------------------------------------------------- in the worker


def serve() -> None:
    """Answer questions from stdin until it ends: what a worker does."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the answers
    while question := _receive(questions):
        function_name, payload, named, seconds, megabytes = pickle.loads(question)  # noqa: S301
        module, _, name = function_name.partition(":")
        function = getattr(import_module(module), name)  # its imports are not the document's fault
        _alarm(seconds)
        answer = pickle.dumps(_result(function, payload, named, megabytes))
        _alarm(0)
        _send(answers, answer)


def _result(
    function: Callable[..., object],
    payload: tuple[object, ...],
    named: dict[str, object],
    megabytes: int,
) -> tuple[bool, object]:
    try:
        with _memory(megabytes):
            return True, function(*payload, **named)
    except Refused as error:
        return False, ("refused", error.reason, error.source)
    except MemoryError:
        return False, ("memory",)
    except RecursionError:
        return False, ("refused", "it is nested too deeply", "")
    except Exception as error:  # noqa: BLE001 - told where it was asked for
        return False, ("failed", f"{type(error).__name__}: {error}")


def _alarm(seconds: float) -> None:
    """Let the system end this process after so many seconds of computing, whatever it does."""
    import signal  # noqa: PLC0415 - in the worker only

    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)


@contextlib.contextmanager
def _memory(megabytes: int) -> Any:
    """Allow so much address space beyond what the process has, where the system can."""
    try:
        import resource  # noqa: PLC0415 - not on every system

        pages = int(_statm().split()[0])
    except (ImportError, OSError, ValueError):
        yield
        return
    most = pages * resource.getpagesize() + megabytes * 1024 * 1024
    before = resource.getrlimit(resource.RLIMIT_AS)
    limit = most if before[1] == resource.RLIM_INFINITY else min(most, before[1])
    resource.setrlimit(resource.RLIMIT_AS, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _statm() -> str:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no need of a path
        return file.read()
