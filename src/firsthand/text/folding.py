"""Folding of text for comparison, with a map back to the stored text.

The stored text is never altered. Comparison runs on a folded form: NFKC, lower case, quotes and
dashes made plain, invisible characters dropped, letters of another script that only look like
those of their word put back. Every character of the folded form knows the place it comes from,
so whatever is found there can be shown in the words as published.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

_PLAIN = {
    **dict.fromkeys("‘’‚‛′´`ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    "…": "...",
}
#: Characters without a shape of their own: soft hyphen, zero widths, marks of direction,
#: variation selectors, tag characters. Persian and Hindi need some of them to be shown right, but
#: not to be compared.
_INVISIBLE = frozenset(
    map(
        chr,
        chain(
            (0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0xFEFF, 0x3164, 0xFFA0),
            range(0x180B, 0x1810),
            range(0x200B, 0x2010),
            range(0x202A, 0x202F),
            range(0x2060, 0x2070),
            range(0xFE00, 0xFE10),
            range(0xE0000, 0xE01F0),
        ),
    )
)
#: Letters that are drawn like a Latin one (after the confusables of Unicode TR 39, the letters of
#: living scripts only): Cyrillic, Greek, Armenian, small capitals, and single forms.
_LATIN_LOOKALIKES = dict(
    zip(
        "АВЕКМНОРСТУХІЅЈҺԌԚԜҮавекмнорстухіѕјһԁԛԝӏүАΒΕΖΗΙΚΜΝΟΡΤΥΧαβεγικνορτυχηωσΑ"
        "օսհոցզԱՕՍᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢıɑɡ",
        "ABEKMHOPCTYXISJHGQWYabekmhopctyxisjhdqwlyABEZHIKMNOPTYXabeyiknoptuxnwoA"
        "ouhngqUOUabcdefghijklmnoprstuvwyziag",
        strict=True,
    )
) | {"ν": "v", "υ": "u", "ο": "o", "ѵ": "v", "Ѵ": "V"}
_CYRILLIC_LOOKALIKES = dict(
    zip("aceopxyijsABCEHKMOPTXIJS", "асеорхуіјѕАВСЕНКМОРТХІЈЅ", strict=True)
)
_WORD = re.compile(rf"[^\W\d_](?:[{''.join(sorted(_INVISIBLE))}]*[^\W\d_])*")
_FOREIGN = re.compile("[\u0370-\u058f\u0250-\u02af\u1d00-\u1d7f\ua730-\ua7ff\u0131]")
_LATIN = re.compile("[A-Za-z]")
_BETWEEN = re.compile(r"[\W_]+")
#: Scripts whose letters carry no mark that folding must keep; one that is left after composition
#: is a stroke or a heap of them, put there against reading.
_BARE = ("LATIN", "GREEK", "CYRILLIC", "DIGIT")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``where[i]`` is the place in the stored text of folded character ``i``.

    ``where`` has one entry more than the text: the length of the stored text. ``after[i]`` is
    where what folded character ``i`` stands for ends.
    """

    text: str
    where: Sequence[int]
    after: Sequence[int]

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Place in the stored text of the folded characters ``start:stop`` (not empty)."""
        return self.where[start], self.after[stop - 1]


def fold_character(character: str) -> str:
    """Fold one character; the empty string if it is invisible."""
    if character in _INVISIBLE:
        return ""
    if character.isascii():
        return character.lower()
    plain = _PLAIN.get(character) or _enclosed(character)
    if plain is not None:
        return plain
    return "".join(_PLAIN.get(c, c) for c in unicodedata.normalize("NFKC", character)).lower()


def _enclosed(character: str) -> str | None:
    """Letter inside a filled circle or square, which NFKC leaves as it is."""
    for first in ("\U0001f150", "\U0001f170"):
        if 0 <= (place := ord(character) - ord(first)) < 26:
            return chr(ord("a") + place)
    return None


class _Table(dict[int, str]):
    """Folded form of every character met so far, as ``str.translate`` asks for it."""

    def __missing__(self, place: int) -> str:
        self[place] = fold_character(chr(place))
        return self[place]


_TABLE = _Table()


def fold(text: str) -> Folded:
    """Fold ``text`` and keep the map back. White space is left as it is."""
    count = len(text)
    if text.isascii():
        return Folded(text.lower(), range(count + 1), range(1, count + 1))
    shapes = put_back_lookalikes(text)
    odd = {c for c in set(shapes) if not c.isascii()}
    if any(map(unicodedata.combining, odd)):
        return _composed(shapes)
    folded = shapes.translate(_TABLE)
    if all(len(_TABLE[ord(c)]) == 1 for c in odd):
        return Folded(folded, range(count + 1), range(1, count + 1))
    where = [place for place, c in enumerate(shapes) for _ in _TABLE[ord(c)]]
    return Folded(folded, (*where, count), tuple(place + 1 for place in where))


def put_back_lookalikes(text: str) -> str:
    """Put letters back into the script of their word, one for one.

    A word of two scripts whose foreign letters all look like Latin ones becomes Latin, one of
    Cyrillic whose Latin letters all look Cyrillic becomes Cyrillic. In a text that is mainly
    Latin a word wholly of lookalikes counts as Latin, too. A word in one script of its own, as
    Russian is written, stays.
    """
    if not _FOREIGN.search(text):
        return text
    latin = len(_LATIN.findall(text)) * 2 > sum(map(str.isalpha, text))
    return _WORD.sub(lambda match: _one_script(match.group(), latin=latin), text)


def _one_script(word: str, *, latin: bool) -> str:
    if word.isascii() or not _FOREIGN.search(word):
        return word
    ascii_letters = [c for c in word if c.isascii()]
    foreign = [c for c in word if not c.isascii() and c not in _INVISIBLE]
    tables: list[Mapping[str, str]] = []
    if (latin or ascii_letters) and all(c in _LATIN_LOOKALIKES or _is_latin(c) for c in foreign):
        tables.append(_LATIN_LOOKALIKES)
    if ascii_letters and all(c in _CYRILLIC_LOOKALIKES for c in ascii_letters):
        tables.append(_CYRILLIC_LOOKALIKES)
    if not tables:
        return word
    table = tables[0 if latin else -1]
    return "".join(table.get(c, c) for c in word)


def _is_latin(character: str) -> bool:
    return "\u00c0" <= character <= "\u024f" or "\uff21" <= character <= "\uff5a"


def _composed(text: str) -> Folded:
    """Fold a text with combining marks: each letter with its marks is one character."""
    out: list[str] = []
    where: list[int] = []
    after: list[int] = []
    place, count = 0, len(text)
    while place < count:
        stop = place + 1
        while stop < count and (unicodedata.combining(text[stop]) or text[stop] in _INVISIBLE):
            stop += 1
        folded = _cluster(text[place:stop])
        out.append(folded)
        where.extend([place] * len(folded))
        after.extend([stop] * len(folded))
        place = stop
    where.append(count)
    return Folded("".join(out), tuple(where), tuple(after))


def _cluster(characters: str) -> str:
    """Fold a letter with the marks upon it."""
    if len(characters) == 1:
        return _TABLE[ord(characters)]
    seen = "".join(c for c in characters if c not in _INVISIBLE)
    if not seen:
        return ""
    composed = unicodedata.normalize("NFKC", seen)
    if unicodedata.name(composed[:1], "").startswith(_BARE):
        composed = "".join(c for c in composed if not unicodedata.combining(c))
    return composed.translate(_TABLE)


def fold_words(text: str) -> str:
    """Fold ``text`` without a map; runs of white space become one space."""
    return " ".join(fold(text).text.split())


def fold_letters(text: str) -> str:
    """Fold ``text`` without a map, and without all that is neither letter nor digit."""
    return letters(fold(text).text)


def letters(text: str) -> str:
    """Letters and digits of ``text``, in small letters; those of a piece of it are a piece of them."""
    return _BETWEEN.sub("", text.lower())
