"""When a source is asked again, and what its answers do to it: pure, from one state to the next.

A document is asked for only if it changed, but in full now and then, as servers lie about it. A
permanent redirect moves a source only when it was confirmed on another day; 410 ends it; one 404
does nothing; errors wait twice as long each time. Articles that were collected stay whatever
happens to their source.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from firsthand.collect import rests
from firsthand.collect.fetch import Answer
from firsthand.collect.rests import Rest

#: a server's own wish is followed up to here
MAX_RETRY_AFTER = timedelta(days=7)
#: first wait after an error, doubled with each further one, and its ceiling
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=15), timedelta(hours=24)
#: waits are lengthened by up to this share, so that sources do not come back together
JITTER = 0.1
#: a source is asked this much sooner after a poll that brought something, and this much later after
#: one that did not, within these bounds: where it settles, one poll in three brings something
SOONER, LATER = 0.6, 1.3
SHORTEST, LONGEST = timedelta(minutes=10), timedelta(hours=24)
#: in full at least so often
FULL_EVERY = timedelta(days=7)
#: a redirect is believed after this time and so many sights of it
MOVED_AFTER, MOVED_SIGHTS = timedelta(days=1), 2
#: an address that answered 404 for so long is given up
MISSING_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is remembered of one address that is polled."""

    url: str
    every: timedelta = timedelta(minutes=30)
    due: datetime | None = None
    etag: str | None = None
    modified: str | None = None
    #: when the document was last had in full
    full: datetime | None = None
    #: errors since the last good answer, and why the last one
    failures: int = 0
    problem: str = ""
    #: first 404 of an unbroken row
    missing: datetime | None = None
    #: where permanent redirects led, since when, and how often seen
    moving: str | None = None
    moving_since: datetime | None = None
    moving_sights: int = 0
    #: addresses it had before
    former: tuple[str, ...] = ()
    #: the source ended (410, or 404 for long) and is not asked any more
    ended: bool = False


def validators(state: State, now: datetime) -> tuple[str | None, str | None]:
    """ETag and Last-Modified to send, none when the document is due in full."""
    stale = state.full is None or now - state.full >= FULL_EVERY
    return (None, None) if stale else (state.etag, state.modified)


def answered(state: State, answer: Answer, now: datetime, chance: float = 0.0) -> State:
    """State after an answer; ``chance`` (0..1) draws the jitter."""
    if answer.status == 410:
        return replace(state, ended=True, problem="gone (410)", due=None)
    if answer.status in {404, 451}:
        return _missing(state, answer.status, now, chance)
    if answer.status != 304 and not 200 <= answer.status < 300:
        wait = retry_after(answer.headers.get("retry-after"), now)
        return failed(state, f"the server answered {answer.status}", now, chance, wait)
    state = _moved(state, answer.moved, now)
    if answer.status == 304:
        return _good(state, now, chance)
    return replace(
        _good(state, now, chance),
        etag=answer.headers.get("etag"),
        modified=answer.headers.get("last-modified"),
        full=now,
    )


def paced(
    state: State, now: datetime, chance: float = 0.0, *, brought: bool, rest: Rest = rests.NONE
) -> State:
    """State after a good answer that ``brought`` something new, or did not, and asked for ``rest``."""
    every = state.every * (SOONER if brought else LATER)
    every = min(max(every, SHORTEST, timedelta(minutes=rest.minutes)), LONGEST)
    return replace(state, every=every, due=rest.after(now + every * (1 + JITTER * chance)))


def failed(
    state: State,
    problem: str,
    now: datetime,
    chance: float = 0.0,
    wait: timedelta | None = None,
) -> State:
    """State after an error; the server's own ``wait`` is kept where it is longer."""
    doubled = FIRST_WAIT * 2 ** min(state.failures, 16)
    pause = max(min(doubled, LONGEST_WAIT), wait or timedelta(0))
    return replace(
        state,
        failures=state.failures + 1,
        problem=problem,
        due=now + pause * (1 + JITTER * chance),
    )


def _missing(state: State, status: int, now: datetime, chance: float) -> State:
    since = state.missing or now
    ended = now - since >= MISSING_AFTER
    after = failed(state, f"not there ({status})", now, chance)
    return replace(after, missing=since, ended=ended, due=None if ended else after.due)


def _good(state: State, now: datetime, chance: float) -> State:
    due = now + state.every * (1 + JITTER * chance)
    return replace(state, failures=0, problem="", missing=None, due=due)


def _moved(state: State, to: str | None, now: datetime) -> State:
    if to is None or to == state.url:
        return replace(state, moving=None, moving_since=None, moving_sights=0)
    if to != state.moving or state.moving_since is None:
        return replace(state, moving=to, moving_since=now, moving_sights=1)
    sights = state.moving_sights + 1
    if sights < MOVED_SIGHTS or now - state.moving_since < MOVED_AFTER:
        return replace(state, moving_sights=sights)
    return replace(
        state,
        url=to,
        former=(state.url, *state.former),
        moving=None,
        moving_since=None,
        moving_sights=0,
        etag=None,
        modified=None,
    )


def retry_after(value: str | None, now: datetime | None) -> timedelta | None:
    """Read Retry-After, seconds or a date, clamped to a week; None where there is none to read.

    A date cannot be read without ``now``.
    """
    if value is None:
        return None
    text = value.strip()
    if re.fullmatch(r"\d+", text):
        seconds = float(text) if len(text) < 12 else MAX_RETRY_AFTER.total_seconds()
        return min(timedelta(seconds=min(seconds, 1e9)), MAX_RETRY_AFTER)
    if now is None:
        return None
    try:
        at = parsedate_to_datetime(text[:100])
    except (ValueError, TypeError, IndexError):
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return min(max(at - now, timedelta(0)), MAX_RETRY_AFTER)
