"""Agencies and outlets: who they are, and where a text names them.

The entries are data (``agencies.toml``, ``outlets.toml``). All forms of all names stand in one
tree of tokens, so a text is read once, whatever the number of entries.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from firsthand.lexicon import data

#: nouns that, beside a short form, make it the name of a medium ("MBC" alone is too many things)
_KIND_WORDS = frozenset(
    "agency broadcaster channel daily magazine network newspaper newswire site station "
    "tabloid television tv website weekly".split()
)
#: characters of scripts without spaces between words are tokens of their own
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
#: what may stand between two words of one name
_GAP = re.compile(r"[ \t\u00a0.&/!()\-\u2010-\u2015'’]{0,3}\n?[ \t\u00a0(]{0,3}")


#: a name of so few letters is an acronym, and counts in capitals only
_ACRONYM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One agency or outlet."""

    name: str
    #: ISO 3166 code of the country it works from, lower case
    country: str
    #: agency | newspaper | broadcaster | website | magazine
    kind: str
    #: ISO 639-1 code of the language it mainly publishes in
    language: str
    aliases: tuple[str, ...] = ()
    #: forms that count only after a longer mention, beside a word for a medium, or in a credit
    short: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    owner: str | None = None
    #: names of other outlets whose texts it prints by agreement
    carries: tuple[str, ...] = ()
    #: directed by a government or ruling party
    state: bool = False
    #: made-up sentences in which the entry is found, and is not found
    witness: str = ""
    not_in: str = ""


class Mention(NamedTuple):
    """A place of a text that names an entry."""

    start: int
    stop: int
    entry: Entry


class _Token(NamedTuple):
    text: str
    key: str
    start: int
    stop: int


class _Form(NamedTuple):
    words: tuple[str, ...]
    entry: Entry
    short: bool


@dataclass(slots=True)
class _Node:
    """A place in the tree of names; ``forms`` are the names that end here."""

    children: dict[str, "_Node"] = field(default_factory=dict)
    forms: list[_Form] = field(default_factory=list)


class Gazetteer:
    """Who the agencies and outlets are; does not change after it was made."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self.agencies = tuple(entry for entry in self.entries if entry.kind == "agency")
        self._tree = _Node()
        self._names: dict[str, Entry] = {}
        shared: dict[str, set[str]] = {}
        for entry in self.entries:
            for form in _forms(entry):
                self._plant(form)
                shared.setdefault(_key(form.words), set()).add(entry.name)
        for entry in self.entries:
            for form in _forms(entry):
                if len(shared[_key(form.words)]) == 1:
                    self._names[_key(form.words)] = entry
        self._names |= {_key(_words(entry.name)): entry for entry in self.entries}
        self._hosts = {host: entry for entry in self.entries for host in entry.domains}

    def _plant(self, form: _Form) -> None:
        node = self._tree
        for word in form.words:
            node = node.children.setdefault(word.lower(), _Node())
        node.forms.append(form)

    def find(self, text: str) -> list[Mention]:
        """Places where ``text`` names an agency or outlet: longest match, in order.

        Words of a name that have capitals must have them in the text too. A short form counts
        after a longer mention of the same entry (of the last mentioned, where several share
        it), beside a word for a medium, or, if it begins with "The", where the capital of that
        "The" stands inside a sentence. Time grows with the length of the text.
        """
        tokens = _tokens(text)
        found: list[Mention] = []
        order: dict[str, int] = {}
        place = 0
        while place < len(tokens):
            hit = self._longest(text, tokens, place, order)
            if hit is None:
                place += 1
                continue
            entry, length = hit
            order[entry.name] = place
            found.append(Mention(tokens[place].start, tokens[place + length - 1].stop, entry))
            place += length
        return found

    def _longest(
        self, text: str, tokens: list[_Token], place: int, order: dict[str, int]
    ) -> tuple[Entry, int] | None:
        node, best, step = self._tree, None, place
        while step < len(tokens) and (child := node.children.get(tokens[step].key)) is not None:
            if step > place and not _GAP.fullmatch(text, tokens[step - 1].stop, tokens[step].start):
                break
            node, step = child, step + 1
            entry = _choose(text, tokens, place, step, node.forms, order) if node.forms else None
            if entry is not None:
                best = (entry, step - place)
        return best

    def named(self, name: str) -> Entry | None:
        """Entry that bears ``name``, whatever its capitals; None if none or several do."""
        return self._names.get(_key(_words(name)))

    def credited(self, words: str) -> Entry | None:
        """Entry that ``words`` name where a credit stands: "(AP)", but not "(Pa.)"."""
        name = words.strip(" .()[]—–-*_|")
        entry = self.named(name)
        if entry is None or (len(name) <= _ACRONYM and not name.isupper() and name != "dpa"):
            return None
        return entry

    def of_domain(self, domain: str) -> Entry | None:
        """Entry a host belongs to: "in.reuters.com" is Reuters'."""
        host = domain.lower().split("//")[-1].split("/")[0].split(":")[0].strip(".")
        while host:
            if host in self._hosts:
                return self._hosts[host]
            host = host.partition(".")[2]
        return None


def _plain(word: str) -> str:
    """``word`` without accents."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text):
        plain = _plain(match.group())
        found.append(_Token(plain, plain.lower(), match.start(), match.end()))
    return found


def _words(name: str) -> tuple[str, ...]:
    return tuple(_plain(match.group()) for match in _TOKEN.finditer(name))


def _key(words: tuple[str, ...]) -> str:
    """Words folded; a leading "the" goes where enough is left ("Hill" is not "The Hill")."""
    folded = [word.lower() for word in words]
    return " ".join(folded[1:] if folded[0:1] == ["the"] and len(folded) > 2 else folded)


def _forms(entry: Entry) -> list[_Form]:
    names = (entry.name, *entry.aliases)
    forms = [_Form(_words(name), entry, False) for name in names if name not in entry.short]
    return forms + [_Form(_words(name), entry, True) for name in entry.short]


def _same_capitals(form: tuple[str, ...], tokens: list[_Token]) -> bool:
    return all(
        word.islower() or token.text == word or (token.text.isupper() and not word.isupper())
        for word, token in zip(form, tokens, strict=True)
    )


def _choose(
    text: str,
    tokens: list[_Token],
    place: int,
    stop: int,
    forms: list[_Form],
    order: dict[str, int],
) -> Entry | None:
    fitting = [form for form in forms if _same_capitals(form.words, tokens[place:stop])]
    for form in fitting:
        if not form.short:
            return form.entry
    known = [form.entry for form in fitting if form.entry.name in order]
    if known:
        return max(known, key=lambda entry: order[entry.name])
    if len(fitting) == 1 and (
        _beside_kind_word(text, tokens, place, stop) or _capital_article(text, tokens, place)
    ):
        return fitting[0].entry
    return None


def _beside_kind_word(text: str, tokens: list[_Token], place: int, stop: int) -> bool:
    before = tokens[place - 1] if place else None
    after = tokens[stop] if stop < len(tokens) else None
    return bool(
        (before and before.key in _KIND_WORDS and text[before.stop : tokens[place].start] == " ")
        or (after and text[tokens[stop - 1].stop : after.start] == " " and _kind(tokens, stop))
    )


def _kind(tokens: list[_Token], place: int) -> bool:
    """Whether a word for a medium stands at ``place``, "news" before it left aside."""
    if tokens[place].key == "news" and place + 1 < len(tokens):
        place += 1
    return tokens[place].key in _KIND_WORDS


def _capital_article(text: str, tokens: list[_Token], place: int) -> bool:
    if not place or tokens[place].text != "The":
        return False
    before = tokens[place - 1]
    return before.text.islower() and text[before.stop : tokens[place].start] in {" ", ", "}


def _entry(fields: Mapping[str, Any]) -> Entry:
    lists: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()
    }
    return Entry(**lists)


@cache
def load() -> Gazetteer:
    """Gazetteer that comes with firsthand; read once."""
    listed = (*data.read("agencies")["agency"], *data.read("outlets")["outlet"])
    return Gazetteer(_entry(fields) for fields in listed)
