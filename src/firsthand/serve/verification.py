"""Checking a text against its sources: whether each quotation stands where it is said to stand.

A briefing is checked in full: quotations by their places, firsthand's own sentences and its list of
sources by making them anew; what cites nothing does not hold. Of any other text the quotations are
looked for, in the source that its line names if it names one, else in all. Compared are the words,
folded; marks, case and spacing do not count. What is cited with its place has to stand there.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from firsthand.reading import Reading
from firsthand.records import Article
from firsthand.serve.briefing import Quote, Statement, compose
from firsthand.serve.words import say
from firsthand.text.quotes import quoted
from firsthand.text.words import words

HOLDS, ABSENT, ELSEWHERE = "holds", "not in the source", "in another source"
#: in the source that is cited, but not where
MOVED = "at another place"
#: it cites a place and quotes nothing of it, so that nobody can compare
UNQUOTED = "quotes nothing"
#: quotations of fewer words that cite nothing are mostly names and turns of phrase
FEWEST = 3
#: characters of a text that is checked
MOST = 2_000_000
#: "[A2:120-164]", "[A2:title]", "[c-0123456789abcdef]", "[story-0123456789ab]"
_CITED = re.compile(
    r"\[(?:([^\s\[\]:]{1,200}):(?:(\d{1,9})-(\d{1,9})|title)|((?:c|story)-[0-9a-f]{8,40}))\]"
)
#: "- A2 `id` · outlet, …" in the list of sources
_SOURCE = re.compile(r"^[-* \t]{0,20}([A-Z]{1,3}\d{0,5}) `?([^`\n]{1,500}?)`? · ", re.MULTILINE)
_ESCAPED = re.compile(r"\\([^\w\s])")
_GAP = re.compile(r"\[?(?:…|\.\.\.)\]?")
#: "[M]ilitia", and words that who quotes put in or in the place of others
_LETTER = re.compile(r"\[(\w)\](?=\w)")
_INSERTED = re.compile(r"\[[^\[\]]{0,200}\]|…|\.\.\.")
#: what Markdown sets around words, and quotations leave behind
_BARE = " -#*\t()“”"
#: lines over which a quotation may run
_WRAPPED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One quotation or sentence, and whether it holds."""

    text: str
    #: as the text cites it; empty where it cites nothing
    cited: str
    #: holds | at another place | not in the source | in another source | quotes nothing
    verdict: str
    #: (article, start, stop) of the words that were found; of a title and a sentence none
    found: tuple[str, int, int] | None = None


def verify(text: str, readings: Sequence[Reading]) -> list[Checked]:
    """Check what a text quotes and cites against the articles of ``readings``, in its order."""
    return list(_Check(plain(text), readings).all())


class _Check:
    def __init__(self, text: str, readings: Sequence[Reading]) -> None:
        self.text = text
        articles = (article for reading in readings for article in reading.articles)
        self.shelf = {article.id: _Shelved(article) for article in articles}
        named = {mark: name for mark, name in _SOURCE.findall(text) if name in self.shelf}
        self.named = {**{name: name for name in self.shelf}, **named}
        self.readings = readings
        #: it cites claims or stories: it is a briefing, or means to be one
        self.is_brief = any(one.group(4) for one in _CITED.finditer(text))
        #: what the briefings say, by what they say it of
        self.told: dict[str, set[str]] = defaultdict(set)
        for one in readings if self.is_brief else ():
            for basis, forms in _statements(one):
                self.told[basis].add(forms)

    def all(self) -> Iterator[Checked]:
        """Check line by line: what stands before a citation is what it cites."""
        for line in _lines(self.text):
            if source := _SOURCE.match(line):
                yield from self.listed(line, source)
                continue
            at = 0
            for citation in _CITED.finditer(line):
                yield from self.cited(line[at : citation.start()], citation)
                at = citation.end()
            yield from self.uncited(line[at:])

    def listed(self, line: str, source: re.Match[str]) -> Iterator[Checked]:
        """Check what a briefing says of a source; an address behind it is not read."""
        name, said = source.group(2), _forms(line[source.end() :])
        known = self.told.get(name, ())
        if self.is_brief and not any(f"{said} ".startswith(f"{told} ") for told in known):
            yield Checked(text=line.strip(_BARE), cited=source.group(1), verdict=ABSENT)

    def cited(self, words_before: str, citation: re.Match[str]) -> Iterator[Checked]:
        mark, start, stop, basis = citation.groups()
        cited = citation.group()[1:-1]
        bare = words_before.strip(_BARE)
        if basis:
            yield Checked(text=bare, cited=cited, verdict=self.retold(bare, basis))
            return
        source = self.shelf.get(self.named.get(mark, ""))
        if start is None:
            told = source is not None and _forms(source.article.title or "") == _forms(bare)
            yield Checked(text=bare, cited=cited, verdict=HOLDS if told else ABSENT)
            return
        at, around = 0, ""
        for begin, end in quoted(words_before):
            quote = words_before[begin:end]
            place = (int(start), int(stop))
            yield self.checked(quote, cited, [source] if source else [], place)
            at, around = end, around + words_before[at:begin]
        beside = around + words_before[at:]
        if _forms(beside) and (self.is_brief or at == 0):
            verdict = ABSENT if at else UNQUOTED
            yield Checked(text=beside.strip(_BARE), cited=cited, verdict=verdict)

    def uncited(self, line: str) -> Iterator[Checked]:
        """Check quotations that cite nothing; a source that the line names counts as cited.

        In a briefing nothing does, but its headings.
        """
        bare = line.strip(_BARE)
        if self.is_brief:
            if _forms(bare) and _forms(bare) not in self.told[""]:
                yield Checked(text=bare, cited="", verdict=ABSENT)
            return
        quotes = [line[begin:end] for begin, end in quoted(line)]
        quotes = [quote for quote in quotes if len(words(quote)) >= FEWEST]
        sources = self.sources(line) if quotes else []
        cited = ", ".join(dict.fromkeys(s.article.outlet.name for s in sources if s.article.outlet))
        for quote in quotes:
            yield self.checked(quote, cited, sources or list(self.shelf.values()))

    def sources(self, line: str) -> list["_Shelved"]:
        """Find the articles of outlets that a line names."""
        outlets = ((one, one.article.outlet) for one in self.shelf.values())
        return [one for one, outlet in outlets if outlet and outlet.name in line]

    def checked(
        self, quote: str, cited: str, sources: Sequence["_Shelved"],
        place: tuple[int, int] | None = None,
    ) -> Checked:  # fmt: skip
        for source in sources:
            if place and (there := source.find_at(quote, place)):
                found = (source.article.id, *there)
                return Checked(text=quote, cited=cited, verdict=HOLDS, found=found)
        here = MOVED if place else HOLDS
        for verdict, shelf in ((here, sources), (ELSEWHERE, self.shelf.values())):
            for source in shelf:
                if where := source.find(quote):
                    found = (source.article.id, *where)
                    return Checked(text=quote, cited=cited, verdict=verdict, found=found)
        return Checked(text=quote, cited=cited, verdict=ABSENT)

    def retold(self, sentence: str, basis: str) -> str:
        """Compare a sentence of firsthand's with those that its claim or story gives now."""
        forms = _forms(sentence)
        if forms in self.told.get(basis, ()):
            return HOLDS
        return ELSEWHERE if any(forms in told for told in self.told.values()) else ABSENT


class _Shelved:
    """An article with its words in one string, made when it is first searched."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._places: list[tuple[int, int]] = []
        self._joined: str | None = None

    def find(self, quote: str) -> tuple[int, int] | None:
        """Find the words of a quotation, in order; gaps ("…") may stand for others.

        So may words in brackets that are not found with the rest.
        """
        quote = _LETTER.sub(r"\1", quote)
        found = self._find(_GAP.split(quote))
        return found or (self._find(_INSERTED.split(quote)) if "[" in quote else None)

    def find_at(self, quote: str, place: tuple[int, int]) -> tuple[int, int] | None:
        """Find the words of a quotation between two places."""
        part = _Shelved(replace(self.article, text=self.article.text[slice(*place)]))
        found = part.find(quote)
        return (place[0] + found[0], place[0] + found[1]) if found else None

    def _find(self, pieces: Iterable[str]) -> tuple[int, int] | None:
        if self._joined is None:
            found = words(self.article.text)
            self._places = [(word.start, word.stop) for word in found]
            self._joined = f" {' '.join(word.form for word in found)} "
        at, first, last = 0, -1, -1
        for piece in pieces:
            forms = _forms(piece)
            if not forms:
                continue
            at = self._joined.find(f" {forms} ", at)
            if at < 0:
                return None
            begin = self._joined.count(" ", 0, at)
            last = begin + forms.count(" ")
            first = begin if first < 0 else first
            at += len(forms)
        return (self._places[first][0], self._places[last][1]) if first >= 0 else None


def _statements(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield what the briefings of a reading say of a claim, a story, a source, or (headings) of none."""
    yield from (("", _forms(say(key))) for key in ("brief.sources", "brief.words"))
    for story in reading.stories:
        brief = compose(reading, story)
        if isinstance(brief.title, str):
            yield "", _forms(brief.title)
        yield from (("", _forms(head)) for head, _ in brief.sections)
        yield from (
            (source.article.id, _forms(f"{source.about} {source.title}"))
            for source in brief.sources
        )
        lines: Iterable[Quote | Statement] = (
            *brief.head, *(one for _, told in brief.sections for line in told for one in line.pieces),
        )  # fmt: skip
        yield from ((one.basis, _forms(one.text)) for one in lines if isinstance(one, Statement))


def quotations(text: str) -> list[str]:
    """Return what a text quotes, short turns of phrase left out."""
    held = plain(text)
    found = (held[start:stop] for start, stop in quoted(held))
    return [quote for quote in found if len(words(quote)) >= FEWEST]


def stories(text: str) -> list[str]:
    """Return the ids of the stories that a text cites."""
    ids = (match.group(4) for match in _CITED.finditer(plain(text)))
    return [name for name in dict.fromkeys(ids) if name and name.startswith("story-")]


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text; those over which a quotation runs are one."""
    held: list[str] = []
    for line in text.split("\n"):
        held.append(line)
        told = " ".join(held)
        is_open = told.count("“") > told.count("”") or told.count('"') % 2 == 1
        if not line.strip() or not is_open or len(held) == _WRAPPED:
            yield from held if is_open else [told]
            held = []
    yield from held


def _forms(text: str) -> str:
    return " ".join(word.form for word in words(text))


# --------------------------------------------------------------------------- plain text


def plain(text: str) -> str:
    """Take the markup of HTML or Markdown off, and what is too long to be checked."""
    text = text[:MOST]
    head = text[:500].lower()
    if "<html" not in head and "<!doctype" not in head:
        return _ESCAPED.sub(r"\1", text)
    page = _Lines()
    page.feed(text)
    page.close()
    return "".join(page.found)


class _Lines(HTMLParser):
    """The text of a page, a line for each block; what stands in <q> gets quotation marks."""

    BLOCKS = frozenset("p li h1 h2 h3 h4 h5 h6 div section tr td th blockquote dt dd br".split())
    SILENT = frozenset({"style", "script", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's form
        self._silent += tag in self.SILENT
        self.found.append("\n" if tag in self.BLOCKS else "“" if tag == "q" else "")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in self.SILENT))
        self.found.append("\n" if tag in self.BLOCKS else "”" if tag == "q" else "")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(" ".join(data.split("\n")))
