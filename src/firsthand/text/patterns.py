"""Patterns over classes of words: the grammar of time expressions, in linear time.

A text becomes a row of tokens; every token has a set of classes ("May" may be a month). Each set
is given one character, so the text becomes a short string and a rule such as ``shift weekday
part?`` a plain regular expression over it, without nested repetition. Of all rules that fit at a
place the longest match wins.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from firsthand.lexicon.moments import Vocabulary, vocabulary

_SHAPES = r"""
      (?P<iso>\d{4}-\d{2}-\d{2}(?![\d-]))
    | (?P<numeric>\d{1,2}(?P<sep>[./-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d]))
    | (?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?!\d))
    | (?P<decade>(?:\d{3}0|['’]?\d0)(?:['’]?s|er)\b)
    | (?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
    | (?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.,]) | \d+(?:[.,]\d+)*)
    | (?P<ampm>[ap]\.[ ]?m\b\.?|(?:(?<=\d)|(?<=\d[ ]))[ap]m\b)
    | (?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)
    | (?P<possessive>['’]s\b)
    | (?P<line>\n)
    | (?P<mark>[^\w\s])
"""
#: "a|b" is a token that may be either, "a&b" one that is both
_ATOM = re.compile(r"[|&]")
#: words of a language's own that are joined without a space: "지난달부터" has three
_MAX_JOINED = 4
_MARKS = {
    **dict.fromkeys("-‐‑‒–—", "dash"),
    **dict.fromkeys(".!?", "dot"),
    ",": "comma",
    "(": "open",
    ")": "close",
    "'": "apostrophe",
    "’": "apostrophe",
    "$": "money",
    "€": "money",
    "£": "money",
    "#": "money",
    "¥": "money",
    "%": "percent",
    "/": "slash",
}
#: years that a bare number of four digits can mean
YEARS = range(1000, 2200)
#: words whose classes are kept at hand
_CACHED = 1 << 14
#: no number longer than this is read, whatever a text holds
_MAX_DIGITS = 12
_NUMERALS: tuple[str, ...] = (
    "0",
    "13",
    "24",
    "27",
    "31",
    "45",
    "99",
    "100",
    "1015",
    "1065",
    "1999",
    "2030",
)
_NUMERALS += ("2300", "2399", "3000", "12000", "1,000", "1.5", "007", "19.30")


class Token(NamedTuple):
    """A word, number or mark of a text: its folded form, place, and what it may be."""

    form: str
    start: int
    stop: int
    values: Mapping[str, Any]
    capital: bool
    #: the character its set of classes goes by, a space if no rule knows the set
    sign: str


class _Reading(NamedTuple):
    form: str
    values: Mapping[str, Any]
    capital: bool
    sign: str


class Found(NamedTuple):
    """A rule that fits: tokens ``first:last`` and the values of the classes it captured."""

    rule: str
    first: int
    last: int
    slots: Mapping[str, Any]


class _Rule(NamedTuple):
    name: str
    regex: re.Pattern[str]
    #: of each atom the (name, class) that it may capture
    atoms: tuple[tuple[tuple[str, str], ...], ...]
    constant: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled rules of one language."""

    vocabulary: Vocabulary
    token: re.Pattern[str]
    signs: dict[frozenset[str], str] = field(default_factory=dict)
    openers: dict[str, list[_Rule]] = field(default_factory=lambda: defaultdict(list))

    def tokens(self, text: str, start: int, stop: int) -> list[Token]:
        """Tokens of ``text[start:stop]``, in order."""
        out: list[Token] = []
        language = self.vocabulary.language
        for match in self.token.finditer(text, start, stop):
            form, values, capital, sign = _reading(
                language, match.lastgroup or "mark", match.group()
            )
            token = Token(form, match.start(), match.end(), values, capital, sign)
            if form == "." and out and self._takes_stop(out[-1], token):
                out[-1] = out[-1]._replace(stop=token.stop)
            else:
                out.append(token)
        return out

    def read(self, kind: str, raw: str) -> _Reading:
        """Return what a token's characters may be, wherever they stand."""
        if kind in {"word", "own"}:
            form, capital, values = _word(self.vocabulary, raw)
        else:
            form, capital, values = raw, False, _shape(kind, raw)
        return _Reading(form, values, capital, self.signs.get(frozenset(values), " "))

    def _takes_stop(self, word: Token, mark: Token) -> bool:
        # "Sept." is one token; "September." ends a sentence
        return word.stop == mark.start and word.form in self.vocabulary.abbreviations

    def search(self, tokens: list[Token]) -> Iterator[Found]:
        """Longest matches from left to right, none overlapping another."""
        row = "".join(token.sign for token in tokens)
        place = 0
        while place < len(row):
            found = self._longest(row, place, tokens) if row[place] != " " else None
            if found is not None:
                yield found
                place = found.last
            else:
                place += 1

    def _longest(self, row: str, place: int, tokens: list[Token]) -> Found | None:
        best: tuple[int, re.Match[str], _Rule] | None = None
        for rule in self.openers.get(row[place], ()):
            match = rule.regex.match(row, place)
            if match is not None and (best is None or match.end() > best[0]):
                best = (match.end(), match, rule)
        if best is None:
            return None
        end, match, rule = best
        return Found(rule.name, place, end, {**rule.constant, **_slots(match, rule, tokens)})


def _slots(match: re.Match[str], rule: _Rule, tokens: list[Token]) -> dict[str, Any]:
    slots: dict[str, Any] = {}
    for number, names in enumerate(rule.atoms, 1):
        at = match.start(number)
        if at < 0:
            continue
        for name, kind in names:
            if kind in tokens[at].values:
                slots[name] = tokens[at].values[kind]
    return slots


@lru_cache(maxsize=_CACHED)
def _reading(language: str, kind: str, raw: str) -> _Reading:
    return grammar(language).read(kind, raw)


def _word(vocabulary: Vocabulary, raw: str) -> tuple[str, bool, Mapping[str, Any]]:
    form = raw.lower().replace("’", "'")
    values = vocabulary.words.get(form) or vocabulary.words.get(form.rstrip(".")) or {}
    capital = raw[0].isupper()
    if values and not capital and form in vocabulary.capitals:
        values = {k: v for k, v in values.items() if k not in {"month", "weekday", "zone"}}
    return form, capital, {**values, f"'{form}'": form}


def _shape(kind: str, raw: str) -> Mapping[str, Any]:
    """Return what a token of digits or a mark may be."""
    if kind == "number":
        return _number(raw)
    if kind == "ordinal":
        number = int(raw[:-2])
        return {"ord": number} | ({"day": number} if 1 <= number <= 31 else {})
    if kind == "clock":
        hour, minute = (int(x) for x in raw.split(":")[:2])
        return {"clock": (hour, minute)} if hour < 25 and minute < 60 else {}
    if kind == "decade":
        digits = re.sub(r"\D", "", raw)
        return {"decade": digits[:3] if len(digits) == 4 else "19" + digits[0]}
    if kind == "mark":
        return {_MARKS[raw]: raw} if raw in _MARKS else {}
    return {kind: raw.lower()[0] if kind == "ampm" else raw}


def _number(raw: str) -> Mapping[str, Any]:
    if len(raw) > _MAX_DIGITS:
        return {}
    if " " in (spaced := re.sub(r"\s", " ", raw)):
        return {"num": int(spaced.replace(" ", ""))}
    if not raw.isdecimal():
        dotted = re.fullmatch(r"([01]?\d|2[0-4])\.([0-5]\d)", raw)
        clock = {"dotclock": (int(dotted[1]), int(dotted[2]))} if dotted else {}
        return {"num": _decimal(raw), **clock}
    number = int(raw)
    values: dict[str, Any] = {"num": number}
    if 1 <= number <= 31 and len(raw) <= 2:
        values["day"] = number
    if number <= 24 and len(raw) <= 2:
        values["hour"] = number
    if number < 60 and len(raw) <= 2:
        values["minute"] = number
    if len(raw) == 4 and number in YEARS:
        values["year"] = number
    if len(raw) == 4 and number < 2400 and number % 100 < 60:
        values["hhmm"] = (number // 100, number % 100)
    return values


def _decimal(raw: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", raw):
        return int(raw.replace(",", ""))
    head, _, tail = raw.replace(",", ".").partition(".")
    return float(f"{head}.{tail.replace('.', '')}")


@cache
def grammar(language: str) -> Grammar:
    """Compiled grammar of a language."""
    known = vocabulary(language)
    # of equally long matches the first wins: words whose meaning is fixed come before rules
    rows = [("fixed", [f"'{w}'" for w in x.split()], {"value": v}) for v, x in known.fixed]
    rows += [(name, pattern.split(), {}) for name, pattern in known.rules]
    names = {a for _, row, _ in rows for atom in row for a in _ATOM.split(atom.strip("!?"))}
    literals = {name for name in names if name.startswith("'")}
    out = Grammar(known, _token_pattern(known, {literal.strip("'") for literal in literals}))
    _sign(out, literals)
    for name, atoms, constant in rows:
        _add(out, name, atoms, constant)
    return out


def _token_pattern(known: Vocabulary, literals: set[str]) -> re.Pattern[str]:
    """Pattern of a language's tokens: what is one token of its own comes before the common ones.

    Such are words with a hyphen or a digit ("week-end", "4월"), what is elided before another word
    ("l'été"), and, where words are joined without space, each that stands in a row of known ones
    with at most an ending behind it ("지난달부터").
    """
    words, own = {*known.words, *literals}, []
    if known.endings:
        one = _any(words)
        rest = rf"{one}{{0,{_MAX_JOINED - 1}}}{_any(known.endings)}?(?![^\W\d_])"
        own.append(rf"{one}(?={rest})")
    elif compound := {word for word in words if not word.isalpha() and word[:1].isalnum()}:
        own.append(rf"(?<!\w){_any(compound)}(?!\w)")
    if known.elided:
        own.append(rf"(?<!\w){_any(known.elided)}['’](?=[^\W\d_])")
    pattern = f"(?P<own>{'|'.join(own)})|{_SHAPES}" if own else _SHAPES
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    """Pattern for one of some words, the longest; a look at its first character saves most tries."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    first = "".join(sorted({re.escape(word[0]) for word in ordered}))
    either = "|".join((r"(?<!\d)" if w[0].isdigit() else "") + re.escape(w) for w in ordered)
    return f"(?:(?=[{first}])(?:{either}))"


def _sign(out: Grammar, literals: set[str]) -> None:
    sets = {frozenset(_shape("number", raw)) for raw in _NUMERALS}
    sets |= {frozenset({kind}) for kind in ("iso", "numeric", "clock", "decade", "ampm", "line")}
    sets |= {frozenset({kind}) for kind in ("possessive", "ord", *_MARKS.values())}
    sets |= {frozenset({"ord", "day"})}
    for word, values in out.vocabulary.words.items():
        kept = {k for k in values if k not in {"month", "weekday", "zone"}}
        sets |= {frozenset(values) | {f"'{word}'"}, frozenset(kept) | {f"'{word}'"}}
    sets |= {frozenset({literal}) for literal in literals}
    for classes in sorted(sets, key=sorted):
        out.signs[classes] = chr(0xE000 + len(out.signs))


def _add(out: Grammar, name: str, atoms: list[str], constant: Mapping[str, Any]) -> None:
    chosen = [_choose(out, atom.strip("!?")) for atom in atoms]
    parts = [_part(characters, atom) for characters, atom in zip(chosen, atoms, strict=True)]
    named = tuple(
        tuple((part, part.partition(":")[0]) for part in _ATOM.split(atom.rstrip("?")))
        for atom in atoms
        if not atom.startswith("!")
    )
    rule = _Rule(name, re.compile("".join(parts)), named, constant)
    openers: set[str] = set()
    for characters, atom in zip(chosen, atoms, strict=True):
        if atom.startswith("!"):
            continue
        openers.update(characters)
        if not atom.endswith("?"):
            break
    for character in openers:
        out.openers[character].append(rule)


def _part(characters: str, atom: str) -> str:
    if atom.startswith("!"):
        return f"(?![{characters}])"
    return f"([{characters}])" + "?" * atom.endswith("?")


def _choose(out: Grammar, atom: str) -> str:
    names = [{n.partition(":")[0] for n in name.split("&")} for name in atom.split("|")]
    found = "".join(sign for classes, sign in out.signs.items() if any(n <= classes for n in names))
    if not found:
        message = f"no word has the class {atom}"
        raise ValueError(message)
    return found
