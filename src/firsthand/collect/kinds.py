"""What a single line is, as far as it shows by itself."""

import re

from firsthand.collect import datelines
from firsthand.collect.datelines import EMAIL
from firsthand.collect.lines import Line
from firsthand.collect.pages import Page
from firsthand.lexicon.gazetteer import Entry

#: a line of names with an outlet or a date is a byline among the first lines only
BYLINE_LINES = 8
BYLINE_WORDS = 25
DATE_WORDS = 14
#: captions are short paragraphs; longer "captions" were body on every page that was read
CAPTION_WORDS = 90
#: a signature in brackets, a picture's credit: a few names
SIGNATURE_WORDS = 12
_DAYS = frozenset({"updated", "yesterday", "today"})
_SLUG = re.compile(r"[a-z]{2,5}(?:[/-][a-z]{1,5}){1,5}")
_PUBLISHED = re.compile(r"\b(?:published|updated|posted)\b.*#|#.*\b(?:published|updated|posted)\b")
_END_DATE = re.compile(r"(?:[^\W\d_]{3,9}\.?\s\d{1,2},?|\d{1,2}\s[^\W\d_]{3,9}\.?,?)\s\d{4}[.)]?$")
_END_PAREN = re.compile(r"\(([^()\n]{2,60})\)\.?$")


def kind(page: Page, index: int) -> str | None:
    """Kind of a line as far as it shows by itself; None if it may be body."""
    line = page.lines[index]
    if not line.folded:
        return None
    if _is_date(page, line):
        return "date"
    if _is_byline(page, line, index):
        return "byline"
    if _is_credit(page, line):
        return "credit"
    if datelines.alone(line.text, page.gazetteer):
        return "dateline"
    rule = page.rule(line)
    if rule is not None:
        return rule.kind
    if _is_picture_credit(page, line) or _is_caption(page, line, index):
        return "caption"
    return "footer" if not any(c.isalnum() for c in line.text) else None


def _is_date(page: Page, line: Line) -> bool:
    words = re.findall(r"[^\W\d_]+", line.folded)
    listed = page.words.words["date"]
    bare = line.folded.strip(".: ")
    if line.words > DATE_WORDS or ("#" not in bare and bare not in _DAYS):
        return False
    return all(word in listed for word in words) and (
        bool(words) or bool(re.search(r"#[-/.:]#", line.folded))
    )


def _is_byline(page: Page, line: Line, index: int) -> bool:
    if line.words > BYLINE_WORDS:
        return False
    words = line.folded.split()
    by = any(line.folded.startswith(lead + " ") for lead in page.words.words["by"])
    rest = EMAIL.sub(" ", line.text)
    if by:
        after = rest.split()[1:]
        return (
            bool(after)
            and _all_names(page, " ".join(after))
            and any(w[:1].isupper() for w in after)
        )
    if EMAIL.search(line.text) and line.words <= 12:
        return True
    if index < BYLINE_LINES and _is_dated_house(page, line):
        return True
    if index >= BYLINE_LINES or line.closed:
        return False
    signed = _ends_with_house(page, line) and len(words) <= 15
    dated = bool(_PUBLISHED.search(line.folded))
    return (signed or dated) and _all_names(page, rest)


def _is_dated_house(page: Page, line: Line) -> bool:
    """Whether a line is an agency or outlet and a day: "The Harbour Agency | 3 May 2031, 7:24 a.m."."""
    if "#" not in line.folded:
        return False
    rest, houses = line.text, page.gazetteer.find(line.text)
    for mention in reversed(houses):
        rest = f"{rest[: mention.start]} {rest[mention.stop :]}"
    words = re.findall(r"[^\W\d_]+", rest.lower())
    listed = page.words.words["byline"] | page.words.words["date"] | page.words.words["by"]
    return bool(houses) and all(word in listed or word == "the" for word in words)


def _all_names(page: Page, words: str) -> bool:
    small = page.words.words["byline"] | page.words.words["date"]
    return all(
        not word[0].isalpha() or word[0].isupper() or word.lower() in small
        for word in re.findall(r"[\w'’]+", words)
    )


def _ends_with_house(page: Page, line: Line) -> bool:
    """Whether an outlet's full name ends the line after a comma: "Name Surname, Reuters"."""
    mentions = page.gazetteer.find(line.text)
    if not mentions or len(line.text) - mentions[-1].stop > 24:
        return False
    words = line.text[mentions[-1].start : mentions[-1].stop]
    before = line.text[: mentions[-1].start].rstrip()
    return (
        len(words) > 4 and len(before) > 4 and before.removesuffix("The").rstrip()[-1:] in ",|—–-"
    )


def _is_credit(page: Page, line: Line) -> bool:
    """Line of nothing but agencies ("(AFP)", "With Reuters and AP"), or an editor's slug."""
    if line.words > 10:
        return False
    rest = re.sub(r"\b[a-z]{2,4}(?:/[a-z]{2,4})+\b", " ", line.text)
    if _SLUG.fullmatch(line.text) and "/" in line.text:
        return True
    names = [
        word.strip() for word in re.split(r"[/,;&+()|]|\band\b|\bwith\b|\bWith\b|\bfrom\b", rest)
    ]
    names = [name.strip(" .—–-_*[]") for name in names]
    listed = [name for name in names if name]
    return bool(listed) and all(page.gazetteer.credited(name) is not None for name in listed)


def _is_picture_credit(page: Page, line: Line) -> bool:
    """Whether names stand beside a slash, a bar or a comma, without a full stop."""
    if line.closed or line.words > 12:
        return False
    divided = re.search(r"\S ?[/|] ?\S|\bvia\b|, (?=[A-Z]{2,5}$)", line.text)
    words = set(re.findall(r"[^\W\d_]+", line.text.lower()))
    return bool(divided) and (
        bool(words & page.words.words["pictures"])
        or bool(page.gazetteer.find(line.text))
        or _known_end(page, line)
    )


def _known_end(page: Page, line: Line) -> bool:
    return page.gazetteer.credited(re.split(r"[/|,]", line.text)[-1]) is not None


def _is_caption(page: Page, line: Line, index: int) -> bool:
    """Sentence under a picture: signed in brackets inside the article, or dated in the present."""
    if line.words > CAPTION_WORDS:
        return False
    signed = _END_PAREN.search(line.text)
    if signed and index < len(page.lines) - 2 and len(signed.group(1).split()) <= 8:
        names = re.split(r"[/,|]| via ", signed.group(1))
        found = (page.gazetteer.credited(name) for name in names if name.strip())
        if any(entry and not _spells(entry, line.text[: signed.start()]) for entry in found):
            return True
    mentions = page.gazetteer.find(line.text[-60:])
    if (
        mentions
        and mentions[-1].stop == len(line.text[-60:])
        and line.text[-60:][mentions[-1].start - 1] == "/"
    ):
        return True
    return bool(_END_DATE.search(line.text)) and shows(page, line)


def _spells(entry: Entry, before: str) -> bool:
    """Whether words end with the name of an agency: behind it a bracket gives its short name."""
    return before.rstrip().endswith((entry.name, *entry.aliases, *entry.short))


def shows(page: Page, line: Line) -> bool:
    padded = f" {line.folded} "
    return any(
        f" {phrase} " in padded or f" {phrase}," in padded for phrase in page.words.words["picture"]
    )
