"""Processes that this program starts."""

import os
import signal
from multiprocessing import parent_process
from threading import Thread


def end_with_starter() -> None:
    """End this process once the one that started it has ended, however that came.

    Who is killed cannot tell the processes it started, and they would wait for work for ever. Does
    nothing in one that ``multiprocessing`` has not started.
    """
    Thread(target=_end, daemon=True).start()


def _end() -> None:
    if starter := parent_process():
        starter.join()
        os.kill(os.getpid(), signal.SIGTERM)
