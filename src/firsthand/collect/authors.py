"""Who signed an article: names out of bylines in a text, and out of what a page or feed says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from firsthand.collect.datelines import EMAIL
from firsthand.lexicon import furniture, gazetteer, places
from firsthand.records import Outlet

#: a person's name has so many words; longer "names" are sentences
_NAME_WORDS = (1, 6)
#: longer lines are no bylines, and so many names sign no article
_MAX_LINE, _MAX_NAMES = 600, 40
#: as feeds and machines write a name behind its address: "ada@post.example (Ada Moor)"
_SIGNED = re.compile(rf"{EMAIL.pattern}\s?\(([^()]{{2,60}})\)")
_ADDRESS = re.compile(r"https?://\S+|\bwww\.\S+|(?<!\w)@\w+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MARKS = r"[,|;&–—•·、，；]|\s[-/+]\s|\n"
_SLASH = re.compile(r"(?<=\w{2})/(?=[A-ZÀ-Þ])")


def people(lines: Sequence[str], house: Outlet | None) -> tuple[str, ...]:
    """Names of people out of bylines of a text: without "by", addresses, dates, houses, offices."""
    names = (name for line in lines for name in _pieces(line) if _is_person(name, house))
    return tuple(dict.fromkeys(names))


def named(names: Sequence[str], house: Outlet | None) -> tuple[str, ...]:
    """Names as a page or feed gives them, one each or several in a line.

    A name that stands by itself is believed, be it that of an agency or of the outlet; of several
    in one line the people are taken.
    """
    found: dict[str, str] = {}
    for name in (x for line in names[:_MAX_NAMES] for x in _split(line, house)):
        found.setdefault(_letters(name), name)
    return tuple(found.values())


def _split(line: str, house: Outlet | None) -> Iterator[str]:
    pieces = list(_pieces(line))
    if len(pieces) == 1:
        yield from (name for name in pieces if _is_named(name))
        return
    found = [name for name in pieces if _is_person(name, house)]
    whole = _bare(line)
    if found or len(whole.split()) > _NAME_WORDS[1]:
        yield from found
    elif pieces and not any(c.isdigit() for c in whole):
        yield whole


def _pieces(line: str) -> Iterator[str]:
    """Names in a line that stand side by side."""
    whole = _SLASH.sub(" / ", _bare(line))
    for piece in _joints().split(whole):
        name = _without_office(_unled(" ".join(piece.split())).strip(" .:*"))
        if name:
            yield name


def _bare(line: str) -> str:
    """A line without the word for "by", addresses and what stands in brackets."""
    kept = _unled(_SIGNED.sub(r" \1 ", " ".join(line[:_MAX_LINE].split())))
    # what one leaves may be another's: brackets within brackets, addresses side by side
    while (rest := _unaddressed(kept)) != kept:
        kept = rest
    return kept


def _unaddressed(line: str) -> str:
    for pattern in (_BRACKETS, EMAIL, _ADDRESS):
        line = pattern.sub(" ", line)
    return _unled(" ".join(line.split()))


def _unled(words: str) -> str:
    """Words without those for "by" before them, however often, and without marks around them."""
    kept = words.strip(" .,:;|*")
    while (rest := _lead().sub("", kept).strip(" .,:;|*")) != kept:
        kept = rest
    return kept


@cache
def _lead() -> re.Pattern[str]:
    listed = sorted(furniture.load().words["by"], key=len, reverse=True)
    return re.compile(rf"^(?:{'|'.join(map(re.escape, listed))})(?:\s*:|\s)\s*", re.IGNORECASE)


@cache
def _joints() -> re.Pattern[str]:
    words = "|".join(sorted(furniture.load().words["join"], key=len, reverse=True))
    by = "|".join(sorted(furniture.load().words["by"], key=len, reverse=True))
    return re.compile(rf"{_MARKS}|\s(?:{words})(?:\s(?:{by}))?\s")


def _without_office(name: str) -> str:
    """A name without the word for its office after it, in languages that write it so."""
    words = name.split()
    offices = furniture.load().words["office"]
    while len(words) > 1 and words[-1].lower() in offices:
        words.pop()
    return " ".join(words)


def _is_named(name: str) -> bool:
    """Whether a name may stand by itself: letters, few words, not only the word for an office."""
    words = furniture.load().words
    parts = name.lower().split()
    return (
        any(c.isalpha() for c in name)
        and _NAME_WORDS[0] <= len(parts) <= _NAME_WORDS[1]
        and not re.search(r"\d{3}", name)
        and not all(part.strip(".") in words["nobody"] for part in parts)
    )


def _is_person(name: str, house: Outlet | None) -> bool:
    known = gazetteer.load()
    words = furniture.load().words
    return (
        _is_name(name, words)
        and not (house is not None and is_house(name, [house.name]))
        and known.named(name) is None
        and not known.find(name)
        and name.lower() not in places.load()
    )


def _is_name(name: str, words: Mapping[str, frozenset[str]]) -> bool:
    parts = name.split()
    if not _NAME_WORDS[0] <= len(parts) <= _NAME_WORDS[1] or any(c.isdigit() for c in name):
        return False
    if not any(c.isalpha() for c in name):
        return False
    offices = words["byline"] | words["date"] | words["nobody"]
    return any(not p[:1].islower() and p.lower() not in offices for p in parts) and not all(
        p.lower().strip(".") in offices for p in parts
    )


def is_signature(line: str) -> bool:
    """Whether a line holds names of people and nothing that reads otherwise ("More by the author").

    A single word may be anything, but for one among other names or in a script without spaces.
    """
    small = furniture.load().words["byline"]
    pieces = list(_pieces(line))
    return (
        any(_is_person(name, None) for name in pieces)
        and any(" " in name or not name.isascii() for name in pieces)
        and all(":" not in name and _is_capital(name, small) for name in pieces)
    )


def _is_capital(name: str, small: frozenset[str]) -> bool:
    return all(w[0].isupper() or not w[0].isascii() or w.lower() in small for w in name.split())


def is_open(words: str, *, first: bool = False) -> bool:
    """Whether a byline goes on after ``words``, or with ``first`` is gone on with by them."""
    listed = furniture.load().words
    edge = words.split()[0 if first else -1].lower().strip(":")
    mark = words[0] if first else words[-1]
    return mark in ",;/|&:" or edge in listed["join"] or (not first and edge in listed["by"])


def is_house(name: str, houses: Sequence[str]) -> bool:
    """Whether a name is that of one of the houses, up to "The", a suffix or the end of its host."""
    wanted = _letters(name)
    return any(
        min(len(wanted), len(letters)) > 2
        and (wanted.startswith(letters) or letters.startswith(wanted))
        for letters in map(_letters, houses)
    )


def _letters(name: str) -> str:
    return re.sub(r"^the\s|^www\.|[\W_]", "", name.lower().strip())
