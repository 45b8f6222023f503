"""What is known about the words for times: names from CLDR, rules and cues from data files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale, localedata

from firsthand.lexicon import data

#: languages with a data file; every other one is read with its CLDR names and the common rules
LANGUAGES = ("en", "de", "es", "fr", "ru", "ko", "it", "pt", "nl")
#: what is too short to tell is read as English
UNTOLD = "und"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Words by which a clause shows its tense (see ``text.tenses``)."""

    past: frozenset[str] = frozenset()
    past_endings: tuple[str, ...] = ()
    future: frozenset[str] = frozenset()
    #: endings of a future without an auxiliary ("comenzará")
    future_endings: tuple[str, ...] = ()
    #: words whose infinitive lies ahead ("expected to meet")
    governors: frozenset[str] = frozenset()
    #: helpers after which a participle is no past ("will be shown")
    helpers: frozenset[str] = frozenset()
    #: words that turn a modal back into the past ("would have")
    perfect: frozenset[str] = frozenset()
    infinitive: frozenset[str] = frozenset()
    #: prepositions right before the expression that settle it, or do where no verb does
    until: frozenset[str] = frozenset()
    toward: frozenset[str] = frozenset()
    #: words before one of ``alike`` that look ahead: "as soon as Tuesday"
    eager: frozenset[str] = frozenset()
    since: frozenset[str] = frozenset()
    #: names of months that are names of people too
    names: frozenset[str] = frozenset()
    #: words a new clause begins with
    breaks: frozenset[str] = frozenset()
    #: words passed over between a clause's head and the expression
    light: frozenset[str] = frozenset()
    #: helpers of what lies before the past that is told of ("had struck")
    earlier: frozenset[str] = frozenset()
    #: endings of a participle that a time right behind it dates ("approuvé mardi")
    participle_endings: tuple[str, ...] = ()
    #: between the two ends of a range: "Sunday to Wednesday"
    bounding: frozenset[str] = frozenset()
    #: between two times of day that share their day, as well: "1 p.m. and 2 p.m. on Tuesday"
    listing: frozenset[str] = frozenset()
    #: what is put off to a time, or held to one: "bailed until May"
    deferring: frozenset[str] = frozenset()
    #: before an infinitive that came true: "managed to leave by Friday"
    achieved: frozenset[str] = frozenset()
    #: behind "the same year" these bring what it is the year of: "as"
    alike: frozenset[str] = frozenset()
    #: these may count from what follows, and that begins with one of those: "a year before the"
    until_then: frozenset[str] = frozenset()
    whereof: frozenset[str] = frozenset()
    #: modals that tell of the past where they are negated: "could not be found"
    unable: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    #: what stands behind a word of time in the name of a medium: "Daily Mail"
    mastheads: frozenset[str] = frozenset()
    #: what stands before "Today" in one: "USA Today"
    journals: frozenset[str] = frozenset()
    #: what stands behind a day in the name of a programme: "Saturday Night Live"
    shows: frozenset[str] = frozenset()
    #: what stands before a day that has a name of its own: "Black Friday"
    feasts: frozenset[str] = frozenset()
    #: what stands behind a length of time that is an age: "old"
    aged: frozenset[str] = frozenset()
    #: what stands before a decade that is an age: "in his 30s"
    owners: frozenset[str] = frozenset()
    #: names of months that are something else with a capital inside a sentence: "Mars"
    small: frozenset[str] = frozenset()
    #: behind a word of season that is a movement: "the fall from", where no preposition stands before
    whence: frozenset[str] = frozenset()
    #: words of a ball game, whose quarters are no months
    games: frozenset[str] = frozenset()
    #: words of a forecast, whose "40s" are degrees, and what stands before them: "in the upper 40s"
    weather: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    #: behind a part of a day or year that stands beside something else: "the night before the vote"
    beside: frozenset[str] = frozenset()
    #: prepositions after which four digits are a year, whatever follows
    dated: frozenset[str] = frozenset()
    #: a word with a capital inside a sentence is a name; not where all nouns have one
    capitals_name: bool = False
    #: every noun has a capital
    nouns_capital: bool = False
    #: verbs stand behind what they govern, so the clause is read on first
    verb_last: bool = False
    #: endings tell a tense in words of more letters than these
    stem: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Words and rules of one language.

    ``words`` maps a folded word to what it may be: class to value ("friday" to {"weekday": 4}).
    ``rules`` are (rule, pattern); a pattern is a row of classes and 'literal' words, ``?`` marks
    what may be missing, ``|`` alternatives, ``&`` what a word has to be besides, ``!`` before the first or the
    last atom what may not stand there.
    """

    language: str
    words: Mapping[str, Mapping[str, Any]]
    #: words that are names of times only with a capital ("May", "Sun")
    capitals: frozenset[str]
    #: names of months and days that are written with a full stop
    abbreviations: frozenset[str]
    rules: tuple[tuple[str, str], ...]
    #: (value, words): expressions whose value never changes ("recently": PAST_REF)
    fixed: tuple[tuple[str, str], ...]
    cues: Cues
    #: what is elided before another word ("l" of "l'été")
    elided: tuple[str, ...] = ()
    #: endings of words that may be joined to one another and to numbers without a space
    endings: tuple[str, ...] = ()


@cache
def vocabulary(language: str) -> Vocabulary:
    """Vocabulary of a language (ISO 639-1); the common one where there is no data file."""
    code = language.partition("-")[0].lower()
    # what is too short to tell is read as English, and what has no names of its own
    code = code if code != UNTOLD and localedata.exists(code) else "en"
    return _build(code, code if code in LANGUAGES else "common")


@cache
def zones() -> Mapping[str, int]:
    """Minutes east of Greenwich of the zones that go by letters ("KST": 540)."""
    return {name: int(minutes) for name, minutes in data.read("zones")["zones"].items()}


@cache
def seasonal_zones() -> Mapping[str, str]:
    """IANA names of the zones whose letters leave summer time open ("ET")."""
    return {str(name): str(zone) for name, zone in data.read("zones")["seasonal"].items()}


WIDTHS = ("wide", "abbreviated")


@cache
def month_names(language: str, widths: tuple[str, ...] = WIDTHS) -> Mapping[str, int]:
    """CLDR's names of the months, without full stops, to 1..12."""
    return _names(language, "months", widths)


@cache
def weekday_names(language: str, widths: tuple[str, ...] = WIDTHS) -> Mapping[str, int]:
    """CLDR's names of the days, without full stops, Monday = 0."""
    return _names(language, "days", widths)


def _names(language: str, what: str, widths: tuple[str, ...]) -> dict[str, int]:
    if not localedata.exists(language):
        return {}
    table = getattr(Locale.parse(language), what)
    return {
        name.lower().rstrip("."): number
        for context in ("format", "stand-alone")
        for width in widths
        for number, name in table[context][width].items()
    }


def _build(language: str, file: str) -> Vocabulary:
    known = data.read(f"moments_{file}")
    words: dict[str, dict[str, Any]] = {}
    widths = tuple(known.get("widths", WIDTHS))
    classes = {"month": month_names(language, widths), "weekday": weekday_names(language, widths)}
    for kind, table in (*classes.items(), *known["classes"].items()):
        _enter(words, kind, table)
    lettered: dict[str, int | str] = {**zones(), **seasonal_zones()}
    _enter(words, "zone", {name.lower(): where for name, where in lettered.items()})
    wide = {**month_names(language, ("wide",)), **weekday_names(language, ("wide",))}
    named = {word for word, kinds in words.items() if kinds.keys() & {"month", "weekday"}}
    cut = {*month_names(language, widths), *weekday_names(language, widths)} - wide.keys()
    cut |= {word for word in named - wide.keys() if any(w.startswith(word) for w in wide)}
    if known.get("joins_parts"):
        days = {**weekday_names(language), **known["classes"].get("weekday", {})}
        _join(words, days, known["classes"]["part"])
    return Vocabulary(
        language=language,
        words=words,
        capitals=frozenset(known["capitals"]) | frozenset(z.lower() for z in lettered),
        abbreviations=frozenset(cut),
        rules=tuple((rule, p) for rule, patterns in known["rules"].items() for p in patterns),
        fixed=tuple((value, w) for value, rows in known["fixed"].items() for w in rows),
        cues=_cues(known["cues"]),
        elided=tuple(known.get("elided", ())),
        endings=tuple(known.get("endings", ())),
    )


def _enter(words: dict[str, dict[str, Any]], kind: str, table: Mapping[str, Any]) -> None:
    for word, value in table.items():
        words.setdefault(word, {})[kind] = value


def _join(words: dict[str, dict[str, Any]], days: Iterable[str], parts: Mapping[str, str]) -> None:
    # German writes the day and its part as one word: "Montagabend"
    for day in days:
        for part, value in parts.items():
            words.setdefault(day + part, {})["weekday_part"] = (words[day]["weekday"], value)


def _cues(table: Mapping[str, Any]) -> Cues:
    given: dict[str, Any] = {
        name: tuple(value) if name.endswith("_endings") else frozenset(value)
        for name, value in table.items()
        if isinstance(value, list)
    }
    given["mastheads"] = frozenset(data.read("names")["names"]["mastheads"].split())
    settings = {name: value for name, value in table.items() if not isinstance(value, list)}
    return Cues(**given, **settings)
