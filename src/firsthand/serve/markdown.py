"""The reading as CommonMark with tables: the same sheets as the HTML page, without the drawings.

Whatever comes from outside is escaped, so that it can neither set a heading nor a link nor HTML.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from firsthand.reading import Reading
from firsthand.serve.chips import Chip
from firsthand.serve.columns import safe
from firsthand.serve.composition import compose
from firsthand.serve.page import REFUSED
from firsthand.serve.sheet import Branch, Difference, Item, Said, Sheet, Text, Turn
from firsthand.serve.spans import Words
from firsthand.serve.words import count, say

#: what means something within a line of CommonMark, or to readers that link bare addresses
_SIGNS = re.compile(r"[\\`*_\[\]<>&|#~!@]|:(?=//)|(?<=www)\.")
#: marks of a quotation within a quotation
_INNER = str.maketrans(dict.fromkeys("“„«「『", "‘") | dict.fromkeys("”»」』", "’") | {'"': "'"})
#: what means something at the beginning of a line
_OPENING = re.compile(r"^(\d{1,9})(?=[.)])|^(?=[-+=])")


def draw(reading: Reading, *, public: bool = False) -> str:
    """Draw ``reading`` as CommonMark, with pipe tables; ``public`` as for a page."""
    sheets = compose(reading, public=public)
    lines: list[str] = []
    level = 1 if len(sheets) == 1 else 2
    if not sheets:
        lines += [f"# {say('nothing.then' if reading.as_of else 'nothing')}", ""]
    elif len(sheets) > 1:
        lines += [f"# {say('page.stories', n=len(reading.stories))}", ""]
    for sheet in sheets:
        lines += _story(sheet, level)
    for refused in reading.refused[:REFUSED]:
        told = say("refused", source=refused.source, reason=refused.reason)
        lines += [f"- {escape(told)}"]
    foot = say("voices")
    lines += ["", "---", "", f"{foot} {say('page.zone')}"]
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Escape a text for the middle or the beginning of a line, and neutralise what could act."""
    text = " ".join(safe(text).split())
    return _OPENING.sub(r"\1\\", _SIGNS.sub(r"\\\g<0>", text))


# --------------------------------------------------------------------------- small things


def _quote(words: Words | str) -> str:
    if isinstance(words, str):
        return escape(words)
    if not words.text:
        return say("text.elsewhere")
    return f"“{escape(inner(words.whole))}”" + (" …" if words.cut else "")


def inner(text: str) -> str:
    """Write the quotation marks of what is quoted as those of a quotation within one."""
    return text.translate(_INNER)


def _marks(chips: Iterable[Chip], further: int = 0) -> str:
    more = [say("chip.further", n=further)] if further else []
    return " ".join([*(chip.mark for chip in chips), *more])


def _chain(said: Said) -> str:
    names = [
        say("unnamed", name=voice.name) if voice.anonymous else voice.name for voice in said.voices
    ]
    tag = f" [{say('firsthand')}]" if said.firsthand else ""
    return escape((" ← ".join(names) or said.outlet) + tag)


def _way(said: Said) -> str:
    stance = say(f"stance.{said.stance}")
    return f"*{stance}* {_chain(said)} ({_marks(said.chips, said.further)})"


def _turn(turn: Turn) -> str:
    mark = f"{turn.chip.mark}: " if turn.chip else ""
    return f"{mark}{_quote(turn.before) or '…'} → {_quote(turn.after) or '…'}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _head(level: int, key: str, rest: str = "") -> Iterator[str]:
    yield f"{'#' * level} {say(key).capitalize()}"
    yield ""
    if rest:
        yield f"*{rest}*"
        yield ""


def _more(hidden: int) -> Iterator[str]:
    if hidden:
        yield say("hidden", n=hidden)
        yield ""


# --------------------------------------------------------------------------- sections


def _story(sheet: Sheet, level: int) -> Iterator[str]:
    yield f"{'#' * level} {escape(sheet.title)}"
    yield ""
    yield f"**{sheet.count}** · {escape(sheet.kicker)}"
    yield ""
    for words in sheet.corrected:
        yield f"*{escape(words)}*"
        yield ""
    yield from _families(sheet)
    yield from _nearest(sheet)
    below = level + 1
    yield from _open(sheet, below)
    yield from _claims(sheet, below)
    yield from _questions(sheet, below)
    yield from _remarks(sheet, below)
    yield from _expected(sheet, below)
    yield from _timeline(sheet, below)
    yield from _lineage(sheet, below)
    yield from _texts(sheet, below)


def _families(sheet: Sheet) -> Iterator[str]:
    head = [say(f"origins.{key}") for key in ("letter", "name", "reports", "why")]
    rows = [
        [f.chip.mark, escape(f.name), _marks(f.chips, f.further), escape(f.why)]
        for f in sheet.families
    ]
    yield from _table(head, rows)
    yield from _more(sheet.more_families)
    for line in (*sheet.notes, *(f"{c.label}: {c.title}" for c in sheet.related)):
        yield f"- {escape(line)}"
    yield ""


def _nearest(sheet: Sheet) -> Iterator[str]:
    if sheet.nearest:
        yield f"**{say('nearest.head')}**"
        yield ""
        yield from (f"- {chip.mark} {escape(why)}" for chip, why in sheet.nearest)
        yield ""


def _open(sheet: Sheet, level: int) -> Iterator[str]:
    if sheet.open:
        yield from _head(level, "open.head")
    for line, chips, words in sheet.open:
        quoted = f": {_quote(words)}" if words else ""
        marks = f" ({_marks(chips)})" if chips else ""
        yield f"- {escape(line.lead)}{quoted}{marks}"
    yield ""


def _claims(sheet: Sheet, level: int) -> Iterator[str]:
    n = len(sheet.claims) + len(sheet.listed) + sheet.more_claims
    rest = say("claims.order", n=n) if n else sheet.claimless
    yield from _head(level, "claims.head", rest)
    for item in (*sheet.claims, *sheet.listed):
        yield from _claim(item)
    yield from _more(sheet.more_claims)


def _claim(item: Item) -> Iterator[str]:
    count = f"{item.count.number} {item.count.noun}".strip()
    tags = "".join(f" ({escape(tag)})" for tag in item.tags)
    lead = f"{item.number}. "
    under = " " * len(lead)
    yield f"{lead}**{count}**, {item.reports}: {_quote(item.words)}{tags}"
    yield from (f"{under}- {_way(said)}" for said in item.said)
    yield from (f"{under}- {escape(note)}" for note in (*item.notes, *item.corrected))
    yield from (f"{under}- {say('claim.changed')} {_turn(turn)}" for turn in item.turns)
    for told in item.told:
        yield ""
        yield f"{under}> {told.chip.mark} {escape(told.outlet)}, {told.when}: {_quote(told.words)}"
    yield ""


def _questions(sheet: Sheet, level: int) -> Iterator[str]:
    if sheet.questions:
        yield from _head(level, "differ.head", say("differ.order"))
    for question in sheet.questions:
        yield from _question(question)
    yield from _more(sheet.more_questions)


def _question(question: Difference) -> Iterator[str]:
    shared = " … ".join(escape(words.whole) for words in question.shared)
    yield f"**{question.kind}**: “{shared.strip()}”"
    yield ""
    sides = question.answers
    rows = [
        [" · ".join(filter(None, [a.count, a.when])) for a in sides],
        ["; ".join(map(_way, a.said)) for a in sides],
        ["; ".join(f"{_quote(w)} {chip.mark}" for w, chip in a.quotes) for a in sides],
    ]
    yield from _table([_quote(answer.value) for answer in sides], filter(any, rows))
    yield f"{question.verdict} {escape(question.why)}".rstrip()
    yield ""


def _remarks(sheet: Sheet, level: int) -> Iterator[str]:
    if sheet.remarks:
        yield from _head(level, "remarks.head", say("remarks.order"))
        yield from (f"- {_marks(chips)}: {escape(why)}" for chips, why, _ in sheet.remarks)
        if sheet.more_remarks:
            yield f"- {say('hidden', n=sheet.more_remarks)}"
        yield ""


def _expected(sheet: Sheet, level: int) -> Iterator[str]:
    if not sheet.expected:
        return
    yield from _head(level, "expected.head", say("expected.order"))
    head = [say(f"expected.{key}") for key in ("what", "who", "due", "outcome", "in")]
    rows = [
        [
            _quote(due.words),
            "; ".join(map(_chain, due.said)),
            due.when,
            "; ".join([due.outcome, *(f"{_quote(w)} {chip.mark}" for w, chip in due.decided)]),
            _marks(due.chips, due.further),
        ]
        for due in sheet.expected
    ]
    yield from _table(head, rows)
    yield from _more(sheet.more_expected)


def _timeline(sheet: Sheet, level: int) -> Iterator[str]:
    if sheet.timeline is None:
        return
    yield from _head(level, "timeline.head", say("timeline.order"))
    for group in sheet.timeline.groups:
        rows = [
            [
                f"{_marks(row.chips)} {_quote(row.words) if row.words else escape(row.label)}".strip(),
                row.when,
            ]
            for row in group.rows
        ]
        yield from _table([group.head, say("timeline.when")], rows)
        yield from _more(group.hidden)


def _lineage(sheet: Sheet, level: int) -> Iterator[str]:
    yield from _head(level, "lineage.head", say("lineage.order"))
    for branch in sheet.lineage:
        yield _branch(branch)
    yield ""
    yield from _more(sheet.more_lineage)


def _branch(branch: Branch) -> str:
    title = f", “{escape(branch.title)}”" if branch.title else ""
    said = [escape(branch.text.relation), *map(_turn, branch.turns), escape(branch.text.also)]
    said += map(escape, branch.corrected)
    rest = "; ".join(filter(None, said))
    when = f" ({branch.when})" if branch.when else ""
    name = f"**{escape(branch.text.mark)}** {escape(branch.text.name)}{title}"
    return f"{'  ' * branch.text.depth}- {name}{when}{': ' if rest else ''}{rest}"


def _texts(sheet: Sheet, level: int) -> Iterator[str]:
    if sheet.texts:
        yield from _head(level, "texts.head", say("texts.order"))
    for text in sheet.texts:
        yield from _text(text, level + 1)
    if sheet.more_texts:
        yield count("texts.more", sheet.more_texts)
        yield ""


def _text(text: Text, level: int) -> Iterator[str]:
    title = escape(text.article.title) if text.article.title else _quote(text.opening)
    yield f"{'#' * level} {text.chip.mark} {title}"
    yield ""
    link = f"[{say('text.page')}](<{text.url}>)" if text.url else ""
    yield " · ".join(filter(None, [escape(text.outlet), f"{text.when} ({text.dated})", link]))
    yield ""
    for source in text.primary[:2]:
        why = escape("; ".join(source.why))
        yield f"- {say('text.primary')} **{escape(source.name)}**: {why}"
    yield ""
    if text.blocks is None:
        yield say("text.removed" if text.article.status == "removed" else "text.unlisted")
        yield ""
    elif not text.whole:
        yield say("site.elsewhere")
        yield ""
    for block, (chips, _) in zip(text.blocks or (), text.gutters, strict=False):
        if block.kind == "body":
            shared = f" ({say('text.also', marks=_marks(chips))})" if chips else ""
            yield f"> {escape(block.words.text)}{shared if block.bar != 'thin' else ''}"
        else:
            kind = say("part.apart", kind=say(f"part.{block.kind}"))
            yield f"> *{kind}: {escape(block.words.text)}*"
        yield ""
