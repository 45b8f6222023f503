"""Words by which the furniture of pages is known, read from ``furniture.toml``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand.lexicon import data

#: words of a line up to which a rule is tried when it does not say otherwise
_WORDS = 30
#: no phrase at a line's end is longer than so many characters
_END = 60
#: share of words with a capital from which on a line is in title case
_TITLE_CASE = 0.7
#: share of words with a capital in a line that lists people ("A and B reported from C.")
_NAMES = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; the meaning of its fields is told at the head of the data file."""

    kind: str
    language: str | None
    equal: frozenset[str]
    starts: re.Pattern[str] | None
    ends: re.Pattern[str] | None
    inside: tuple[tuple[str, re.Pattern[str]], ...]
    also: tuple[tuple[str, re.Pattern[str]], ...]
    typed: tuple[str, ...]
    both: bool
    names: bool
    words: int
    tail: str | None

    def fits(self, line: str, folded: str, words: int) -> bool:
        """Whether a line (as typed and ``folded``) of so many ``words`` is what the rule says."""
        if words > self.words or (self.names and share_of_names(line) < _NAMES):
            return False
        edge = bool(
            (self.starts and self.starts.match(folded))
            or (self.ends and self.ends.search(folded[-_END:]))
        )
        inside = _holds(folded, self.inside)
        if self.also and not _holds(folded, self.also):
            return False
        if self.both:
            return edge and inside
        whole = folded.removeprefix("- ").rstrip(" .:!*>»|-") in self.equal
        return whole or edge or inside or any(words in line for words in self.typed)


@dataclass(frozen=True, slots=True)
class Furniture:
    """The rules, and the lists of small words."""

    #: by language, in the order in which they are tried; under None those for all languages
    rules: Mapping[str | None, tuple[Rule, ...]]
    words: Mapping[str, frozenset[str]]
    #: (agency, words): lines with all these words are signed in that agency's house style
    sign_offs: tuple[tuple[str, tuple[str, ...]], ...]

    def signed_by(self, folded: str) -> str | None:
        """Agency in whose house style a folded line is signed, or None."""
        for agency, words in self.sign_offs:
            if all(word in folded for word in words):
                return agency
        return None

    def rule(self, line: str, folded: str, words: int, language: str) -> Rule | None:
        """First rule that fits a line, given as typed and folded; None if none does."""
        rules = self.rules.get(language, self.rules[None])
        return next((rule for rule in rules if rule.fits(line, folded, words)), None)


def share_of_names(words: str) -> float:
    """Share of the words of two letters and more that begin with a capital."""
    listed: list[str] = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 1]
    return sum(word[0].isupper() for word in listed) / max(1, len(listed))


def is_title_case(words: str) -> bool:
    """Whether a line or sentence is set as headlines are: nearly all words with a capital."""
    return share_of_names(words) >= _TITLE_CASE


def _holds(folded: str, phrases: tuple[tuple[str, re.Pattern[str]], ...]) -> bool:
    # a plain search first: it is many times faster than the pattern that guards the words
    return any(phrase in folded and pattern.search(folded) for phrase, pattern in phrases)


def _inside(phrases: list[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((phrase, re.compile(_phrase(phrase))) for phrase in phrases)


def _phrase(phrase: str) -> str:
    pattern = re.escape(phrase).replace(r"\#", "#").replace("#", r"#+")
    left = r"(?<!\w)" if phrase[:1].isalnum() else ""
    right = r"(?!\w)" if phrase[-1:].isalnum() else ""
    return left + pattern + right


def _any(phrases: list[str]) -> str:
    return (
        "(?:" + "|".join(_phrase(phrase) for phrase in sorted(phrases, key=len, reverse=True)) + ")"
    )


def _rule(fields: dict[str, Any]) -> Rule:
    starts = rf"\W{{0,3}}?{_any(fields['starts'])}" if "starts" in fields else None
    ends = rf"{_any(fields['ends'])}\W{{0,3}}$" if "ends" in fields else None
    return Rule(
        kind=fields["kind"],
        language=fields.get("language"),
        equal=frozenset(fields.get("is", ())),
        starts=re.compile(starts) if starts else None,
        ends=re.compile(ends) if ends else None,
        inside=_inside(fields.get("contains", [])),
        also=_inside(fields.get("also", [])),
        typed=tuple(fields.get("typed", ())),
        both=fields.get("both", False),
        names=fields.get("names", False),
        words=fields.get("words", _WORDS),
        tail=fields.get("tail"),
    )


@cache
def load() -> Furniture:
    """Furniture that comes with firsthand; read once."""
    known = data.read("furniture")
    words = {name: frozenset(listed) for name, listed in known["words"].items()}
    sign_offs = tuple((fields["agency"], tuple(fields["words"])) for fields in known["sign_off"])
    rules = [_rule(fields) for fields in known["rule"]]
    by_language = {
        language: tuple(rule for rule in rules if rule.language in {None, language})
        for language in (None, *(rule.language for rule in rules))
    }
    return Furniture(by_language, words, sign_offs)
