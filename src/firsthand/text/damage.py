"""Damage of encodings: quotation marks and dashes whose bytes were read as letters.

UTF-8 that somebody read as Latin-1 or Windows-1252 shows "’" as "â" and two more characters. The
stored text is never altered; what is read is a mended form with a map back.
"""

import re

from firsthand.text.folding import Folded

#: third byte of the marks of U+2013 to U+2026, as Latin-1 and as Windows-1252 show it
_LATIN = dict(zip("\x93\x94\x98\x99\x9c\x9d\xa6", "–—‘’“”…", strict=True))
_WINDOWS = dict(zip("“”˜™œ\x9d¦", "–—‘’“”…", strict=True))
_DAMAGED = re.compile(f"â(?:\x80[{''.join(_LATIN)}]|€[{''.join(_WINDOWS)}])")


def mend(text: str) -> Folded:
    """Return ``text`` with damaged marks put right, and the place each character comes from."""
    if "â" not in text or not _DAMAGED.search(text):
        return Folded(text, range(len(text) + 1), range(1, len(text) + 1))
    pieces: list[str] = []
    where: list[int] = []
    after: list[int] = []
    place = 0
    for match in (*_DAMAGED.finditer(text), None):
        stop = len(text) if match is None else match.start()
        pieces.append(text[place:stop])
        where.extend(range(place, stop))
        after.extend(range(place + 1, stop + 1))
        if match is not None:
            marks = _LATIN if match.group()[1] == "\x80" else _WINDOWS
            pieces.append(marks[match.group()[2]])
            where.append(match.start())
            after.append(match.end())
            place = match.end()
    return Folded("".join(pieces), (*where, len(text)), tuple(after))
