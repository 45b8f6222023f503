"""robots.txt as RFC 9309 and Google's published parser read it.

A file that is not there (any 4xx) allows everything; one that cannot be had (5xx, no answer in
time) forbids everything until it can. The longest rule that fits decides, a tie is for "allow".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from firsthand.collect.patterns import fits
from firsthand.collect.rights import Reserved

#: so much of a file is read at least (RFC 9309, 2.5), and here at most
MAX_BYTES = 500 * 1024
#: rules beyond this many are left out: matching takes time for each
MAX_RULES = 10_000
#: a longer Crawl-delay keeps out rather than slows down (seconds)
MAX_DELAY = 3_600.0
_AGENT = re.compile(r"[A-Za-z_-]+")
#: spellings of the field names that Google's parser takes too
_FIELDS = {
    **dict.fromkeys(("user-agent", "useragent", "user agent"), "agent"),
    **dict.fromkeys(("disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"), "no"),
    "allow": "yes",
    "crawl-delay": "delay",
    **dict.fromkeys(("sitemap", "site-map"), "sitemap"),
}
_PAGE_OF_FOLDER = "/index.html"


@dataclass(frozen=True, slots=True)
class Rule:
    allows: bool
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """What one site says to one agent, in its robots.txt above all."""

    rules: tuple[Rule, ...] = ()
    #: seconds between requests, if the file asks for some
    delay: float | None = None
    sitemaps: tuple[str, ...] = ()
    #: why the file could not be had: nothing may be until it can
    unreachable: str = ""
    #: what the site reserves besides; None if it was not asked for yet
    reserved: Reserved | None = None

    def allows(self, url: str) -> bool:
        """Whether ``url`` (of the host whose file this is) may be fetched."""
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if parts.path == "/robots.txt":
            return True
        best, allowed = -1, True
        for rule in self.rules:
            length = len(rule.pattern)
            stronger = length > best or (length == best and rule.allows and not allowed)
            if stronger and fits(rule.pattern, path):
                best, allowed = length, rule.allows
        return allowed


ALL = Robots()


def none(why: str) -> Robots:
    """What holds while the file cannot be had."""
    return Robots(rules=(Rule(False, "/"),), unreachable=why)


def answered(status: int, body: bytes, agent: str) -> Robots:
    """Read the answer to the request for robots.txt (its redirects followed)."""
    if 200 <= status < 300:
        return read(body, agent)
    failing = not 300 <= status < 500 or status == 429
    return none(f"the server answered {status}") if failing else ALL


def read(data: bytes | str, agent: str) -> Robots:
    """Read the groups for ``agent`` ("firsthand/1.0" is "firsthand"), else those for all."""
    token = agent.partition("/")[0].strip().lower()
    own: list[tuple[str, str]] = []
    common: list[tuple[str, str]] = []
    sitemaps: list[str] = []
    named = False  # some group names the agent, even if it has no rules
    open_: list[list[tuple[str, str]]] = []
    heading = False  # the last line was a User-agent line
    for field, value in _lines(data):
        if field == "sitemap":
            sitemaps.append(value)
        elif field == "agent":
            open_ = open_ if heading else []
            heading = True
            mine, all_ = _token(value) == token, re.match(r"\*(?:\s|$)", value) is not None
            named = named or mine
            open_ += [own] if mine else [common] if all_ else []
        else:
            heading = False
            for group in {id(group): group for group in open_}.values():
                group.append((field, value))
    return _made(own if named else common, sitemaps)


def _token(agent: str) -> str:
    match = _AGENT.match(agent)
    return match.group().lower() if match else ""


def _lines(data: bytes | str) -> Iterator[tuple[str, str]]:
    raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
    text = raw[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
    for line in re.split(r"[\r\n]+", text):
        bare = line.partition("#")[0].strip()
        name, colon, value = bare.partition(":")
        if not colon:  # "Disallow /private" is read too
            name, _, value = bare.partition(" ") if len(bare.split()) == 2 else ("", "", "")
        field = _FIELDS.get(name.strip().lower())
        if field:
            yield field, value.strip()


def _made(lines: list[tuple[str, str]], sitemaps: list[str]) -> Robots:
    rules: list[Rule] = []
    delay: float | None = None
    for field, value in lines[:MAX_RULES]:
        if field == "delay":
            delay = max(delay or 0.0, _seconds(value)) or None
        elif value:
            rules += _rules(field == "yes", value)
    return Robots(rules=tuple(rules), delay=delay, sitemaps=tuple(sitemaps[:MAX_RULES]))


def _seconds(value: str) -> float:
    return min(float(value), MAX_DELAY) if re.fullmatch(r"\d{1,6}(?:\.\d{0,3})?", value) else 0.0


def _rules(allows: bool, value: str) -> list[Rule]:
    pattern = re.sub(r"\*+", "*", quote(value, safe="/%:@!$&'()*+,;=~-._[]|?"))
    pattern = re.sub(r"%[0-9a-fA-F]{2}", lambda match: match.group().upper(), pattern)
    rules = [Rule(allows, pattern)]
    if allows and pattern.endswith(_PAGE_OF_FOLDER):
        rules.append(Rule(True, pattern.removesuffix("index.html") + "$"))
    return rules
