"""What an article tells of where it comes from: its outlet, its credits, whom it names."""

import re
from collections import Counter
from dataclasses import dataclass

from firsthand.lexicon.gazetteer import Entry, Gazetteer
from firsthand.records import Article
from firsthand.text.parts import body

#: Words around a credit that make it one for help, not for the text.
_HELP = re.compile(
    r"contribut|material from|information from|reporting by .{0,40} and ", re.IGNORECASE
)
#: Words around a credit that make it one for a picture.
_PICTURE = re.compile(
    r"photo|image|picture|caption|\bvia (?:ap|afp|reuters)\b|getty|/ap\b|\bap/|footage",
    re.IGNORECASE,
)
#: Headings of logs and digests: one page, many items.
_DIGEST_TITLE = re.compile(
    r"^\W*the latest\b|\bin brief\b|\blive(?: updates?| blog)?:|\bat a glance\b|\bround-?up\b|\bnews minute\b|, live:",
    re.IGNORECASE,
)
#: A line that parts two items of a log.
_ITEM_LINE = re.compile(
    r"[ \t]*(?:_{3,}|\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?|(?:noon|midnight))[ \t.]*",
    re.IGNORECASE,
)
_ITEMS = 3
#: Letters of a domain's word, or of a name in it, below which it tells nothing.
_LABEL = 5
_NO_LABELS = frozenset({"blogs", "media", "online", "press", "world", "today"})
_CAPITAL = re.compile(rf"\b[A-Z][a-z]{{{_LABEL - 1},20}}\b")
_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Witness:
    """An article as a witness of its own descent. Names are those of the gazetteer."""

    outlet: str | None
    owner: str | None
    #: agencies and outlets that are credited for the text, the most credited first
    credited: tuple[str, ...]
    #: how often the first of them is credited
    credits: int
    #: those credited for help only
    helped: tuple[str, ...]
    #: outlets and agencies the body names, with how often
    named: dict[str, int]
    digest: bool
    #: its outlet is an agency that publishes its own text
    wire: bool
    #: for an outlet that is no known medium: the first word of its domain ("harbourtrust")
    label: str | None
    #: names that the body repeats, folded
    proper: frozenset[str]


def testify(article: Article, gazetteer: Gazetteer | None) -> Witness:
    """Read the testimony of one article."""
    outlet, owner, entry = _house(article, gazetteer)
    credited, helped = _credits(article)
    firm = tuple(n for n in credited if n != outlet)
    return Witness(
        outlet,
        owner,
        firm,
        credited[firm[0]] if firm else 0,
        tuple(n for n in helped if n != outlet),
        _named(article, gazetteer, outlet),
        _digest(article),
        wire=entry is not None and entry.kind == "agency" and not firm,
        label=_label(article) if entry is None else None,
        proper=_proper(article),
    )


def _house(
    article: Article, gazetteer: Gazetteer | None
) -> tuple[str | None, str | None, Entry | None]:
    outlet = article.outlet
    if outlet is None:
        return None, None, None
    entry = None
    if gazetteer is not None:
        entry = gazetteer.of_domain(outlet.domain) if outlet.domain else None
        entry = entry or gazetteer.named(outlet.name)
    if entry is None:
        return outlet.name, outlet.owner, None
    return entry.name, outlet.owner or entry.owner, entry


def _label(article: Article) -> str | None:
    """Give the telling word of the outlet's domain: its longest."""
    domain = article.outlet.domain if article.outlet else None
    words = [
        w for w in re.split(r"[.\-/]", domain or "") if len(w) >= _LABEL and w not in _NO_LABELS
    ]
    return max(words, key=lambda w: (len(w), w), default=None)


def _proper(article: Article) -> frozenset[str]:
    """Words with a capital that the body has at least twice."""
    found = Counter(
        word.lower()
        for start, stop in body(article)
        for word in _CAPITAL.findall(article.text, start, stop)
    )
    return frozenset(word for word, count in found.items() if count >= 2)


def _credits(article: Article) -> tuple[dict[str, int], list[str]]:
    """Names credited for the text, with how often, and for help; picture credits left out."""
    text: Counter[str] = Counter()
    helped: list[str] = []
    captions = [(p.start, p.stop) for p in article.parts if p.kind == "caption"]
    for credit in article.credits:
        if any(start <= credit.start < stop for start, stop in captions):
            continue
        around = _around(article.text, credit.start, credit.stop)
        if _PICTURE.search(around) or "/" in _beside(article.text, credit.start, credit.stop):
            continue
        if _HELP.search(around):
            helped.append(credit.agency)
        else:
            text[credit.agency] += 1
    return dict(text.most_common()), [n for n in dict.fromkeys(helped) if n not in text]


def _beside(text: str, start: int, stop: int) -> str:
    """Give the characters that touch a credit: a stroke makes it "agency/photographer"."""
    return text[max(0, start - 1) : start] + text[stop : stop + 1]


def _around(text: str, start: int, stop: int) -> str:
    """Give the credit with up to ``_CONTEXT`` characters of its line on either side."""
    begin = max(text.rfind("\n", 0, start) + 1, start - _CONTEXT)
    end = text.find("\n", stop)
    return text[begin : min(stop + _CONTEXT, end if end >= 0 else len(text))]


def _named(article: Article, gazetteer: Gazetteer | None, outlet: str | None) -> dict[str, int]:
    if gazetteer is None:
        return {}
    found: dict[str, int] = {}
    spans = body(article)
    for mention in gazetteer.find(article.text):
        inside = any(start <= mention.start < stop for start, stop in spans)
        if inside and mention.entry.name != outlet:
            found[mention.entry.name] = found.get(mention.entry.name, 0) + 1
    return found


def _digest(article: Article) -> bool:
    lines = article.text.split("\n")
    heads = [article.title or "", *lines[:3]]
    if any(_DIGEST_TITLE.search(head[:200]) for head in heads):
        return True
    return sum(bool(_ITEM_LINE.fullmatch(line)) for line in lines if len(line) < 30) >= _ITEMS
