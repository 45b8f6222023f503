"""What an owner says may be done with a page: in a file of the site, in headers, in its markup.

Read are the TDM reservation protocol (TDMRep, of the W3C community group: a file, a header, a meta
element, the later over the earlier, and only 0 and 1 count) and what search engines made the custom
(meta "robots", header X-Robots-Tag). Each signal that limits something becomes a flag of the article
with its words and its place; ``allowed`` says what all of them leave.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from firsthand.collect.patterns import fits
from firsthand.records import Article, Flag
from firsthand.text import instants

#: kinds of the flags: what limits something, and what was meant to and cannot be read
KIND, UNREAD = "rights", "rights_unread"
#: where a site keeps the file, bytes of it that are read, and rules
PLACE = "/.well-known/tdmrep.json"
MAX_BYTES = 500 * 1024
_MAX_RULES = 1_000
#: names by which directives are for us: for everybody, or for this program
_AGENTS = frozenset({"", "robots", "firsthand"})
#: characters of a header or an element that are read, and of a directive that are kept
_MAX_SIGNAL, _MAX_WORDS = 2_000, 200
_RESERVATION, _POLICY = "tdm-reservation", "tdm-policy"
_SNIPPET, _UNTIL = "max-snippet", "unavailable_after"
_PLAIN = {
    "none": "noindex", "noindex": "noindex", "noarchive": "noarchive", "nocache": "noarchive",
    "nosnippet": "nosnippet",
}  # fmt: skip
#: directives with a value of their own, so that the colon does not end the name of a program
_VALUED = frozenset({_SNIPPET, _UNTIL, "max-image-preview", "max-video-preview"})
_WEEKDAY = re.compile(r"[a-z]{3,9}", re.IGNORECASE)
_SAYS = ", says "


class Signal(NamedTuple):
    """One directive, in the words that count ("max-snippet: 50"), and where it stands."""

    words: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """One rule of a site's file."""

    location: str
    reserved: bool
    policy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserved:
    """A site's file; ``problem`` says why it is taken as if it were not there."""

    rules: tuple[Reservation, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What the signals of an article leave; everything if it has none."""

    #: it may be kept by a program that nobody sent to this very page
    store: bool = True
    #: its words may be analysed by such a program
    analyse: bool = True
    #: others may be shown that it is there
    listed: bool = True
    #: others may be shown the whole text (if nothing else is against it)
    in_full: bool = True
    #: characters of any one piece of its text that others may be shown; None for no bound
    excerpt: int | None = None
    #: why not, in the words of the signals
    why: tuple[str, ...] = ()


def allowed(flags: Iterable[Flag], now: datetime | None = None) -> Allowed:
    """Say what the signals among an article's flags leave.

    ``now`` decides whether the day of "unavailable_after" has come; without it, it has not.
    """
    reasons = {_directive(flag.why): flag.why for flag in flags if flag.kind == KIND}
    limits = [_limit(words, now) for words in reasons]
    pieces = [one.excerpt for one in limits if one.excerpt is not None]
    return Allowed(
        store=all(one.store for one in limits),
        analyse=all(one.analyse for one in limits),
        listed=all(one.listed for one in limits),
        in_full=all(one.in_full for one in limits),
        excerpt=min(pieces, default=None),
        why=tuple(why for one, why in zip(limits, reasons.values(), strict=True) if one != _ALL),
    )


_ALL = Allowed()
_NOTHING = Allowed(store=False, listed=False, in_full=False, excerpt=0)


def _limit(words: str, now: datetime | None) -> Allowed:
    """What one directive leaves."""
    name, _, value = words.partition(":")
    if name == _RESERVATION:
        return Allowed(analyse=False, in_full=False, excerpt=0)
    if name == "noindex":
        return _NOTHING
    if name == "noarchive":
        return Allowed(in_full=False)
    if name == "nosnippet":
        return Allowed(in_full=False, excerpt=0)
    if name == _SNIPPET:
        return Allowed(in_full=False, excerpt=int(value))
    end = instants.read(value.strip()) if name == _UNTIL else None
    return _NOTHING if end and now and end.latest < now else _ALL


def _directive(why: str) -> str:
    return why.rpartition(_SAYS)[0]


# --------------------------------------------------------------------------- signals


def flags(signals: Sequence[Signal]) -> tuple[Flag, ...]:
    """Flags for the signals of a page, given in the order file, headers, markup.

    Of reservations the last that says 0 or 1 counts; one that says 0 limits nothing.
    """
    reservations = [one for one in signals if one.words.startswith(f"{_RESERVATION}: ")]
    policies = [one for one in signals if one.words.startswith(f"{_POLICY}: ")]
    others = [one for one in signals if one not in reservations and one not in policies]
    found = [Flag(kind=KIND, why=f"{one.words}{_SAYS}{one.place}") for one in others if one.words]
    found += [Flag(kind=UNREAD, why=one.place) for one in others if not one.words]
    if reservations and reservations[-1].words.endswith("1"):
        said = f"{reservations[-1].words}{_SAYS}{reservations[-1].place}"
        terms = f" (terms: {policies[-1].words.partition(': ')[2]})" if policies else ""
        found.append(Flag(kind=KIND, why=said + terms))
    return tuple(dict.fromkeys(found))


def of_meta(meta: Mapping[str, Sequence[str]]) -> Iterator[Signal]:
    """Signals of a page's meta elements, given by name in small letters."""
    for agent in sorted(_AGENTS - {""}):
        for content in meta.get(agent, ()):
            for words in directives(content):
                yield Signal(words, f'the page (meta "{agent}")')
    for name in (_RESERVATION, _POLICY):
        for content in meta.get(name, ())[:1]:
            yield from _reservation(name, content, f'the page (meta "{name}")')


def of_headers(headers: Mapping[str, str]) -> Iterator[Signal]:
    """Signals of the headers of an answer, given by name in small letters."""
    for words in directives(headers.get("x-robots-tag", "")):
        yield Signal(words, "the header X-Robots-Tag")
    for name in (_RESERVATION, _POLICY):
        if name in headers:
            yield from _reservation(name, headers[name], f"the header {name}")


def of_file(found: Reserved, url: str) -> Iterator[Signal]:
    """Signals of a site's file for the page at ``url``: those of the first rule that fits."""
    place = f"the site's file {PLACE}"
    if found.problem:
        yield Signal("", f"{place} {found.problem}; taken as if it were not there")
    if not found.rules:
        return
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    rule = next((rule for rule in found.rules if fits(rule.location, path)), None)
    if rule is not None:
        yield from _reservation(_RESERVATION, str(int(rule.reserved)), place)
        yield from _reservation(_POLICY, rule.policy, place)


def _reservation(name: str, value: str, place: str) -> Iterator[Signal]:
    value = value.strip()[:_MAX_WORDS]
    counts = value in {"0", "1"} if name == _RESERVATION else value.startswith(("http:", "https:"))
    if counts:
        yield Signal(f"{name}: {value}", place)


def directives(content: str) -> Iterator[str]:
    """Directives for us of a meta element or header ("bot: noindex, nofollow, max-snippet: 5")."""
    agent, pieces = "", content[:_MAX_SIGNAL].split(",")
    while pieces:
        piece = pieces.pop(0).strip()
        name, colon, value = (part.strip() for part in piece.partition(":"))
        if colon and name.lower() not in _VALUED:
            agent = name.lower()
            pieces.insert(0, value)
        elif agent in _AGENTS:
            if _WEEKDAY.fullmatch(value) and pieces:  # "Monday, 03-Mar-31 08:00:00 GMT"
                value = f"{value}, {pieces.pop(0).strip()}"
            yield from _known(name.lower(), value)


def _known(name: str, value: str) -> Iterator[str]:
    if name in _PLAIN:
        yield _PLAIN[name]
    elif name == _SNIPPET and re.fullmatch(r"\d{1,6}", value):  # -1 is without bound
        yield f"{_SNIPPET}: {value}"
    elif name == _UNTIL and instants.read(value):
        yield f"{_UNTIL}: {value[:_MAX_WORDS]}"


def read(body: bytes) -> Reserved:
    """Read a site's file. One that is too large or not as it should be has no rules."""
    if len(body) > MAX_BYTES:
        return Reserved(problem="is too large")
    try:
        listed = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return Reserved(problem="is not JSON")
    if not isinstance(listed, list):
        return Reserved(problem="is no list of rules")
    return Reserved(rules=tuple(_rules(listed[:_MAX_RULES])))


def _rules(listed: Iterable[object]) -> Iterator[Reservation]:
    for rule in listed:
        if not isinstance(rule, dict):
            continue
        location, policy = rule.get("location"), rule.get(_POLICY)
        reserved = json.dumps(rule.get(_RESERVATION)).strip('"')
        if isinstance(location, str) and reserved in {"0", "1"}:
            yield Reservation(
                location=location[:_MAX_SIGNAL],
                reserved=reserved == "1",
                policy=policy[:_MAX_WORDS] if isinstance(policy, str) else "",
            )


def refusal(article: Article) -> str:
    """Why a program that nobody sent to this very page may not keep an article; empty if it may."""
    for flag in article.flags:
        left = allowed([flag])
        if not (left.store and left.analyse):
            return f"its owner keeps it from programs ({flag.why}); add it yourself to read it"
    return ""
