"""The title of a text: where it stands, and where it is said again."""

import re
from collections.abc import Sequence

from firsthand.collect import datelines
from firsthand.collect.kinds import kind
from firsthand.collect.lines import Line, make
from firsthand.collect.pages import HEADING_WORDS, Page
from firsthand.lexicon.gazetteer import Gazetteer
from firsthand.records import Part
from firsthand.text.folding import fold_words

TITLE_WORDS = 30
#: only a title of at least so many words is looked for inside other lines
REPEATED_WORDS = 5
#: an outlet that nobody knows has so many words at most; letters of a word that tell whether a text has it
SITE_WORDS = 2
STEM = 5
_SITE = re.compile(r"([^\n]{10,250}?)\s+[|–—-]\s+([^|\n]{2,40})$")


def see(page: Page) -> None:
    for index, line in enumerate(page.lines[:3]):
        pieces = datelines.header(page.text, line.start, line.stop)
        if pieces and not page.posted(line):
            page.headers[index] = pieces
            page.kinds[index] = "title"
            found = next(piece for piece in pieces if piece.kind == "title")
            page.title = page.title or page.text[found.start : found.stop].strip(" .")
    if page.title is None:
        page.title = _first_title(page)


def set_apart(page: Page) -> None:
    """Mark the lines that say the title, and set apart a title that runs into another line."""
    wanted = _bare(page.title or "")
    lines: list[Line] = []
    kinds: list[str | None] = []
    for index, line in enumerate(page.lines):
        if index in page.headers or not wanted:
            pieces = [(line, page.kinds[index])]
        elif line.folded and (
            _is_title(line.folded.strip(" .\"'"), wanted, index) or page.mark(line) == "title"
        ):
            pieces = [(line, "title")]
        else:
            pieces = _without_title(page, line)
        if index in page.headers:
            page.headers[len(lines)] = page.headers[index]
        lines.extend(piece[0] for piece in pieces)
        kinds.extend(piece[1] for piece in pieces)
    page.lines, page.kinds = lines, kinds


def _without_title(page: Page, line: Line) -> list[tuple[Line, str | None]]:
    """Pieces of a line that begins or ends with the words of the title."""
    title = (page.title or "").strip()
    size = len(title)
    if len(title.split()) < REPEATED_WORDS or len(line.text) <= size:
        return [(line, None)]
    middle = line.stop - size
    if line.text.endswith(title) and not page.text[middle - 1].isalnum():
        return [
            (make(page.text, line.start, len(page.text[:middle].rstrip())), None),
            (make(page.text, middle, line.stop), "title"),
        ]
    middle = line.start + size
    after = page.text[middle : line.stop].lstrip(" .-–—|:")
    if line.text.startswith(title) and after[:1].isupper() and not page.text[middle].isalnum():
        return [
            (make(page.text, line.start, middle), "title"),
            (make(page.text, line.stop - len(after), line.stop), None),
        ]
    return [(line, None)]


def _is_title(line: str, wanted: str, index: int) -> bool:
    """Line that is the title, or near the head the title with the site's name or cut short."""
    if line == wanted:
        return bool(line)
    near = index < 3 and len(line.split()) >= 4
    return near and (
        (line.startswith(wanted) and len(line) <= len(wanted) + 30) or wanted.startswith(line)
    )


def _bare(words: str) -> str:
    return re.sub(r"\d", "#", fold_words(words)).strip(" .\"'")


def _first_title(page: Page) -> str | None:
    for index, line in enumerate(page.lines[:4]):
        site = _without_site(page, line) if index < 2 else None
        if site:
            return site
        if kind(page, index) is not None or page.posted(line):
            continue
        after = any(
            page.paragraph(later) for later in range(index + 1, min(index + 8, len(page.lines)))
        )
        asks = line.text[-1] in "?!" and line.text[0] not in '"“‘«'
        looks = 3 <= line.words <= TITLE_WORDS and (
            not line.closed or (asks and line.words <= HEADING_WORDS)
        )
        return line.text if looks and after and not _is_dateline_only(page, line) else None
    return None


def _without_site(page: Page, line: Line) -> str | None:
    if line.words > TITLE_WORDS:
        return None
    title = without_site(line.text, page.gazetteer)
    return title if title != line.text else None


def without_site(title: str, gazetteer: Gazetteer, text: str | None = None) -> str:
    """Title without the outlet's name in "Title | Outlet" or "Title - Outlet".

    Where nobody knows the outlet, its ``text`` says nothing of it; of "Mayor resigns - police" it does.
    """
    match = _SITE.match(title)
    if match is None or len(match.group(1).split()) < REPEATED_WORDS:
        return title
    last = re.findall(r"\w+", match.group(2).casefold())
    said = r"\w{0,20}\W{1,5}".join(word[:STEM] for word in last)
    strange = (
        text is not None
        and len(last) <= SITE_WORDS
        and re.search(said, text.replace(title, "").casefold()) is None
    )
    return match.group(1) if strange or gazetteer.named(match.group(2)) is not None else title


def found(text: str, parts: Sequence[Part], gazetteer: Gazetteer) -> str | None:
    """Words of the first title among the parts, without the outlet's name; None if there is none."""
    for part in parts:
        if part.kind == "title":
            words = text[part.start : part.stop].strip().split("\n")[0].strip(" \t.")
            return without_site(words, gazetteer, text) or None
    return None


def _is_dateline_only(page: Page, line: Line) -> bool:
    found = datelines.dateline(page.text, line.start, line.stop, page.gazetteer, first=True)
    return found is not None
