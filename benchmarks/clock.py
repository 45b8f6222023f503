"""Seconds of the processor, by what they were spent on, and the most memory held."""

import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any


class Clock:
    """Seconds of the processor, by the name of what they were spent on."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def timed(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function with the time that it takes put down to ``name``."""

        def measured(*arguments: Any, **named: Any) -> Any:
            begin = time.process_time()
            try:
                return call(*arguments, **named)
            finally:
                spent = time.process_time() - begin
                self.seconds[name] = self.seconds.get(name, 0.0) + spent

        return measured

    @contextmanager
    def on(self, module: ModuleType, names: Mapping[str, str]) -> Iterator[None]:
        """Time functions of a module, each put down to the name that is given for it."""
        kept = {name: vars(module)[name] for name in names}
        vars(module).update({name: self.timed(names[name], call) for name, call in kept.items()})
        try:
            yield
        finally:
            vars(module).update(kept)


def peak() -> float:
    """Return the most memory that this process has held so far, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 if sys.platform != "darwin" else 1024**2)
