"""A story as a page shows it: everything that HTML and Markdown print, and nothing of either."""

from dataclasses import dataclass

from firsthand.records import Article, Primary, Voice
from firsthand.serve import drawing, tree
from firsthand.serve.chips import Chip
from firsthand.serve.reasons import Open
from firsthand.serve.spans import Words
from firsthand.serve.texts import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A range of origins in words, the number apart from what it counts."""

    number: str
    noun: str
    #: the number as it is read aloud
    aloud: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who vouches, how surely, in which reports."""

    stance: str
    #: nearest voice to farthest; empty is the outlet's own voice
    voices: tuple[Voice, ...]
    outlet: str
    firsthand: bool
    chips: tuple[Chip, ...]
    #: chips left out
    further: int
    #: first | inner | last of the ways that lead to one origin, "alone", or "" where there is one way
    bracket: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words of one report."""

    chip: Chip
    outlet: str
    when: str
    words: Words
    said: Said
    #: the voice's words where they stand in another sentence
    named: Words | None
    #: where the report stands with its owner
    url: str | None
    #: further reports with the same words
    same: int
    #: where the report stands ("ARTICLE:START-STOP")
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What was changed on the way: both wordings, as stored spans where they can be found."""

    chip: Chip | None
    before: Words | str
    after: Words | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A claim."""

    id: str
    number: int
    anchor: str
    count: Count
    reports: str
    words: Words
    href: str | None
    tags: tuple[str, ...]
    said: tuple[Said, ...]
    #: ways left out
    more_said: int
    #: empty where the claim is only listed
    told: tuple[Told, ...]
    #: reports whose words are left out
    more_told: int
    #: by whom it was corrected, and when
    corrected: tuple[str, ...]
    #: reasons of the range, each begun by the range
    notes: tuple[str, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """What leads to a claim from where it is told: its words, what stands behind it, its place."""

    id: str
    anchor: str
    words: Words
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One side of a difference."""

    value: Words | str
    when: str
    count: str
    said: tuple[Said, ...]
    #: ways left out
    more_said: int
    quotes: tuple[tuple[Words, Chip], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    kind: str
    #: the words of the first side, before and after where the sides differ
    shared: tuple[Words, ...]
    #: whether a gap stands between (or behind) the shared words
    gap: bool
    answers: tuple[Answer, ...]
    verdict: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An expectation."""

    words: Words
    said: tuple[Said, ...]
    #: those left out
    more_said: int
    when: str
    outcome: str
    #: the words of later reports that decide it
    decided: tuple[tuple[Words, Chip], ...]
    chips: tuple[Chip, ...]
    further: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A lane of the timeline."""

    chips: tuple[Chip, ...]
    words: Words | None
    label: str
    when: str
    #: None where the time lies outside the axis or is not known
    lane: drawing.Lane | None
    ink: str
    #: whether a time outside the axis is known, and lies before it
    dated: bool = False
    before: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    head: str
    rows: tuple[Row, ...]
    hidden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    period: str
    #: labels stand in the middle of a day
    daily: bool
    grid: tuple[drawing.Line, ...]
    labels: tuple[drawing.Label, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A row of the lineage."""

    node: drawing.Node
    anchor: str
    ink: str
    text: tree.Row
    #: when it was published; empty where that is not known
    when: str
    href: str | None
    #: whose title the row shows
    article: Article | None
    title: str
    turns: tuple[Turn, ...]
    why: tuple[str, ...]
    #: the mark of the text above
    under: str
    #: id of the text above, if it was collected and this row is of one text
    upstream: str
    #: by whom its links were corrected, and when
    corrected: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article in full, with where it comes from."""

    chip: Chip
    anchor: str
    article: Article
    #: its first words, for one without a title
    opening: Words
    source: str
    outlet: str
    when: str
    #: where that is from
    dated: str
    language: str
    url: str | None
    primary: tuple[Primary, ...]
    #: the way back of each primary source
    paths: tuple[tuple[Chip, ...], ...]
    #: None where nothing of the text may be shown
    blocks: tuple[Block, ...] | None
    #: whether the blocks are all of the text
    whole: bool
    #: what its owner says of its use
    reserved: tuple[str, ...]
    #: chips and ink of each block
    gutters: tuple[tuple[tuple[Chip, ...], str], ...]
    #: who says what in each block: each way with the claims that it tells there
    margins: tuple[tuple[tuple[Said, tuple[Pointer, ...]], ...], ...]
    #: what each block changed of the text above
    turns: tuple[tuple[Turn, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    chip: Chip
    name: str
    lost: bool
    chips: tuple[Chip, ...]
    further: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A related story."""

    label: str
    #: whose headline it bears; None for a story that is not read here
    article: Article | None
    title: str
    #: None where it is not on the page
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One story of a page."""

    prefix: str
    #: its id
    story: str
    #: the article whose headline the story bears
    article: Article
    title: str
    kicker: str
    count: str
    families: tuple[Family, ...]
    more_families: int
    notes: tuple[str, ...]
    nearest: tuple[tuple[Chip, str], ...]
    open: tuple[tuple[Open, tuple[Chip, ...], Words | None], ...]
    #: what reports differ in, in short: its kind, and the values told or the words denied
    apart: tuple[tuple[str, tuple[Words, ...]], ...]
    claims: tuple[Item, ...]
    listed: tuple[Item, ...]
    more_claims: int
    #: why there is no claim, said where there is none
    claimless: str
    questions: tuple[Difference, ...]
    more_questions: int
    #: what was found in checking the reports: of which it holds, and the id of another story
    remarks: tuple[tuple[tuple[Chip, ...], str, str | None], ...]
    more_remarks: int
    expected: tuple[Due, ...]
    more_expected: int
    timeline: Timeline | None
    lineage: tuple[Branch, ...]
    more_lineage: int
    texts: tuple[Text, ...]
    more_texts: int
    #: by whom the story was corrected, and when
    corrected: tuple[str, ...]
    #: names of the texts that chips lead to, by their address
    names: tuple[tuple[str, str], ...]
    #: address of every text in this story
    anchors: dict[str, str]
    related: tuple[Chapter, ...]
