"""Small marks as HTML: words, chips, chains. A page has thousands, so functions write them.

A ``q`` or ``.w`` holds a stored span and nothing else: its place stands in ``data-a``. Whatever
comes from outside is neutralised and escaped here, as the templates do it for all else.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from markupsafe import Markup, escape

from firsthand.records import Article, Voice
from firsthand.serve.chips import Chip
from firsthand.serve.columns import safe
from firsthand.serve.drawing import Line
from firsthand.serve.sheet import Count, Said
from firsthand.serve.spans import Piece, Words
from firsthand.serve.words import say

#: what means something in HTML
_MEANT = re.compile("[&<>\"']")
#: class of what a piece is marked as, in their order; a voice is a <mark>
_CLASSES = {"hedge": "h", "aside": "o", "dateline": "dl", "same": "t", "changed": "wv"}


class Marks:
    """The small marks of one page: ``place`` and ``titled`` say where words and titles stand."""

    def __init__(
        self, place: Callable[[Words], str], titled: Callable[[Article, str], str]
    ) -> None:
        self._place = place
        self._titled = titled

    def at(self, words: Words) -> Markup:
        """Write the attributes of a stored span: its place, its language, its direction."""
        return _html(self._at(words))

    def _at(self, words: Words) -> str:
        return f"{_data(self._place(words))}{_language(words.language)}"

    def named(self, article: Article, title: str) -> Markup:
        """Write the attributes of a title."""
        return _html(f"{_data(self._titled(article, title))}{_language(article.language)}")

    def pieces(self, words: Words, prefix: str = "") -> Markup:
        """Write words with what is marked in them; with ``prefix`` their anchors, too."""
        return _html(_pieces(words, prefix))

    def about(self, words: Words) -> Markup:
        """Write in brackets the words that others are about."""
        return _html(self._about(words))

    def _about(self, words: Words) -> str:
        if words.lead is None:
            return ""
        cut = " …" if words.lead.cut else ""
        return f'[<span class="w" {self._at(words.lead)}>{_pieces(words.lead)}</span>{cut}] '

    def q(self, words: Words) -> Markup:
        """Write a quotation, or that its words stand with their owner."""
        if not any(piece.text and not piece.text.isspace() for piece in words.pieces):
            return _html(f'<span class="q3">{_said("text.elsewhere")}</span>')
        cut = " …" if words.cut else ""
        return _html(f"{self._about(words)}<q {self._at(words)}>{_pieces(words)}</q>{cut}")

    def published(self, words: Words | str) -> Markup:
        """Write a value: words if it is a stored span, else as firsthand says it."""
        if not isinstance(words, str):
            return self.q(words)
        return _html(f"<bdi>{_escaped(words)}</bdi>" if words else "")

    def chip(self, chip: Chip) -> Markup:
        """Write the mark of a text."""
        return _html(_chip(chip))

    def chips(self, chips: Iterable[Chip], further: int = 0) -> Markup:
        """Write the marks of several texts, and how many more there are."""
        return _html(_chips(chips, further))

    def stance(self, stance: str) -> Markup:
        """Write how surely a source speaks."""
        return _html(_stance(stance))

    def chain(self, said: Said) -> Markup:
        """Write who says so, the nearest voice first."""
        return _html(_chain(said))

    def voice(self, voice: Voice) -> Markup:
        """Write one voice, and whether it is not named."""
        return _html(_voice(voice))

    def ways(self, ways: Iterable[Said], further: int = 0, href: str = "") -> Markup:
        """Write by which ways a claim is told, and how many more there are, which stand at ``href``."""
        return _html(f'<ul class="ways">{"".join(_ways(ways, further, href))}</ul>')

    def by(self, ways: Iterable[Said], further: int = 0) -> Markup:
        """Write the same in lines of their own, for a claim that is only listed."""
        lines = [
            f'<p class="by">{_stance(said.stance)} · {_chain(said)} '
            f"{_chips(said.chips, said.further)}</p>"
            for said in ways
        ]
        return _html("".join(lines) + (_further("p", "by q3", further) if further else ""))

    def counted(self, count: Count, reports: str) -> Markup:
        """Write a range of origins, and of how many reports."""
        number = _escaped(count.number)
        if count.aloud != count.number:
            spoken = f'<span class="vh">{_escaped(count.aloud)}</span>'
            number = f'<span aria-hidden="true">{number}</span>{spoken}'
        noun, told = _escaped(count.noun), _escaped(reports)
        return _html(f'<p class="n"><b>{number}</b> <span>{noun}</span> <span>{told}</span></p>')

    def line(self, line: Line) -> Markup:
        """Write a line of a drawing."""
        return _html(
            f'<line class="{line.ink}" x1="{line.x1}" x2="{line.x2}" '
            f'y1="{line.y1}" y2="{line.y2}"/>'
        )


def _chip(chip: Chip) -> str:
    css = f"sig {chip.ink} lost" if chip.lost else f"sig {chip.ink}"
    if not chip.href:
        return f'<span class="{css}">{chip.mark}</span>'
    label = f' aria-labelledby="{chip.label}"' if chip.label else ""
    return f'<a class="{css}" href="{_escaped(chip.href)}"{label}>{chip.mark}</a>'


def _chips(chips: Iterable[Chip], further: int) -> str:
    shown = "".join([f"{_chip(chip)} " for chip in chips])
    return shown + (_further("span", "q3 small", further) if further else "")


@cache
def _stance(stance: str) -> str:
    return f'<span class="st {stance}">{_said(f"stance.{stance}")}</span>'


def _chain(said: Said) -> str:
    arrow = '<span class="ar" aria-hidden="true"> ← </span>'
    between = f'{arrow}<span class="vh">{_said("citing")}</span>'
    voices = between.join(map(_voice, said.voices)) or f"<bdi>{_escaped(said.outlet)}</bdi>"
    tag = f' <span class="tag">{_said("firsthand")}</span>' if said.firsthand else ""
    return voices + tag


def _ways(ways: Iterable[Said], further: int, href: str) -> Iterator[str]:
    for said in ways:
        css = f' class="br {said.bracket}"' if said.bracket else ""
        joined = said.bracket in {"inner", "last"}
        note = f'<span class="vh"> ({_said("origin.joined")})</span>' if joined else ""
        yield (
            f'<li{css}>{_stance(said.stance)}<span class="ch">{_chain(said)}{note}</span>'
            f'<span class="sigs">{_chips(said.chips, said.further)}</span></li>'
        )
    if further and href:
        told = _escaped(say("chip.further", n=further))
        yield f'<li class="small"><a href="{_escaped(href)}">{told}</a></li>'
    elif further:
        yield _further("li", "q3 small", further)


def _pieces(words: Words, prefix: str = "") -> str:
    return "".join([_piece(piece, prefix) for piece in words.pieces])


def _piece(piece: Piece, prefix: str) -> str:
    text = _escaped(piece.text)
    if not piece.kinds and not piece.anchors:
        return text
    css = " ".join(name for kind, name in _CLASSES.items() if kind in piece.kinds)
    attributes = f' id="{prefix}-{piece.anchors[0]}"' if prefix and piece.anchors else ""
    attributes += f' class="{css}"' if css else ""
    if "voice" in piece.kinds:
        return f"<mark{attributes}>{text}</mark>"
    return f"<span{attributes}>{text}</span>" if attributes else text


def _voice(voice: Voice) -> str:
    if not voice.anonymous:
        return f"<bdi>{_escaped(voice.name)}</bdi>"
    return f'<bdi class="nn">{_escaped(voice.name)}</bdi><span class="vh"> ({_said("notnamed")})</span>'


def _data(place: str) -> str:
    return f'data-a="{_escaped(place)}"'


def _language(code: str) -> str:
    """Write the language of published words, if it is another than the page's, and their direction."""
    named = "" if code == "und" else _escaped(code)
    return ' dir="auto"' if code == "en" else f' lang="{named}" dir="auto"'


def _further(tag: str, css: str, n: int) -> str:
    return f'<{tag} class="{css}">{_escaped(say("chip.further", n=n))}</{tag}>'


@cache
def _said(key: str) -> str:
    return _escaped(say(key))


def _html(written: str) -> Markup:
    return Markup(written)  # noqa: S704 -- all that comes from outside was escaped on the way


def _escaped(text: str) -> str:
    text = safe(text)
    # most hold nothing that has to be escaped
    return str(escape(text)) if _MEANT.search(text) else text
