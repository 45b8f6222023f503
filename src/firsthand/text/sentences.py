"""Sentences of a text with their places."""

import sentencex

from firsthand.settings import DEFAULT


def split(text: str, start: int = 0, stop: int | None = None, *, language: str = "en") -> list[tuple[int, int]]:
    """Places of the sentences of ``text[start:stop]``, without the white space around them.

    A line break ends a sentence. What is longer than the settings allow is cut at white space,
    so that no later stage meets a sentence without bound.
    """
    stop = len(text) if stop is None else stop
    found: list[tuple[int, int]] = []
    line_start = start
    for line in text[start:stop].split("\n"):
        if line.strip():
            found.extend(_split_line(text, line, line_start, language))
        line_start += len(line) + 1
    return found


def _split_line(text: str, line: str, offset: int, language: str) -> list[tuple[int, int]]:
    boundaries = sentencex.get_sentence_boundaries(language, line)
    found = []
    for boundary in boundaries:
        begin, end = offset + boundary["start_index"], offset + boundary["end_index"]
        found.extend(_cut(text, *_strip(text, begin, end)))
    return [(begin, end) for begin, end in found if begin < end]


def _strip(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def _cut(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    pieces = []
    while stop - start > DEFAULT.max_sentence_characters:
        limit = start + DEFAULT.max_sentence_characters
        space = text.rfind(" ", start + 1, limit)
        end = space if space > start else limit
        pieces.append((start, end))
        start, _ = _strip(text, end, stop)
    pieces.append((start, stop))
    return pieces
