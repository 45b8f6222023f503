"""How often a host is asked: one request at a time, and a pause between them."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

#: seconds between two requests to one host; what robots.txt or a server asks for goes first
DELAY = 5.0
#: hosts that are remembered; those whose pause is over are forgotten first
_MAX_HOSTS = 100_000


@dataclass(slots=True)
class Pace:
    """Lets requests to one host through with a pause between them. Safe for several threads."""

    delay: float = DELAY
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _free: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, host: str, delay: float | None = None) -> None:
        """Wait until ``host`` may be asked; ``delay`` is the pause that it asked for itself."""
        pause = max(self.delay, delay or 0.0)
        with self._lock:
            now = self.clock()
            at = max(self._free.get(host, now), now)
            if len(self._free) >= _MAX_HOSTS:
                self._free = {name: free for name, free in self._free.items() if free > now}
            self._free[host] = at + pause
        if at > now:
            self.sleep(at - now)

    def later(self, host: str, seconds: float) -> None:
        """Leave ``host`` alone for so many seconds, as it asked."""
        with self._lock:
            now = self.clock()
            self._free[host] = max(self._free.get(host, now), now + seconds)
