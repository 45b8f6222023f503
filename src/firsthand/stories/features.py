"""What an article is about, as weighed words: the only thing stories are made of.

Two measures are kept apart in this project: what a text is *about* (names, uncommon words,
numbers: here) and which *runs of words* it shares with another (lineage). Word order plays no
part here.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from babel import UnknownLocaleError

from firsthand.lexicon.moments import month_names, weekday_names
from firsthand.records import Article
from firsthand.stories import address
from firsthand.text.parts import body

#: words at the head of the body that count as the lead: two or three sentences of news. Of 30, 60,
#: 120 and 200 the last three do equally well on the mixed stream (B3 F1 .856, .864, .863, .864), and
#: 60 best on ECB+ (.883, .883, .878, .878)
LEAD_WORDS = 60
#: how often a word of the title, of the lead, of the rest is counted
TITLE_COUNT, LEAD_COUNT = 3, 2
#: and each naming of a day of a month. Of 0, 1 and 2 all do alike (B3 F1 of the mixed stream .879, .879,
#: .881, on Wikinews .820, .818, .818)
DATE_COUNT = 2
LONGEST_MONTH = 31
#: longest body read, in characters: about 7,000 words, more than any event report needs
MAX_CHARACTERS = 40_000
#: longest word kept; longer ones are addresses and noise
MAX_WORD = 40
#: characters of title and body that an encoder is given. Of 400, 800, 1,600 and 4,000 the longer
#: told the translations of 60 articles on four companies better from one another (pair F1 .967,
#: .963, .992, .996); encoding costs in proportion
OPENING_CHARACTERS = 2_000

#: where a day of publication stands in the text itself
PRINTED = frozenset({"byline", "dateline"})
#: a longer interval without a value begins with the last day that the text tells of, it may be decades
#: before
NARROW_DAYS = 31

_PLAIN = str.maketrans("’ʼ＇‐‑–", "'''---")
#: a word, or a mark that ends a sentence or opens a quotation
_TOKEN = re.compile(r"\w+(?:['.\-]\w+)*|[.!?:;\"“”«»\n]")
_STARTS = frozenset('.!?:;"“”«»\n')
#: scripts written without spaces: cut into pairs of characters
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class Days(NamedTuple):
    """Interval in which an article, or all of a story, was published, in days since 1970."""

    first: float
    last: float
    #: whether the text itself gives it, in all articles
    printed: bool
    #: False if an article may have been published years after the first day: it is only the last one
    #: that the text tells of
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Features:
    """Words of one article with their counts, the names and numbers among them, and its days."""

    #: folded word -> count, words of title and lead counted more
    counts: Mapping[str, int]
    #: the words written with a capital in the middle of a sentence, days and months left out
    names: frozenset[str]
    #: the words that begin with a digit
    numbers: frozenset[str]
    #: words of the title, or else of the address, or else of the first lines
    title: frozenset[str]
    #: weekdays that the body tells of, from Monday on: the k-th one mentioned counts 1/k. A unit
    #: vector, or empty. News names the day of its event first, in any language
    weekdays: tuple[float, ...]
    #: when it was published, None when not known
    days: Days | None


def read(article: Article, without: Iterable[tuple[int, int]] = ()) -> Features:
    """Features of ``article``: its title, or its address, and the body parts of its text.

    What stands in the places ``without``, which are in order, is left out.
    """
    title, _ = fold(_title(article))
    words, capitals = fold(_body(article, without))
    counts = Counter(words)
    counts.update(words[:LEAD_WORDS] * (LEAD_COUNT - 1))
    counts.update(title * TITLE_COUNT)
    calendar = _calendar(article.read_as)
    counts.update(_dates(words, calendar.months) * DATE_COUNT)
    return Features(
        counts=counts,
        names=frozenset(capitals - calendar.words),
        numbers=frozenset(word for word in counts if word[0].isdigit()),
        title=frozenset(title or words[: LEAD_WORDS // 3]),
        weekdays=_weekdays(words, calendar.weekdays),
        days=_days(article),
    )


class _Calendar(NamedTuple):
    """Names of days and months in one language."""

    #: name, the short ones too -> 1 to 12
    months: Mapping[str, int]
    #: name -> day, 0 for Monday; short forms left out, which mean other things, too
    weekdays: Mapping[str, int]
    #: all names but the short ones
    words: frozenset[str]


@cache
def _calendar(language: str) -> _Calendar:
    """Names in ``language``: none where none are known, English ones for what is no code of one."""
    try:
        months, wide = month_names(language), month_names(language, ("wide",))
        weekdays = weekday_names(language, ("wide",))
    except (UnknownLocaleError, ValueError):
        return _calendar("en")
    return _Calendar(months, weekdays, frozenset(wide) | weekdays.keys())


def _dates(words: Sequence[str], months: Mapping[str, int]) -> list[str]:
    """Days of a month that are named, each as one word, the same in every language ("8 May", "May 8")."""
    found = []
    for one, other in pairwise(words):
        month, day = (one, other) if one in months else (other, one)
        if month in months and day.isdecimal() and 1 <= int(day[:3]) <= LONGEST_MONTH:
            found.append(f"{months[month]}-{int(day)}")
    return found


def opening(article: Article) -> str:
    """Title and first lines, for an encoder."""
    title = _title(article)
    text = f"{title}. {_body(article)}" if title else _body(article)
    return " ".join(text[: 2 * OPENING_CHARACTERS].split())[:OPENING_CHARACTERS]


def _title(article: Article) -> str:
    return (article.title or "").strip() or address.words(article.url)


def _body(article: Article, without: Iterable[tuple[int, int]] = ()) -> str:
    text = article.text
    for start, stop in without:
        text = text[:start] + " " * (stop - start) + text[stop:]
    parts = "\n".join(text[start:stop] for start, stop in body(article))
    return (parts or text)[:MAX_CHARACTERS]


def fold(text: str) -> tuple[list[str], set[str]]:
    """Folded words of ``text`` in order, and those of them with a capital inside a sentence."""
    unspaced = False
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_PLAIN)
        unspaced = _UNSPACED.search(text) is not None
    words: list[str] = []
    capitals: set[str] = set()
    starts = True
    for token in _TOKEN.findall(text):
        if token in _STARTS:
            starts = True
            continue
        word = token.lower()
        if unspaced and _UNSPACED.search(token):
            words += _pairs(word)
        elif 1 < len(word) <= MAX_WORD or word.isdigit():
            word = word.removesuffix("'s")
            words.append(word)
            if not starts and token[0] != word[:1]:
                capitals.add(word)
        starts = False
    return words, capitals


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(max(1, len(run) - 1))]


def _weekdays(words: Sequence[str], known: Mapping[str, int]) -> tuple[float, ...]:
    sums = [0.0] * 7
    for place, day in enumerate((known[word] for word in words if word in known), start=1):
        sums[day] += 1.0 / place
    norm = math.sqrt(math.fsum(share * share for share in sums))
    return tuple(share / norm for share in sums) if norm else ()


def _days(article: Article) -> Days | None:
    """Interval of publication; the day of first sight where nothing is published."""
    published = article.published
    late = published.latest or article.seen
    early = published.earliest or late
    if early is None:
        return None
    first, last = _day(early), _day(late) if late else math.inf
    sure = last < math.inf and (published.value is not None or last - first <= NARROW_DAYS)
    return Days(first, last, sure and published.origin in PRINTED, sure)


def _day(moment: datetime) -> float:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.timestamp() / 86_400
