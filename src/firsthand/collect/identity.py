"""Which article is it: addresses that mean the same page, feed items that mean the same article.

An address is compared by its key. The key drops only what never selects an article: scheme,
"www.", default port, user, fragment, session and tracking parameters, order of parameters. What
selects one on some site (case, slash at the end, "m." or "amp", other parameters) stays, and only
a redirect, a rel=canonical of the same site, or nearly the same words join such addresses.
"""

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Self
from urllib.parse import unquote_to_bytes

from firsthand.collect.addresses import ascii_host

_DEFAULT_PORTS = frozenset({"80", "443"})
#: parameters by which sites follow their readers, and the openings of the names of such
_TRACKING = frozenset(
    """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid igshid igsh mc_cid
    mc_eid _ga _gl _hsenc _hsmi mkt_tok vero_id wickedid oly_anon_id oly_enc_id rb_clickid s_cid
    cmpid cmp ncid ocid icid smid smtyp xtor xtref taid guccounter guce_referrer guce_referrer_sig
    ref_src ref_url spm ito ftag sr_share echobox partner soc_src soc_trk tsrc sref srnd
    """.split()
)
_TRACKING_HEADS = ("utm_", "at_", "pk_", "mtm_", "piwik_", "matomo_", "hsa_", "ns_", "stm_")
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
_SESSION_NAMES = frozenset({"phpsessid", "jsessionid", "sessionid", "session_id", "aspsessionid"})
_URL = re.compile(
    r"(?:(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*):)?/{1,2}(?P<authority>[^/?#]*)"
    r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.DOTALL,
)
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_KEPT = _UNRESERVED | frozenset(b"!$&'()*+,;=:@/|[]")
_MAX_PARAMETERS = 200
#: the addresses of one poll are asked for several times in a row
_CACHED = 4_096


@lru_cache(maxsize=_CACHED)
def key(url: str) -> str:
    """Key of an address: two with the same key mean the same page.

    What is no http(s) address is its own key.
    """
    bare = url.strip()
    match = _URL.fullmatch(bare)
    if match is None or (match["scheme"] or "http").lower() not in {"http", "https"}:
        return bare
    host, _, port = match["authority"].rpartition("@")[2].partition(":")
    name = ascii_host(host) or host.lower()
    name = name.removeprefix("www.") if name.count(".") > 1 else name
    where = name if port in _DEFAULT_PORTS or not port else f"{name}:{port}"
    query = _query(match["query"] or "")
    anchor = match["fragment"] or ""
    shebang = f"#{anchor}" if anchor.startswith("!") else ""  # such a fragment selects the page
    return f"//{where}{_path(match['path'])}{query}{shebang}"


def _path(path: str) -> str:
    steps: list[str] = []
    for step in _SESSION.sub("", _escaped(path)).split("/")[1:]:
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/" + "/".join(steps)


def _query(query: str) -> str:
    pairs = []
    for pair in query.split("&")[:_MAX_PARAMETERS]:
        name = pair.partition("=")[0].lower()
        tracks = name in _TRACKING or name in _SESSION_NAMES or name.startswith(_TRACKING_HEADS)
        if pair and not tracks:
            pairs.append(_escaped(pair.replace("+", "%20")))
    return "?" + "&".join(sorted(pairs)) if pairs else ""


def _escaped(text: str) -> str:
    """``text`` with one spelling for each byte: unreserved bytes plain, all else escaped."""
    pieces = re.split(r"(%[0-9a-fA-F]{2})", text)
    return "".join(
        _byte(unquote_to_bytes(piece)[0], _UNRESERVED)
        if place % 2
        else "".join(_byte(byte, _KEPT) for byte in piece.encode("utf-8", "replace"))
        for place, piece in enumerate(pieces)
    )


def _byte(byte: int, plain: frozenset[int]) -> str:
    return chr(byte) if byte in plain else f"%{byte:02X}"


#: what stands in an address where a site shows its pages once more, made for phones
_MOBILE_HOST = re.compile(r"//(?:m|mobile|amp|touch)\.(?=[^/:.]+\.[^/:])")
_MOBILE_PATH = re.compile(r"^/amp(?=/.)|/amp/?$|\.amp(?=\.html?$|$)")
_MOBILE_QUERY = re.compile(
    r"(?<=[?&])(?:amp|output-?type=amp|output=amp|amp=(?:1|true))(?:&|$)", re.IGNORECASE
)


@lru_cache(maxsize=_CACHED)
def form(url: str) -> str:
    """Key that the forms of one page share: for phones, and with a slash at the end or without.

    That two addresses have one is no more than a hint: only nearly the same words make them one page.
    """
    found = _MOBILE_HOST.sub("//", key(url))
    at = found.find("/", 2)
    if at < 0:
        return found
    path, mark, query = found[at:].partition("?")
    query = _MOBILE_QUERY.sub("", query and f"?{query}").strip("?&")
    return f"{found[:at]}{_MOBILE_PATH.sub('', path).rstrip('/')}{mark and query and '?'}{query}"


def other_forms(url: str) -> list[str]:
    """Keys under which a page may be known that is looked for at ``url``."""
    bare, own = form(url), key(url)
    host, slash, query = bare.partition("?")
    return [one for one in (bare, f"{host}/{slash}{query}") if one != own]


# --------------------------------------------------------------------------- items of a feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What identifies one item of one poll; ``published`` is the date as the feed reads it."""

    link: str | None = None
    guid: str | None = None
    title: str = ""
    text: str = ""
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An article of a source as far as its identity goes. The latest version stands for it."""

    id: int
    #: keys of the addresses and guids under which it appeared, newest first
    keys: tuple[str, ...]
    guids: tuple[str, ...]
    title: str
    text: str
    #: first date that the feed gave; a later "bump" does not move it
    published: str | None
    versions: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an item belongs."""

    article: Known
    #: new | version (words have changed) | same
    what: str
    #: names that lead to the article from now on, whichever they led to before
    names: tuple[str, ...]


@dataclass(slots=True)
class Register:
    """The articles of one source, as they are recognised from poll to poll.

    An item is a known article if its address or guid is known and its words are not wholly
    different, or if title, text and date are the same under another address. An address that is
    reused for other words starts a new article; the old one stays.
    """

    articles: dict[int, Known] = field(default_factory=dict)
    _by_name: dict[str, int] = field(default_factory=dict)
    #: the next number that nobody has
    _next: int = 0

    @classmethod
    def of(cls, articles: Iterable[Known], by_name: Mapping[str, int]) -> Self:
        """Make a register of what is known, and of the names that lead to it.

        Articles to which no name of the items to come leads may be left out.
        """
        known = {article.id: article for article in articles}
        return cls(known, dict(by_name), max(known, default=-1) + 1)

    def poll(self, items: Sequence[Item]) -> list[Placed]:
        """Place the items of one poll, in their order."""
        shared = _repeated(item.guid for item in _distinct(items) if item.guid)
        before = self._next
        return [self._place(item, before, trusted=item.guid not in shared) for item in items]

    def _place(self, item: Item, before: int, *, trusted: bool) -> Placed:
        known = self._find(item, before, trusted=trusted)
        if known is None:
            known = _new(item, self._next, trusted=trusted)
            return self._keep(known, "new", item, trusted=trusted)
        changed = _words(item.title) != _words(known.title) or (
            bool(item.text) and _words(item.text) != _words(known.text)
        )
        now = replace(
            known,
            keys=_first(key(item.link) if item.link else None, known.keys),
            guids=_first(item.guid if trusted else None, known.guids),
            title=item.title or known.title,
            text=item.text or known.text,
            published=known.published or item.published,
            versions=known.versions + changed,
        )
        return self._keep(now, "version" if changed else "same", item, trusted=trusted)

    def _find(self, item: Item, before: int, *, trusted: bool) -> Known | None:
        by_key = self._by_name.get(f"url {key(item.link)}") if item.link else None
        by_guid = self._by_name.get(f"guid {item.guid}") if item.guid and trusted else None
        # an own address that is new tells more than a guid that others have too
        for place in (by_key, by_guid):
            if place is not None:
                known = self.articles[place]
                if related((item.title, known.title), (item.text, known.text)):
                    return known
        place = self._by_name.get(names(item)[-1])
        if place is None or not _words(item.title):
            return None
        # two headlines without text that stand side by side are two articles
        return self.articles[place] if item.text or place < before else None

    def _keep(self, article: Known, what: str, item: Item, *, trusted: bool) -> Placed:
        own = [name for name in names(item)[:-1] if trusted or not name.startswith("guid ")]
        placed = Placed(article, what, (*own, names(article)[-1]))
        self.articles[article.id] = article
        self._next = max(self._next, article.id + 1)
        self._by_name.update(dict.fromkeys(placed.names, article.id))
        return placed


def names(item: Item | Known) -> list[str]:
    """Names by which an item is looked for, or a known article found: the last is of its words."""
    keys: tuple[str, ...]
    guids: tuple[str, ...]
    if isinstance(item, Known):
        keys, guids = item.keys, item.guids
    else:
        keys = (key(item.link),) if item.link else ()
        guids = (item.guid,) if item.guid else ()
    words = _digest(item.title, item.text, item.published)
    return [*(f"url {one}" for one in keys), *(f"guid {one}" for one in guids), f"words {words}"]


def alike(text: str, other: str) -> bool:
    """Whether two texts are nearly the same, one at most a little shorter than the other."""
    short, long = sorted((len(_words(text)), len(_words(other))))
    return short >= _ALIKE_LENGTH * long and share(text, other) >= _ALIKE


def related(titles: tuple[str, str], texts: tuple[str, str]) -> bool:
    """Whether two wordings under one address can be versions of one article.

    They are if the title stayed, or the text did, or either shares half of the words of the
    shorter one: corrections and live pages change much and still speak of the same.
    """
    return not all(texts) or any(share(*pair) >= RELATED for pair in (titles, texts))


#: share of the shorter wording's words that versions have in common: read on versions of real
#: articles, whose titles change in 6 of 100 and then keep names and subject
RELATED = 0.5
#: the same of texts that are nearly the same, and how long the shorter one is at least
_ALIKE, _ALIKE_LENGTH = 0.9, 0.7
_MAX_WORDS = 5_000
_MAX_NAMES = 20
_TAG = re.compile(r"<[^<>]{0,2000}>")


def share(left: str, right: str) -> float:
    """Share of the words of the shorter wording that the other one has."""
    a, b = set(_words(left)[:_MAX_WORDS]), set(_words(right)[:_MAX_WORDS])
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _words(text: str) -> list[str]:
    """Words as they are compared: entities, markup, case and spaces make no version."""
    plain = html.unescape(_TAG.sub(" ", text))
    return unicodedata.normalize("NFKC", plain).casefold().split()


def _digest(title: str, text: str, published: str | None) -> str:
    words = "\n".join([" ".join(_words(title)), " ".join(_words(text)), published or ""])
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()


def _new(item: Item, number: int, *, trusted: bool) -> Known:
    return Known(
        id=number,
        keys=(key(item.link),) if item.link else (),
        guids=(item.guid,) if item.guid and trusted else (),
        title=item.title,
        text=item.text,
        published=item.published,
    )


def _first(one: str | None, others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([one, *others] if one else others))[:_MAX_NAMES]


def _distinct(items: Sequence[Item]) -> list[Item]:
    """Items of different addresses: an item that is listed twice shares no guid with another."""
    return list({(key(i.link) if i.link else None, i.guid): i for i in items}.values())


def _repeated(values: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    return {value for value in values if value in seen or seen.add(value)}  # type: ignore[func-returns-value]
