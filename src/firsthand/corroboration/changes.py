"""What two tellings of one claim have different: doubt, voices, numbers, days, words."""

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from firsthand.corroboration.rewording import reworded
from firsthand.corroboration.slots import are_apart
from firsthand.corroboration.voices import voice_key
from firsthand.records import Article, Moment, Quantity, Report, Voice
from firsthand.text.numbers import compatible
from firsthand.text.words import forms, words

#: names that agree so far (percent) are spellings of one
SPELLING = 85
#: marks with which a quotation begins
OPENING = frozenset('"“„«‘')
#: letters of a short form, at most
MOST_INITIALS = 6
#: how firmly a stance gives a claim to the reader
FIRMNESS = {"certain": 3, "probable": 2, "possible": 1, "unconfirmed": 0}

#: a text, and where in it
_Place = tuple[str, int, int]


def changes(
    before: Report, after: Report, articles: Mapping[str, Article]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the kind of each change, with both wordings as they stand in the articles."""
    shown = (_hedge(before, articles), _hedge(after, articles))
    if any(shown) and "denied" in {before.stance, after.stance} and before.stance != after.stance:
        yield "denial", shown
    elif any(shown) and FIRMNESS.get(before.stance, 3) != FIRMNESS.get(after.stance, 3):
        yield "hedge", shown
    # whom a retelling names beyond its source is its own knowledge, and no change to what it took over
    one_voice = is_one_chain(before.chain, after.chain) or _is_named_there(before, after)
    if before.chain and not one_voice:
        yield "attribution", (_voices(before), _voices(after))
    yield from retold(before, after)
    told = [*shown, *(moment.text for moment in (*before.times, *after.times))]
    yield from _reworded(
        before, after, articles, frozenset(form for said in told for form in forms(said))
    )


def retold(before: Report, after: Report) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield those of the changes that are of a number or a day."""
    yield from _recounted(before.values, after.values)
    yield from _redated(before.when, after.when)


def _reworded(
    before: Report, after: Report, articles: Mapping[str, Article], told: frozenset[str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Report words put for others, a name for a name; those of a hedge aside that is told already."""
    one_place = _own_place(before, after, articles)
    other_place = _own_place(after, before, articles)
    one_forms, other_forms = forms(_told(one_place)), forms(_told(other_place))
    if one_forms == other_forms:
        return
    verbs = before.proposition.predicate, after.proposition.predicate
    for one, other in reworded(one_forms, other_forms, told, verbs):
        sides = (before, one_forms[slice(*one)]), (after, other_forms[slice(*other)])
        named = {_names(report).issuperset(put) for report, put in sides if put}
        if len(named) == 1:
            told_as = _written(one_place, one), _written(other_place, other)
            if _is_short_for(*told_as) or _is_short_for(*reversed(told_as)):
                continue
            yield "name" if True in named else "word", told_as


def _told(place: _Place) -> str:
    text, start, stop = place
    return text[start:stop]


def _written(place: _Place, some: tuple[int, int]) -> str:
    """Some words of a place as they stand in the text."""
    found = words(*place)[slice(*some)]
    return place[0][found[0].start : found[-1].stop] if found else ""


def _hedge(report: Report, articles: Mapping[str, Article]) -> str:
    """Return the words that show the stance; empty where it is given flatly."""
    text = articles[report.article].text
    return " ".join(text[start:stop] for start, stop in report.stance_words)


def is_one_chain(mine: Sequence[Voice], theirs: Sequence[Voice]) -> bool:
    """Whether two chains are of the same voices, by shorter or longer names."""
    if len(mine) != len(theirs):
        return False
    keys = ((voice_key(a), voice_key(b)) for a, b in zip(mine, theirs, strict=True))
    return all(a <= b or b <= a for a, b in keys) or _spells_alike(mine, theirs)


def _is_named_there(before: Report, after: Report) -> bool:
    """Whether one names who is only described in the other, beside words that both quote."""
    if not (before.quote and after.quote) or len(before.chain) != len(after.chain):
        return False
    pairs = zip(before.chain, after.chain, strict=True)
    return all(_is_described(one) and not _is_described(other) for one, other in pairs)


def _is_described(voice: Voice) -> bool:
    """Whether it is called by what it is ("the girl's mother"), and not by its name."""
    return voice.name.rpartition(" ")[2].islower()


def _spells_alike(mine: Sequence[Voice], theirs: Sequence[Voice]) -> bool:
    pairs = zip(mine, theirs, strict=True)
    return all(
        fuzz.ratio(a.name.lower(), b.name.lower()) >= SPELLING
        or _is_short_for(a.name, b.name)
        or _is_short_for(b.name, a.name)
        for a, b in pairs
    )


def _is_short_for(short: str, name: str) -> bool:
    """Whether capitals stand for a name: its initials, or letters of it in order ("VA", "Virginia")."""
    letters = short.replace(".", "")
    if not letters.isupper() or not 1 < len(letters) <= MOST_INITIALS:
        return False
    initials = "".join(word[0] for word in forms(name))
    if letters.lower() in {initials, initials.removeprefix("t")}:
        return True
    rest = iter(name.lower())
    alike = name[:1] == letters[0] and " " not in name
    return alike and all(letter in rest for letter in letters.lower())


def _voices(report: Report) -> str:
    return " > ".join(voice.name for voice in report.chain)


def _recounted(
    before: Sequence[Quantity], after: Sequence[Quantity]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Report a number in place of another of one unit, or without its bound ("up to 30", "30").

    Another unit, another rounding or another word for what is counted is none.
    """
    for one in before:
        for other in after:
            bound = one.number == other.number and (one.low, one.high) != (other.low, other.high)
            alone = all(one.number != q.number for q in after) and all(
                other.number != q.number for q in before
            )
            if one.unit == other.unit and (bound or (alone and not compatible(one, other))):
                yield "number", (one.text, other.text)
                return


def _redated(
    before: Sequence[Moment], after: Sequence[Moment]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Report a day or hour in place of another; one told more or less closely is none."""
    apart = [(one, other) for one in before for other in after if are_apart(one, other)]
    if apart and len(apart) == len(before) * len(after):
        yield "date", (apart[0][0].text, apart[0][1].text)


def _own_place(report: Report, other: Report, articles: Mapping[str, Article]) -> _Place:
    """Place of the clause; of one that quotes in part what the other quotes, of the quotation."""
    text, start, stop = articles[report.article].text, report.start, report.stop
    if other.quote and not report.quote:
        marks = [i for i in range(start, stop) if text[i] in OPENING]
        start = marks[0] if marks else start
    return text, start, stop


def _names(report: Report) -> set[str]:
    return {form for name in report.proposition.names for form in forms(name)}
