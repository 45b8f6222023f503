"""What an article tells of where it comes from: its outlet, its credits, whom it names.

All of it is claimed, nothing proved: a page can print any credit. What costs time is read when
it is first asked for; most articles share words with nobody and are never asked.
"""

import re
from collections import Counter
from collections.abc import Collection
from functools import cache, cached_property, lru_cache

from firsthand.lexicon import copying
from firsthand.lexicon.gazetteer import Entry, Gazetteer
from firsthand.records import Article, Credit, Outlet
from firsthand.text.folding import fold, put_back_lookalikes
from firsthand.text.parts import body
from firsthand.text.sentences import split

_ITEMS = 3
#: Letters of a domain's word, or of a name in it, below which it tells nothing.
_LABEL = 5
_CAPITAL = re.compile(rf"\b[A-Z][a-z]{{{_LABEL - 1},20}}\b")
_CONTEXT = 60
#: Characters at the head of a body in which a dateline with its credit stands.
_HEAD = 120
#: "PLACE, March 2 (Name) -" where the name is no agency that is known.
_DATELINE = re.compile(
    r"[^\W\d_][^()\n]{1,70}\((?P<name>[^\W\d_][^()\n]{1,38})\)\s*[.:,]?\s*(?:--?|[–—])\s"
)
#: A word of a name; longer ones are no names, and each of their letters would be begun at.
_WORD = r"[A-Z][\w&’'-]{0,40}"
#: A name: words with capitals, small ones between them.
_NAME = rf"{_WORD}(?: (?:(?:of|the|and|for|in) )?{_WORD}){{0,5}}"
_NAMES = re.compile(_NAME)
#: Words of a name that are put together in all ways; longer names are titles.
_NAME_WORDS = 6
#: Letters of a host's word that may be the initials of who it belongs to.
_INITIALS = range(3, 6)
#: Parts of a host that say what kind of host it is, not whose.
_NO_HOUSE = frozenset("www com org net co news online m amp edition".split())
_PUNCTUATION = re.compile(r"[\W_]+")
_SIGNS = bytes(n for n in range(128) if not chr(n).isalnum())


def squeeze(name: str) -> str:
    """Give a name as a domain would print it: "The Harbor Wire" is "harborwire"."""
    plain = _joined(fold(name).text)
    return plain.removeprefix("the") if len(plain) > _LABEL + 2 else plain


def _joined(text: str) -> str:
    if text.isascii():  # many times faster
        return text.encode().translate(None, _SIGNS).decode()
    return _PUNCTUATION.sub("", text)


class Witness:
    """An article as a witness of its own descent. Names are those of the gazetteer.

    ``credited`` are agencies and outlets credited for the text, the most credited first, and
    ``credits`` how often the first is; ``helped`` those credited for help only. ``own_credit``
    says that the dateline credits the house that publishes the text, and nobody else is credited. ``wire``: its outlet is an agency that
    publishes its own text.
    """

    def __init__(
        self, article: Article, gazetteer: Gazetteer | None, cited: Collection[str] = ()
    ) -> None:
        self.article = article
        self._gazetteer = gazetteer
        self._cited = frozenset(cited)
        self.outlet, self.owner, self.entry = _house(article, gazetteer)
        self.keys = _keys(article.outlet, self.entry)
        if self.outlet is not None and self.entry is None:
            self.keys |= _spelled_out(article, self.keys)
        credited, helped = _credits(article, gazetteer, self.keys)
        firm = [n for n in credited if not self.is_house(n)]
        self.credited: tuple[str, ...] = tuple(firm)
        self.credits = credited[firm[0]] if firm else 0
        self.helped: tuple[str, ...] = tuple(n for n in helped if not self.is_house(n))
        self.own_credit = not firm and not helped and self._signs_its_dateline()
        self.wire = self.entry is not None and self.entry.kind == "agency" and not firm

    def _signs_its_dateline(self) -> bool:
        """Whether the dateline credits the outlet: what is sold on to others is signed so."""
        heads = [(p.start, p.stop) for p in self.article.parts if p.kind == "dateline"]
        names = [
            credit.agency
            for credit in self.article.credits
            if any(start <= credit.start < stop for start, stop in heads)
        ]
        return any(self.is_house(n) for n in (*names, _of_dateline(self.article)) if n)

    def is_house(self, name: str) -> bool:
        """Whether ``name`` is that of the outlet itself."""
        return name == self.outlet or squeeze(name) in self.keys

    def rename(self, houses: dict[str, str]) -> None:
        """Call the house and credited names by those of outlets at hand that bear them.

        One paper is "The Coast Daily" on one page and "Coast Daily" on the next.
        """
        if self.outlet is not None and self.entry is None:
            self.outlet = houses.get(squeeze(self.outlet), self.outlet)
        self.credited = tuple(dict.fromkeys(houses.get(squeeze(n), n) for n in self.credited))
        self.helped = tuple(dict.fromkeys(houses.get(squeeze(n), n) for n in self.helped))

    def names(self, other: "Witness") -> bool:
        """Whether the text names the outlet of ``other``, or its claims cite it."""
        if other.outlet is None or other.outlet == self.outlet:
            return False
        if other.outlet in self._cited:
            return True
        if other.entry is not None:
            folded = self._folded
            return any(probe in folded for probe in other.probes) and other.outlet in self.named
        long = {key for key in other.keys if len(key) >= _LABEL and key in self._run_together}
        return bool(long and long & self._mentions)

    def cites(self, other: "Witness") -> bool:
        """Whether the text says, in so many words, that it has something from ``other``."""
        if other.outlet in self._cited:
            return True
        near = {key for key in other.keys if key in self._run_together}
        return bool(near and near & self.citations)

    def carries(self, other: "Witness") -> bool:
        """Whether the outlet prints texts of ``other`` by agreement, as far as is known."""
        return self.entry is not None and other.outlet in self.entry.carries

    def leaning(self, other: "Witness") -> float:
        """Share of the sentences that say they are from ``other``, by name or as "the agency"."""
        sentences = self._sentences
        return sum(bool(keys & other.keys) for keys in sentences) / max(1, len(sentences))

    @cached_property
    def _places(self) -> tuple[tuple[int, int], ...]:
        """Sentences of the body."""
        text = self.article.text
        return tuple(place for part in body(self.article) for place in split(text, *part))

    @cached_property
    def _sentences(self) -> tuple[frozenset[str], ...]:
        """Of each sentence of the body the names, squeezed, that it is said to be from.

        "The agency" is the house that was named last.
        """
        text, last, found = self.article.text, frozenset[str](), []
        for start, stop in self._places:
            names = _cited(text[start:stop])
            medium = not names and _medium().search(text, start, stop)
            last = names or last
            found.append(last if medium else names)
        return tuple(found)

    @cached_property
    def _folded(self) -> str:
        return self.article.text.lower()

    @cached_property
    def _run_together(self) -> str:
        """The text without spaces and marks: a squeezed name that is not in it is not named."""
        return _joined(self._folded)

    @cached_property
    def probes(self) -> tuple[str, ...]:
        """One word of each form of the outlet's name; a text without any does not name it."""
        forms = (self.entry.name, *self.entry.aliases, *self.entry.short) if self.entry else ()
        return tuple({max(re.split(r"\W+", form.lower()), key=len) for form in forms})

    @cached_property
    def named(self) -> dict[str, int]:
        """Outlets and agencies that the body names, with how often."""
        found = dict.fromkeys(self._cited, 1)
        spans = body(self.article)
        for mention in self._gazetteer.find(self.article.text) if self._gazetteer else ():
            inside = any(start <= mention.start < stop for start, stop in spans)
            if inside and mention.entry.name != self.outlet:
                found[mention.entry.name] = found.get(mention.entry.name, 0) + 1
        return found

    @cached_property
    def informed(self) -> frozenset[str]:
        """Agencies that the body says to have something from: "told AFP", "AFP reported"."""
        found = self._gazetteer.find(self.article.text) if self._gazetteer else ()
        agencies = {m.entry for m in found if m.entry.kind == "agency"}
        return frozenset(
            entry.name
            for entry in agencies
            if entry.name in self.named
            and self.citations & {squeeze(n) for n in (entry.name, *entry.aliases, *entry.short)}
        )

    @cached_property
    def _mentions(self) -> frozenset[str]:
        """All names in the text, squeezed."""
        return frozenset(
            squeeze("".join(words[start:stop]))
            for match in _NAMES.finditer(self.article.text)
            for words in [re.split(r"[ ]", match.group())]
            for start in range(min(len(words), _NAME_WORDS))
            for stop in range(start + 1, min(len(words), start + _NAME_WORDS) + 1)
        )

    @cached_property
    def citations(self) -> frozenset[str]:
        """Names beside a word of reporting, squeezed; "A News" is "a", too."""
        return _cited(self.article.text)

    @cached_property
    def secondhand(self) -> bool:
        """Half of the text's sentences and more name whom they are from."""
        text = self.article.text
        named = [bool(_reported().search(text, start, stop)) for start, stop in self._places]
        return sum(named) * 2 >= max(1, len(named))

    @cached_property
    def digest(self) -> bool:
        """The page is a log or a digest of several items."""
        known = copying.load()
        lines = self.article.text.split("\n")
        heads = [self.article.title or "", *lines[:3]]
        if any(known.digest_title.search(head[:200]) for head in heads):
            return True
        short = (line for line in lines if 0 < len(line) < 30)
        return sum(bool(known.digest_item.fullmatch(line)) for line in short) >= _ITEMS

    @cached_property
    def label(self) -> str | None:
        """For an outlet that is no known medium: the telling word of its domain."""
        domain = self.article.outlet.domain if self.article.outlet and not self.entry else None
        plain = copying.load().plain_labels
        words = [
            w for w in re.split(r"[.\-/]", domain or "") if len(w) >= _LABEL and w not in plain
        ]
        return max(words, key=lambda w: (len(w), w), default=None)

    @cached_property
    def proper(self) -> frozenset[str]:
        """Words with a capital that the body has at least twice, folded."""
        found = Counter(
            word.lower()
            for start, stop in body(self.article)
            for word in _CAPITAL.findall(self.article.text, start, stop)
        )
        return frozenset(word for word, count in found.items() if count >= 2)

    @cached_property
    def withdrawn(self) -> bool:
        """The house took its text back: the status says so, or the page is now a notice of it."""
        notice = len(self.article.text) < _NOTICE and copying.load().withdrawn.search(
            self.article.text
        )
        return self.article.status in {"retracted", "removed"} or bool(notice)


#: A notice that a text was withdrawn is short.
_NOTICE = 400


def _cited(text: str) -> frozenset[str]:
    """Names beside a word of reporting, squeezed; "A News" is "a", too."""
    found = [squeeze(m.group("before") or m.group("after")) for m in _reported().finditer(text)]
    return frozenset(found) | {name.removesuffix("news") for name in found}


@cache
def _medium() -> re.Pattern[str]:
    """Match a word of reporting beside "the agency", "the newspaper", whoever that is."""
    known = copying.load()
    words, media = "|".join(sorted(known.reported)), "|".join(sorted(known.media))
    medium = rf"\b[Tt]he (?:\w{{2,12}} )?(?:{media})\b"
    return re.compile(
        rf"{medium}(?: \w{{2,12}})? (?:{words})\b|\b(?:{words}|according)(?: to| by)? {medium}"
    )


@cache
def _reported() -> re.Pattern[str]:
    words = "|".join(sorted(copying.load().reported))
    return re.compile(
        # the word itself is left for what stands behind it: "the guard told Tidewater"
        rf"(?P<before>{_NAME})(?=(?:,? which)? (?:{words})\b)"
        rf"|\b(?:{words}|[Aa]ccording)(?: to| by| in)?(?: the)? (?P<after>{_NAME})"
    )


def _house(
    article: Article, gazetteer: Gazetteer | None
) -> tuple[str | None, str | None, Entry | None]:
    outlet = article.outlet
    if outlet is None:
        return None, None, None
    entry = _entry(gazetteer, outlet.name, outlet.domain) if gazetteer is not None else None
    if entry is None:
        return outlet.name, outlet.owner, None
    return entry.name, outlet.owner or entry.owner, entry


@lru_cache(maxsize=10_000)  # outlets are few, articles many
def _entry(gazetteer: Gazetteer, name: str, domain: str | None) -> Entry | None:
    found = gazetteer.of_domain(domain) if domain else None
    return found or gazetteer.named(name)


@lru_cache(maxsize=10_000)
def _keys(outlet: Outlet | None, entry: Entry | None) -> frozenset[str]:
    """Squeezed names of the outlet: its own, those of the gazetteer, that in its domain."""
    if outlet is None:
        return frozenset()
    found = {squeeze(outlet.name)}
    host = outlet.domain or ("." in outlet.name and outlet.name) or ""
    labels = [p for p in host.lower().split(".")[:-1] if p not in _NO_HOUSE]
    if labels:
        found.add(squeeze(max(labels, key=len)))
    if entry is not None:
        found |= {squeeze(name) for name in (entry.name, *entry.aliases)}
    return frozenset(found - {""})


def _spelled_out(article: Article, keys: frozenset[str]) -> frozenset[str]:
    """Names that a page cites and whose initials are its host's: who speaks there is its house.

    So the releases of a body on its own site are known as its own, whoever prints them.
    """
    short = [key for key in keys if len(key) in _INITIALS and key.isascii() and key.isalpha()]
    found = {
        squeeze(match.group())
        for key in short
        for part in body(article)
        for match in _initialled(key).finditer(article.text, *part)
    }
    return _cited(article.text) & found if found else frozenset()


@lru_cache(maxsize=10_000)
def _initialled(letters: str) -> re.Pattern[str]:
    words = [rf"{letter.upper()}[\w’'-]{{1,30}}" for letter in letters]
    return re.compile(r"\b" + " (?:(?:of|the|and|for|in) )?".join(words) + r"\b")


def _credits(
    article: Article, gazetteer: Gazetteer | None, keys: frozenset[str]
) -> tuple[dict[str, int], list[str]]:
    """Names credited for the text, with how often, and for help; picture credits left out.

    ``keys`` are the squeezed names of the house. Where one of its people signs, and where datelines
    of several agencies stand in the text, nobody's text is printed as a whole.
    """
    known = copying.load()
    text: Counter[str] = Counter()
    helped: list[str] = []
    captions = [(p.start, p.stop) for p in article.parts if p.kind == "caption"]
    for credit in article.credits:
        if credit.stop and any(start <= credit.start < stop for start, stop in captions):
            continue
        if mixed(credit.agency):
            continue
        words = _words_of(article, credit)
        if known.picture.search(words) or "/" in _beside(article.text, credit.start, credit.stop):
            continue
        if known.help.search(words) and not _of_staff(words, credit.agency, gazetteer):
            helped.append(credit.agency)
        else:
            text[credit.agency] += 1
    if not text and (name := _of_dateline(article)):
        text[name] += 1
    if _signed_by_house(article, keys) or _of_several(article, text):
        helped, text = [*text, *helped], Counter()
    return dict(text.most_common()), [n for n in dict.fromkeys(helped) if n not in text]


def _words_of(article: Article, credit: Credit) -> str:
    """Give the words around a credit; one from outside the text stands among those of its byline."""
    if not credit.stop:
        return credit.text
    return _around(article.text, credit.start, credit.stop)


def _of_staff(words: str, agency: str, gazetteer: Gazetteer | None) -> bool:
    """Whether those who helped are the agency's own people: then they helped with its text."""
    if gazetteer is None:
        return False
    named = (
        gazetteer.credited(house)
        for place in copying.load().staff.finditer(words)
        # "the agency's business writer"
        for house in (place["house"], place["house"].rpartition(" ")[0])
    )
    return any(entry is not None and entry.name == agency for entry in named)


def _signed_by_house(article: Article, keys: frozenset[str]) -> bool:
    """Whether the byline names somebody who writes for the house that publishes the text."""
    signed = (*article.byline, *(c.text for c in article.credits if not c.stop))
    return any(
        squeeze(words[place.end() :]).startswith(key)
        for words in signed
        for place in copying.load().writes_for.finditer(words)
        for key in keys
    )


def _of_several(article: Article, credited: Collection[str]) -> bool:
    """Whether datelines of several agencies stand in the text: a page of several texts."""
    heads = [(p.start, p.stop) for p in article.parts if p.kind == "dateline"]
    named = {
        credit.agency: place
        for credit in article.credits
        if credit.agency in credited
        for place, (start, stop) in enumerate(heads)
        if start <= credit.start < stop
    }
    return len(set(named.values())) > 1


def mixed(name: str) -> bool:
    """Whether a name is written with letters of another script that look like its own."""
    return put_back_lookalikes(name) != name


def _of_dateline(article: Article) -> str | None:
    """Name in the brackets of a dateline, set apart or not, that nothing else was made of."""
    apart = (part.start for part in article.parts if part.kind == "dateline")
    start = next(apart, next((begin for begin, _ in body(article)), 0))
    match = _DATELINE.match(article.text, start, start + _HEAD)
    if match is None or mixed(match.group("name")):
        return None
    place, name = match.group()[: match.group().index("(")], match.group("name").strip()
    return name if _is_place(place) and not _is_date(name) else None


def _is_date(words: str) -> bool:
    """Whether words are a day: with a year, or a month or weekday with a number."""
    dates = copying.load().dates
    numbers = re.findall(r"\d+", words)
    named = any(word in dates for word in re.findall(r"[a-z]+", words.lower()))
    return bool(numbers) and (named or any(len(number) == len("2031") for number in numbers))


def _is_place(words: str) -> bool:
    """Whether what stands before a credit is a place, with a date perhaps: no sentence."""
    parts = [w for w in re.split(r"[\s,./]+", words) if w]
    return len(parts) <= _NAME_WORDS and all(w[0].isupper() or w[0].isdigit() for w in parts)


def _beside(text: str, start: int, stop: int) -> str:
    """Give the characters that touch a credit: a stroke makes it "agency/photographer"."""
    return text[max(0, start - 1) : start] + text[stop : stop + 1]


def _around(text: str, start: int, stop: int) -> str:
    """Give the credit with up to ``_CONTEXT`` characters of its line on either side."""
    begin = max(text.rfind("\n", 0, start) + 1, start - _CONTEXT)
    end = text.find("\n", stop)
    return text[begin : min(stop + _CONTEXT, end if end >= 0 else len(text))]
