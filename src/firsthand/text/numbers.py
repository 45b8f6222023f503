"""Quantities of a text: numbers with what they count and the interval their rounding allows.

"Nearly 1,700", "dozens", "between 3 and 5", "two hours and 10 minutes": each becomes a number, a
folded unit and bounds, so that two quantities can be compared. What looks like a number and counts
nothing (dates, clock times, ages set off by commas, "Boeing 737", "No. 10") is left out.

English, and German as far as its number words and hedges are listed here.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from firsthand.lexicon import quantities
from firsthand.records import Quantity

#: a hedge such as "about" allows this share to either side
ABOUT = 0.1
#: "at least n" is open; readers do not take it to mean more than twice as much
OPEN = 2.0
#: up to here people are counted, not rounded: "20 dead" is not 15 to 25
COUNTED = 100
#: what is larger counts nothing in the news, and overflows soon; a debt in rials has sixteen digits
MAX_NUMBER = 1e24
#: words looked at behind a number to find what is counted
MAX_NOUN_WORDS = 5

_KNOWN = quantities.load()
_SMALL, _TENS, _SCALE = _KNOWN.small, _KNOWN.tens, _KNOWN.scale
_VAGUE, _FRACTION, _IRREGULAR = _KNOWN.vague, _KNOWN.fraction, _KNOWN.irregular
_UNITS, _CURRENCY = _KNOWN.units, _KNOWN.currency
_STOP, _PASSED_OVER = _KNOWN.stop, _KNOWN.passed
_MONTH = "|".join(_KNOWN.months)


def _either(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in phrases)


_HEDGE = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<{kind}>{_either(words)})" for kind, words in _KNOWN.hedges.items())
    + ")"
    r"\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
_HEDGE_REACH = 24

_WORDS = "|".join(sorted({*_SMALL, *_TENS, *_SCALE, *_VAGUE, *_FRACTION}, key=len, reverse=True))
_NUMBER = re.compile(
    r"(?<![\w.,:/])(?:(?P<money>US\$|[$€£])\s?)?"
    r"(?P<figure>\d{1,3}(?:[,.\u202f]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d{1,2}(?!\d))?)(?![\d:/]|\.\d)"
    rf"|\b(?P<words>(?:{_WORDS})(?:(?:\s|-)(?:and\s|und\s)?(?:{_WORDS})){{0,5}})\b"
    r"(?P<half>[\s-]and[\s-]a[\s-]half)?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?(?:-|–|to|and|or|bis|und|oder)\s?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)
_SCALED = re.compile(rf"[\s-]({'|'.join(_SCALE)})\b", re.IGNORECASE)
_NEXT_WORD = re.compile(r"[\s-]*((?:[A-Z]\.){2,}|[^\W\d_]+(?:['’]\w+)?|%)")
_AFTER_DATE = re.compile(
    rf"\.?(?:st|nd|rd|th)?[\s-](?:{_MONTH})\b|st\b|nd\b|rd\b|th\b|\.\s?(?:{_MONTH})\b",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(rf"\b(?:{_MONTH})\.?\s(?:\d{{1,2}}\s?[-–]\s?)?$", re.IGNORECASE)
_CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|uhr\b|gmt\b|utc\b|o'clock|['’]s\b)|s\b", re.IGNORECASE)
_NAMED = re.compile(r"(?:\b[A-Z][\w'’]*[\s-]|\b(?i:no)\.\s?|#|\w-)$")
#: capitalised words before a number that do not make a name of it
_NOT_A_NAME = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|At|The|And|In|Of|But|All|With|For|Killing|Wounding|Injuring)\s$"
)
#: "one of the", "one another": a pronoun
_NO_COUNT = re.compile(r"\s(?:of|another|day)\b|[^\w\s-]|\s?$")
_AGE = re.compile(r"\s*[,)]")

#: what is measured is rounded even when small; what is counted is not
_MEASURES = frozenset({"km", "kg", "minute", "day", "year", "percent", "USD", "EUR", "GBP"})


class _Reading(NamedTuple):
    """A number on its way to a quantity."""

    start: int
    stop: int
    low: float
    high: float
    number: float
    digits: str
    money: str
    is_range: bool = False


def find(text: str, start: int = 0, stop: int | None = None) -> list[Quantity]:
    """Quantities of ``text[start:stop]``, in order; offsets count in ``text``.

    ``low`` and ``high`` hold what the wording allows: rounding by significant digits (700 is 650 to
    750), hedges ("at least" is open to the double), ranges, vague plurals ("dozens").
    """
    stop = len(text) if stop is None else stop
    readings: list[_Reading] = []
    for match in _NUMBER.finditer(text, start, stop):
        reading = _read(text, match, stop)
        if (
            reading
            and reading.number < MAX_NUMBER
            and (not readings or reading.start >= readings[-1].stop)
        ):
            readings.append(reading)
    quantities = [_finish(text, reading, start, stop) for reading in _join_ranges(text, readings)]
    return _join_parts(text, [quantity for quantity in quantities if quantity])


def compatible(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities of one unit can both hold: their intervals meet."""
    return a.low <= b.high and b.low <= a.high


# --------------------------------------------------------------------------- the number


def _read(text: str, match: re.Match[str], stop: int) -> _Reading | None:
    figure, words = match.group("figure"), match.group("words")
    if figure is not None:
        return _read_figure(text, match, figure, stop)
    low, high, number = _value_of_words(words.lower())
    if not number or (number == 1 and _NO_COUNT.match(text, match.end())):
        return None
    if match.group("half"):
        low, high, number = number + 0.5, number + 0.5, number + 0.5
    return _Reading(match.start(), match.end(), low, high, number, "", "")


def _read_figure(text: str, match: re.Match[str], figure: str, stop: int) -> _Reading | None:
    begin, end = match.start(), match.end()
    money = match.group("money") or ""
    if not money and _counts_nothing(text, begin, end, figure):
        return None
    number = float(_plain(figure))
    scaled = _SCALED.match(text, end, stop)
    if scaled:
        number *= _SCALE[scaled.group(1).lower()]
        end = scaled.end()
    half = _half_step(figure, 1.0 if not scaled else number / (float(_plain(figure)) or 1.0))
    return _Reading(begin, end, number - half, number + half, number, figure, money)


def _plain(figure: str) -> str:
    if re.fullmatch(r"\d{1,3}(?:[,.\u202f]\d{3})+(?:\.\d+)?", figure):
        head, dot, tail = figure.rpartition(".")
        if dot and len(tail) != 3:
            return re.sub(r"\D", "", head) + "." + tail
        return re.sub(r"\D", "", figure)
    return figure.replace(",", ".")


def _half_step(figure: str, scale: float) -> float:
    """Half of the last significant digit's worth; 0 for an integer without trailing zeros."""
    plain = _plain(figure)
    if "." in plain:
        return 0.5 * scale * 10.0 ** -len(plain.rpartition(".")[2])
    zeros = len(plain) - len(plain.rstrip("0"))
    if zeros == 0:
        return 0.5 * scale if scale > 1 else 0.0
    # two digits are meant at most to be kept: 2,000 is seldom 1,500 to 2,500
    return 0.5 * scale * 10.0 ** min(zeros, max(1, len(plain) - 1))


def _counts_nothing(text: str, begin: int, end: int, figure: str) -> bool:
    before, after = text[max(0, begin - 24) : begin], text[end : end + 16]
    if _AFTER_DATE.match(after) or _BEFORE_DATE.search(before) or _CLOCK.match(after):
        return True
    if re.fullmatch(r"\d+", figure):
        if len(figure) == 4 and 1500 <= int(figure) <= 2100 and not _HEDGE.search(before):
            return True
        if len(figure) > 4 and figure.startswith("0"):
            return True
        if _AGE.match(after) and before.endswith(", "):
            return True
    is_name = _NAMED.search(before) and not _NOT_A_NAME.search(before) and "," not in figure
    return bool(is_name and not _HEDGE.search(before))


def _value_of_words(words: str) -> tuple[float, float, float]:
    """Bounds and value of number words; zeros when they are no number."""
    tokens = [token for token in re.split(r"[\s-]+", words) if token not in {"and", "und"}]
    if tokens[0] in _VAGUE:
        low, high = _VAGUE[tokens[0]]
        return low, high, low
    if tokens[-1] in _FRACTION:
        share = _FRACTION[tokens[-1]] * (_SMALL.get(tokens[0], 1) if len(tokens) > 1 else 1)
        return 0.9 * share, 1.1 * share, share
    total, current = 0.0, 0.0
    for token in tokens:
        if token in _SMALL or token in _TENS:
            current += _SMALL.get(token, _TENS.get(token, 0))
        elif token in _SCALE:
            current = (current or 1) * _SCALE[token]
            if _SCALE[token] >= 1e3:
                total, current = total + current, 0.0
    value = total + current
    return value, value, value


# --------------------------------------------------------------------------- hedges, units, joins


def _join_ranges(text: str, readings: list[_Reading]) -> list[_Reading]:
    """Make one of "between 3 and 5", "3 to 5", "1,500-1,800"."""
    joined: list[_Reading] = []
    for reading in readings:
        last = joined[-1] if joined else None
        if last and _is_range(text, last, reading):
            low, high = last.number, reading.number
            joined[-1] = reading._replace(
                start=last.start,
                low=low,
                high=high,
                number=(low + high) / 2,
                is_range=True,
                money=last.money,
            )
        else:
            joined.append(reading)
    return joined


def _is_range(text: str, a: _Reading, b: _Reading) -> bool:
    between = text[a.stop : b.start]
    if len(between) > 5 or a.number >= b.number or not _RANGE.fullmatch(between):
        return False
    if _FROM.search(text[max(0, a.start - 6) : a.start]):
        return False  # "from 246 to 961" is a change
    if "and" in between or "und" in between:
        return bool(
            re.search(
                r"\b(?:between|zwischen)\s(?:about\s)?$",
                text[max(0, a.start - 16) : a.start],
                re.IGNORECASE,
            )
        )
    return True


def _finish(text: str, reading: _Reading, start: int, stop: int) -> Quantity | None:
    unit, factor, end = _unit(text, reading, stop)
    if not reading.digits and not unit and not _is_hedged(text, reading.start):
        return None
    is_fraction = (
        not reading.digits and reading.low != reading.high and reading.number in _FRACTION.values()
    )
    if is_fraction:
        if text[reading.start : reading.stop].lower().endswith("half") and unit == "minute":
            reading = reading._replace(low=0.5, high=0.5, number=0.5)
        else:
            unit, factor = "percent", 1.0
    low, high = reading.low, reading.high
    if (
        reading.digits
        and not reading.is_range
        and unit not in _MEASURES
        and reading.number <= COUNTED
    ):
        low = high = reading.number
    if low == high and unit in _MEASURES and reading.digits:
        low, high = low - 0.5, high + 0.5
    begin, low, high = _hedge(text, reading, start, low, high)
    return Quantity(
        start=begin, stop=end, text=text[begin:end], number=reading.number * factor, unit=unit,
        low=low * factor, high=high * factor,
    )  # fmt: skip


def _is_hedged(text: str, place: int) -> bool:
    return bool(_HEDGE.search(text[max(0, place - _HEDGE_REACH) : place]))


def _hedge(
    text: str, reading: _Reading, start: int, low: float, high: float
) -> tuple[int, float, float]:
    offset = max(start, reading.start - _HEDGE_REACH)
    match = _HEDGE.search(text[offset : reading.start])
    if not match:
        return reading.start, low, high
    number = reading.number
    begin = offset + match.start()
    if match.group("least"):
        return begin, number, max(high, number * OPEN)
    if match.group("most"):
        return begin, min(low, number / OPEN), number
    if match.group("nearly"):
        return begin, number * (1 - ABOUT), number
    return begin, min(low, number * (1 - ABOUT)), max(high, number * (1 + ABOUT))


def _unit(text: str, reading: _Reading, stop: int) -> tuple[str, float, int]:
    """Folded unit, factor, and where the quantity's words end."""
    if reading.money:
        return _CURRENCY[reading.money.upper()], 1.0, reading.stop
    noun, end = "", reading.stop
    place = reading.stop
    for _ in range(MAX_NOUN_WORDS):
        match = _NEXT_WORD.match(text, place, stop)
        if not match:
            break
        word = match.group(1)
        place = match.end()
        folded = _fold_noun(word)
        if folded in _UNITS or word == "%":
            name, factor = _UNITS[folded]
            return _aged(text, place, name), factor, place
        if word.lower() == "per" and text[place : place + 5].lower() == " cent":
            return "percent", 1.0, place + 5
        if not noun and word.lower() in _PASSED_OVER:
            continue
        if word.lower() in _STOP:
            break
        noun, end = folded, place
        if (_looks_plural(word) and not _plural_follows(text, place, stop)) or (
            reading.number == 1 and not word[0].isupper()
        ):
            break
    return noun, 1.0, end


def _aged(text: str, place: int, unit: str) -> str:
    """A "16-year-old" has an age; that is another unit than a span of years."""
    return "age" if unit == "year" and re.match(r"[\s-]olds?\b", text[place : place + 6]) else unit


def _plural_follows(text: str, place: int, stop: int) -> bool:
    """Tell "customs officers" from "officers": another plural stands right behind."""
    match = _NEXT_WORD.match(text, place, stop)
    if not match or match.start() == match.start(1):
        return False
    word = match.group(1).lower()
    return (
        word not in _STOP
        and word not in _IRREGULAR
        and _looks_plural(word)
        and text[place : match.start(1)] == " "
    )


def _looks_plural(word: str) -> bool:
    lower = word.lower()
    return lower in _IRREGULAR or (
        len(lower) > 3
        and lower.endswith("s")
        and not lower.endswith(("ss", "us", "is", "'s", "’s"))
    )


def _fold_noun(word: str) -> str:
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if not _looks_plural(lower):
        return lower
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zes")):
        return lower[:-2]
    return lower[:-1]


def _join_parts(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Make one of "nine minutes and 46 seconds"."""
    joined: list[Quantity] = []
    for quantity in quantities:
        last = joined[-1] if joined else None
        between = text[last.stop : quantity.start] if last else ""
        if (
            last
            and between in {" ", " and ", ", "}
            and last.unit == quantity.unit == "minute"
            and quantity.number < last.number
        ):
            joined[-1] = replace(
                last, stop=quantity.stop, text=text[last.start : quantity.stop],
                number=last.number + quantity.number, low=last.low + quantity.low, high=last.high + quantity.high,
            )  # fmt: skip
        else:
            joined.append(quantity)
    return joined
