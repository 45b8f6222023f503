"""The records in which the stages meet.

Everything here is frozen. Offsets are code points into ``Article.text``, which is stored as
extracted and never altered; every conclusion points at the words it rests on. Times are aware
datetimes in UTC. Vocabularies (the allowed strings of a ``kind``) stand beside their field and
are those of the public JSON form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

# --------------------------------------------------------------------------- places and times


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Some words of a text: ``text == article.text[start:stop]``."""

    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time expression, resolved against a reference as far as that is certain."""

    start: int
    stop: int
    text: str
    #: TIMEX3 value ("2023-09-10TEV", "P3D", "2023-W36"), None when it cannot be known
    value: str | None
    #: bounds of the time meant, both inclusive; None for durations and sets
    earliest: datetime | None
    latest: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit as written, and the interval that its rounding allows."""

    start: int
    stop: int
    text: str
    number: float
    #: folded unit: "km", "person", "percent", "USD", or the lemma of the counted noun ("missile")
    unit: str
    low: float
    high: float


# --------------------------------------------------------------------------- articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    name: str
    domain: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When an article was published: an interval, never a guess made to look certain."""

    #: ISO 8601 at the precision that was found ("2023-09-07", "2023-09-06T08:08"), or None
    value: str | None
    earliest: datetime | None
    latest: datetime | None
    #: metadata | dateline | byline | text | story | none
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the text by its function; the parts of an article cover its text in order."""

    #: title | body | dateline | date | byline | speaker | signature | credit | caption | teaser | form
    #: | footer
    kind: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Words by which a text credits an agency or another outlet: "(AP)", "EFE asb/bks/sc"."""

    #: canonical name from the gazetteer, or the words themselves if it is not known there
    agency: str
    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    start: int
    stop: int
    url: str
    #: source (the words around it cite it) | related | self | other
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    kind: str
    why: str
    #: the words it is about, and the other story that it names, where it is about such
    start: int | None = None
    stop: int | None = None
    story: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One version of one text."""

    id: str
    #: as the user named it: path, URL, or path#id for a line of JSON Lines
    source: str
    text: str
    title: str | None = None
    url: str | None = None
    canonical: str | None = None
    outlet: Outlet | None = None
    byline: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    #: ISO 639-1, or 639-2 where that has none; "und" when not known, "mis" when none of those that
    #: are known
    language: str = "und"
    published: Published = Published(value=None, earliest=None, latest=None, origin="none")
    #: when firsthand or the given collection first saw this version
    seen: datetime | None = None
    version_of: str | None = None
    #: live | corrected | retracted | removed | gone
    status: str = "live"
    parts: tuple[Part, ...] = ()
    links: tuple[Link, ...] = ()
    flags: tuple[Flag, ...] = ()

    @property
    def read_as(self) -> str:
        """The language that it is read as: what is too short to tell is read as English."""
        return "en" if self.language == "und" else self.language


# --------------------------------------------------------------------------- an analyst's acts

#: kinds of act on what stands in one story, on claims, and on links between texts
ACTS_ON_STORIES = frozenset({"merge", "split", "move", "pin"})
ACTS_ON_CLAIMS = frozenset({"same-claim", "not-same-claim"})
ACTS_ON_LINKS = frozenset({"not-a-copy"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What an act names: an article, or the words of a report in it."""

    #: None for one that was purged
    article: str | None
    #: place of the words; None where the whole article is meant
    start: int | None = None
    stop: int | None = None
    #: hash of the words, by which they are known again in a later version
    digest: str | None = None

    def __str__(self) -> str:
        if self.article is None:
            return "(purged)"
        return self.article if self.start is None else f"{self.article}:{self.start}-{self.stop}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a person decided where firsthand had found something else. It keeps no text of articles."""

    #: names the act; of two that contradict one another the one with the higher number counts
    number: int
    #: one of the three sets above
    kind: str
    #: what it is about: of a split the articles of the other event, of a move the article that goes
    these: tuple[Named, ...]
    #: what it is held against: the anchor first; after it others of its story (for a split all that
    #: stay), which stand in for it when it is gone
    those: tuple[Named, ...]
    #: when it was made
    at: datetime
    who: str | None = None
    why: str = ""
    undone: datetime | None = None
    undone_by: str | None = None
    undone_why: str = ""
    #: whether it decides something now
    effect: bool = False

    @property
    def standing(self) -> bool:
        return self.undone is None

    @property
    def about(self) -> str:
        """What it names, in words: ids, and places as "ARTICLE:START-STOP"."""
        anchor = str(self.those[0])
        if self.kind in {"split", "move", "pin"} and len(self.those) > 1:
            anchor += f" (and {len(self.those) - 1} more of its story)"
        if self.kind == "split":
            return f"{', '.join(map(str, self.these))} apart from {anchor}"
        return f"{self.these[0]} {'with' if self.kind in {'move', 'pin'} else 'and'} {anchor}"

    @property
    def mark(self) -> "Corrected":
        """What is left of it on what it decides."""
        return Corrected(
            act=self.kind, number=self.number, who=self.who, when=self.at, why=self.why
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The mark of an act on what it decided."""

    #: kind and number of the act
    act: str
    number: int
    who: str | None
    when: datetime
    why: str

    @property
    def said(self) -> str:
        """By whom, when and why, in words."""
        by = f"by {self.who} " if self.who else ""
        why = f": {self.why}" if self.why else ""
        return f"{by}on {self.when:%Y-%m-%d}{why}"


# --------------------------------------------------------------------------- the parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of a parsed sentence; ``start`` and ``stop`` count in the sentence."""

    text: str
    start: int
    stop: int
    lemma: str
    #: universal part of speech ("VERB") and fine tag ("VBD")
    pos: str
    tag: str
    #: dependency label of spaCy's English models ("nsubj", "ccomp") and index of the head
    dep: str
    head: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an article's body with its parse; without a model ``tokens`` is empty."""

    start: int
    stop: int
    text: str
    tokens: tuple[Token, ...] = ()


# --------------------------------------------------------------------------- lineage


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Aligned words of two articles. ``a`` is None when the upstream text was never collected."""

    a: Span | None
    b: Span
    #: verbatim | edited | paraphrase | translation | quotation | furniture
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a copy changed on the way."""

    #: number | name | date | hedge | attribution | denial | word
    kind: str
    before: str
    after: str


#: relations of a text that has another's words in its language, of a print to the text that it prints,
#: and of one that depends on another
COPYING = frozenset({"copy", "trimmed", "version", "excerpt"})
PRINTING = COPYING | {"translation"}
DEPENDING = PRINTING | {"rewrite"}
#: a text of which at least this share is an excerpt of another goes back to it: with less of it
#: (a digest, one borrowed paragraph) it is a text of its own that quotes
MUCH = 1 / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What two articles have to do with one another."""

    a: str
    b: str
    #: copy | trimmed | version | excerpt | rewrite | translation | shared_quotes | furniture |
    #: independent
    relation: str
    #: a->b | b->a | both (from a third) | unknown
    direction: str
    #: node of the third text when the direction is "both"
    upstream: str | None
    #: share of the smaller body's words that stand in aligned passages, 0..1
    coverage: float
    confidence: float
    why: tuple[str, ...]
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A text in the stemma: collected, or lost and known only by its traces."""

    id: str
    #: article | lost | document | tombstone
    kind: str
    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """A link of the stemma: words travelled from ``upstream`` to ``to``."""

    upstream: str
    to: str
    relation: str
    coverage: float
    confidence: float
    why: tuple[str, ...]
    passages: tuple[Passage, ...] = ()
    changes: tuple[Change, ...] = ()
    #: acts that part ``to`` from another article: its links were found without that one
    corrected_by: tuple[Corrected, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether a text as a whole goes back to the other, not only a part of it."""
        part = self.relation == "excerpt" and self.coverage < MUCH
        return self.relation in DEPENDING and not part


@dataclass(frozen=True, slots=True, kw_only=True)
class Primary:
    """Where an article's matter comes from, with the way there."""

    #: article | lost | agency | document | person | organisation | self | unknown
    kind: str
    name: str
    node: str | None
    url: str | None
    path: tuple[str, ...]
    coverage: float
    confidence: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why several things count as one origin."""

    members: tuple[str, ...]
    #: text | credit | attribution | owner
    because: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A count that is honest about what is not known; ``low`` may be 0."""

    low: int
    high: int
    merges: tuple[Merge, ...] = ()


# --------------------------------------------------------------------------- claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A link of an attribution chain: who vouches."""

    #: resolved within the article: "Kim Kyou-hyun" where the words are "he"
    name: str
    #: person | organisation | outlet | agency | group | document | place
    kind: str
    anonymous: bool = False
    #: the article's own words for this voice; None for an understood one
    start: int | None = None
    stop: int | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One content with its nearest source; ``chain`` runs from the nearest voice to the farthest."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    chain: tuple[Voice, ...]
    #: certain | probable | possible | unconfirmed | denied
    stance: str
    stance_words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A participant of a proposition."""

    #: subject | object | or the preposition that ties it to the predicate ("to", "in", "by")
    role: str
    #: lemma of its head noun, folded to lower case
    head: str
    #: resolved name if it is one ("Kim Jong Un"), else its words
    name: str
    #: content lemmas of the whole phrase
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """What a report asserts, in slots; passives are turned ("was hit by X" has subject X)."""

    #: lemma of the head verb (particle joined: "set out"), or of the noun if there is no verb
    predicate: str
    negated: bool
    #: past | present | future
    tense: str
    arguments: tuple[Argument, ...]
    #: content lemmas in order, names included, folded to lower case
    words: tuple[str, ...]
    #: resolved names mentioned, in order
    names: tuple[str, ...]

    def filling(self, role: str) -> tuple[Argument, ...]:
        """Participants that fill a role."""
        return tuple(argument for argument in self.arguments if argument.role == role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One assertion in one article: the clause that carries it, who vouches, how surely."""

    article: str
    start: int
    stop: int
    #: the clause stands in quotation marks
    quote: bool
    #: nearest voice to farthest; empty is the outlet's own voice
    chain: tuple[Voice, ...]
    #: certain | probable | possible | unconfirmed | denied
    stance: str
    stance_words: tuple[tuple[int, int], ...]
    firsthand: bool
    #: every time expression of its words and of the words that attribute it
    times: tuple[Moment, ...]
    values: tuple[Quantity, ...]
    proposition: Proposition
    #: place of the words that the clause says something of, where they stand outside it and it
    #: cannot be read without them ("Pell" in "Pell, who sells herring")
    lead: tuple[int, int] | None = None
    #: node of the text these words were taken over from, written by corroboration
    inherited_from: str | None = None

    @property
    def place(self) -> tuple[str, int, int]:
        """Its clause in its article: what a claim's ``text`` names."""
        return self.article, self.start, self.stop

    @property
    def when(self) -> tuple[Moment, ...]:
        """Moments of what is reported; those of ``times`` outside the clause are of the saying."""
        return tuple(m for m in self.times if self.start <= m.start and m.stop <= self.stop)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A first speaker or first observer behind a claim."""

    name: str
    kind: str
    #: indexes into the claim's reports
    reports: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """What a retelling of a claim changed against the text it goes back to."""

    #: index into the claim's reports, and the id of the article it is compared with
    report: int
    upstream: str
    #: hedge | attribution | denial | number | name | date | word
    kind: str
    #: both wordings: (earlier, later)
    words: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """A statement about the future: when it falls due, and what later reports say."""

    earliest: datetime | None
    latest: datetime | None
    #: pending | met | missed | unknown
    outcome: str
    #: (article, start, stop) of the words that decide it
    because: tuple[tuple[str, int, int], ...] = ()

    @property
    def dated(self) -> bool:
        """Whether it is known when it falls due."""
        return bool(self.earliest or self.latest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Whether two reports assert the same, and why."""

    score: float
    same: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Reports that assert the same proposition."""

    id: str
    #: (article, start, stop) of the wording that stands for the claim
    text: tuple[str, int, int]
    reports: tuple[Report, ...]
    origins: tuple[Origin, ...]
    independent_origins: Range
    drift: tuple[Drift, ...] = ()
    expectation: Expectation | None = None
    #: acts that put its reports together, or kept others out
    corrected_by: tuple[Corrected, ...] = ()

    @property
    def asserts(self) -> bool:
        """Whether a report says so, or denies it; a claim that all only leave open stands last."""
        return any(report.stance != "unconfirmed" for report in self.reports)

    @property
    def standing(self) -> tuple[int, ...]:
        """What claims are ordered by: told or left open, origins, first-hand, articles that report it.

        First-hand is here what a newsroom saw itself: of what people tell of themselves stories are full.
        """
        counted = self.independent_origins
        return (
            -self.asserts,
            -counted.low,
            -counted.high,
            -any(report.firsthand and not report.chain for report in self.reports),
            -len({report.article for report in self.reports}),
        )


#: values of sides that are named by what they do with a claim, not by words of it
ANSWERS = frozenset({"said", "denied", "doubted", "not confirmed", "seen otherwise"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One answer to a question on which reports differ."""

    #: the value in the article's words ("Tuesday", "680 kilometers"), or one of ``ANSWERS``
    value: str
    claims: tuple[str, ...]
    #: (article, start, stop)
    reports: tuple[tuple[str, int, int], ...]
    independent_origins: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """When a further side of a question was first reported, and the verdict from then on."""

    at: datetime
    #: as of ``Question``
    verdict: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Sides that cannot all hold, or seem so. Never a verdict on which side is true."""

    #: time | number | place | person | denial | unconfirmed | other
    kind: str
    #: conflict | compatible | update | tension
    verdict: str
    sides: tuple[Side, ...]
    #: why the verdict ("680 kilometers rounds to 700 kilometers")
    why: str = ""
    #: how it came about, the first time first
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An entry of the timeline: when it happened or shall happen, and who reported it first."""

    value: str
    earliest: datetime | None
    latest: datetime | None
    claim: str
    first_article: str
    first_at: datetime | None


# --------------------------------------------------------------------------- stories


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    story: str
    #: earlier | later | same_subject
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A report that was removed at its owner's request: what is left of it is its place."""

    #: the id that it had; a node of the lineage goes by it, of kind "tombstone"
    id: str
    #: whose it was: its outlet, or the site that was proved
    name: str
    #: number of the owner's request in the record of requests
    request: int
    #: when it was removed
    removed: datetime
    published: Published
    #: as that of an article; and when it was first kept
    seen: datetime | None
    kept: datetime
    #: reports of its story whose words went back to the same text as its own, removed ones too
    kin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about one event, and what firsthand found in them."""

    id: str
    #: ids, in the order of the story
    articles: tuple[str, ...]
    #: (article, text): an existing headline, chosen, never invented
    title: tuple[str, str]
    related: tuple[Related, ...] = ()
    independent_origins: Range = Range(low=0, high=0)
    claims: tuple[Claim, ...] = ()
    disagreements: tuple[Question, ...] = ()
    timeline: tuple[Event, ...] = ()
    #: acts that brought articles here, or took some away
    corrected_by: tuple[Corrected, ...] = ()
    #: reports that stood with these and were removed at their owners' requests
    removed: tuple[Removed, ...] = ()
    #: the marks ("A2") that its reports have once for all, and the letters of texts that these cite,
    #: by their ids
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stemma:
    """The lineage of some articles: nodes, links upstream to downstream, primary sources."""

    nodes: tuple[Node, ...] = ()
    links: tuple[Descent, ...] = ()
    primary: Mapping[str, tuple[Primary, ...]] = field(default_factory=dict)
