"""When a feed asks to be left alone: ``ttl``, ``skipHours`` and ``skipDays`` of RSS 2.0."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

#: bytes of the head of a feed in which it says so, and of one list
_HEAD, _LIST = 100_000, 2_000
_TTL = re.compile(rb"<ttl>\s{0,20}(\d{1,6})\s{0,20}</ttl>", re.IGNORECASE)
_HOURS = re.compile(rb"<hour>\s{0,20}(\d{1,2})\s{0,20}</hour>", re.IGNORECASE)
_DAYS = re.compile(rb"<day>\s{0,20}([a-z]{3})[a-z]{3,6}\s{0,20}</day>", re.IGNORECASE)
_FIRST = re.compile(rb"<(?:item|entry)[\s>]")
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: a feed that never wants to be asked is asked all the same
_HOURS_OF_A_WEEK = 7 * 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What one feed asks for."""

    #: at least so many minutes between two polls
    minutes: int = 0
    #: hours of the day (0..23, UTC) and days of the week (Monday is 0) on which it is left alone
    hours: tuple[int, ...] = ()
    days: tuple[int, ...] = ()

    def after(self, moment: datetime) -> datetime:
        """The first time not before ``moment`` (UTC) at which it may be asked."""
        at = moment
        for _ in range(_HOURS_OF_A_WEEK):
            if at.hour not in self.hours and at.weekday() not in self.days:
                return at
            at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        return moment


NONE = Rest()


def read(data: bytes) -> Rest:
    """Read what a feed says before its first entry."""
    first = _FIRST.search(data, 0, _HEAD)
    head = data[: first.start() if first else _HEAD]
    ttl = _TTL.search(head)
    return Rest(
        minutes=int(ttl[1]) if ttl else 0,
        hours=tuple(sorted({int(hour) % 24 for hour in _listed(head, b"skiphours", _HOURS)})),
        days=tuple(
            sorted(
                _WEEK.index(name)
                for day in set(_listed(head, b"skipdays", _DAYS))
                if (name := day.decode().lower()) in _WEEK
            )
        ),
    )


def _listed(head: bytes, name: bytes, pattern: re.Pattern[bytes]) -> Iterator[bytes]:
    start = head.lower().find(b"<" + name)
    stop = head.lower().find(b"</" + name, start)
    if 0 <= start < stop:
        yield from pattern.findall(head[start : min(stop, start + _LIST)])
