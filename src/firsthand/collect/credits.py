"""Whom a text credits: the agency in its dateline, byline, end line or list of contributors.

"X told the agency" is no credit, it is an attribution inside the body; the name under a picture
is the picture's.
"""

import re
from collections.abc import Iterator, Sequence

from firsthand.lexicon import furniture
from firsthand.lexicon.gazetteer import Gazetteer
from firsthand.records import Credit, Part
from firsthand.text.folding import fold_words

_PAREN = re.compile(r"\(([^()\n]{2,40})\)")
_PIECE = re.compile(r"[^/,;&()|\n]+")
_LEAD = re.compile(
    r"^\W*(?:by|with|from|via|source|sources|credit|h/t|hat tip|quelle|fuente|fonte|and|und|y|the)[:\s]\W*",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"^\W*(?:sources?|via|h/t:?/?|hat tip|quellen?|fuentes?|fonte):?/?:?\s+([^\n]{2,60})",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)
#: Characters of the story that must follow a line with nothing but a name for it to be no credit of
#: the text: it is that of a picture. A site's line after the end of a text is shorter.
_STORY_GOES_ON = 150
#: Words of a name in a dateline that no gazetteer has.
_UNKNOWN_WORDS = 2
_SLUG = re.compile(r"\s+[a-z]{2,5}(?:/[a-z]{2,5})+$")


def credits(  # noqa: A001 - the word of the trade, and of the record
    text: str, parts: Sequence[Part], byline: Sequence[str], gazetteer: Gazetteer
) -> tuple[Credit, ...]:
    """Credits of a text in order, one for each agency or outlet and part.

    ``byline`` are names that stood outside the text; a credit found there has start and stop 0
    and the words of the byline as its text. A name the gazetteer does not know is kept as it
    stands where a line says "Source: ...", or in capitals in a dateline.
    """
    found = [credit for name in byline for credit in _outside(name, gazetteer)]
    before, after = 0, sum(_story(part) for part in parts)
    for part in parts:
        after -= _story(part)
        amid = bool(before) and after >= _STORY_GOES_ON
        # a house style tells the agency only where no dateline names one
        housed = any(credit.start for credit in found)
        found.extend(_inside(text, part, gazetteer, amid=amid, housed=housed))
        before += _story(part)
    seen: set[tuple[str, int]] = set()
    kept = []
    for credit in found:
        if (credit.agency, credit.start) not in seen:
            seen.add((credit.agency, credit.start))
            kept.append(credit)
    return tuple(kept)


def names_source(line: str) -> bool:
    """Whether a line says where the text comes from: "Source: ..."."""
    return _SOURCE.match(line) is not None


def _outside(name: str, gazetteer: Gazetteer) -> Iterator[Credit]:
    for start, stop, agency in _names(name, gazetteer):
        if stop > start:
            yield Credit(agency=agency, start=0, stop=0, text=name)


def _story(part: Part) -> int:
    return part.stop - part.start if part.kind == "body" else 0


def _inside(
    text: str, part: Part, gazetteer: Gazetteer, *, amid: bool, housed: bool
) -> Iterator[Credit]:
    if part.kind == "dateline":
        yield from _of_dateline(text, part, gazetteer)
    elif part.kind == "byline":
        yield from _of_words(text, part, gazetteer)
    elif part.kind == "credit":
        # a name that nobody knows stands amid a story below a chart: the data are from there
        words = text[part.start : part.stop]
        unknown = names_source(words) and not _names(words, gazetteer)
        picture = amid and (unknown or _is_bare(words, gazetteer))
        yield from () if picture else _of_credit(text, part, gazetteer, housed=housed)
    elif part.kind == "footer":
        yield from _of_copyright(text, part, gazetteer)


def _credit(text: str, start: int, stop: int, agency: str) -> Credit:
    return Credit(agency=agency, start=start, stop=stop, text=text[start:stop])


def _of_dateline(text: str, part: Part, gazetteer: Gazetteer) -> Iterator[Credit]:
    dated = any(sign.isdigit() for sign in text[part.start : part.stop])
    for paren in _PAREN.finditer(text, part.start, part.stop):
        for piece in re.finditer(r"[^/,;&]+", paren.group(1)):
            entry = gazetteer.credited(piece.group())
            known = entry.name if entry else piece.group().strip()
            last = not any(sign.isalnum() for sign in text[paren.end() : part.stop])
            if entry or _may_be_agency(known, behind=dated and last):
                yield _credit(text, paren.start(), paren.end(), known)


def _may_be_agency(name: str, *, behind: bool) -> bool:
    """Whether a name that is not known is one of an agency: in capitals, or behind place and day."""
    words = name.split()
    titled = behind and all(word[:1].isupper() for word in words)
    return len(words) <= _UNKNOWN_WORDS and (name.isupper() or titled)


def _of_words(text: str, part: Part, gazetteer: Gazetteer) -> Iterator[Credit]:
    for start, stop, agency in _names(text[part.start : part.stop], gazetteer):
        yield _credit(text, part.start + start, part.start + stop, agency)


def _of_credit(text: str, part: Part, gazetteer: Gazetteer, *, housed: bool) -> Iterator[Credit]:
    words = text[part.start : part.stop].strip()
    start = text.index(words, part.start)
    stop = start + len(words)
    named = sorted({agency for _, _, agency in _names(words, gazetteer)})
    if not named:
        source = _SOURCE.search(words)
        signed = None if housed else furniture.load().signed_by(fold_words(words))
        named = [signed] if signed else [source.group(1).strip(" .)")] if source else []
    for agency in named:
        yield _credit(text, start, stop, agency)


def _is_bare(words: str, gazetteer: Gazetteer) -> bool:
    """Whether names of agencies and outlets are all there is."""
    rest = words
    for start, stop, _ in reversed(_names(words, gazetteer)):
        rest = rest[:start] + rest[stop:]
    return len(rest) < len(words) and not any(sign.isalnum() for sign in rest)


def _of_copyright(text: str, part: Part, gazetteer: Gazetteer) -> Iterator[Credit]:
    for line in re.finditer(r"[^\n]+", text[part.start : part.stop]):
        if _COPYRIGHT.search(line.group()):
            for start, stop, entry in gazetteer.find(line.group()):
                if entry.kind == "agency":
                    begin = part.start + line.start()
                    yield _credit(text, begin + start, begin + stop, entry.name)


def _names(words: str, gazetteer: Gazetteer) -> list[tuple[int, int, str]]:
    """Places of agencies and outlets in words where a credit may stand, short forms too."""
    found = [(start, stop, entry.name) for start, stop, entry in gazetteer.find(words)]
    for piece in _PIECE.finditer(words):
        bare = _SLUG.sub("", _LEAD.sub("", piece.group())).strip(" .—–-*_[]")
        entry = gazetteer.credited(bare) if bare else None
        if entry is None:
            continue
        start = words.index(bare, piece.start())
        if not any(begin < start + len(bare) and start < end for begin, end, _ in found):
            found.append((start, start + len(bare), entry.name))
    return sorted(found)
