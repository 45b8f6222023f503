"""Which of the times that reports give is that of the thing they tell."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import accumulate
from typing import TypeAlias

from firsthand.lexicon import wordings
from firsthand.records import Article, Moment, Report
from firsthand.text.words import forms, words

#: words from "since" to what it is said of: "since last year" gives the time of the thing itself
_BESIDE = 2
#: characters before and behind a time in which the word stands that makes it part of a name
_REACH = 24
#: a shorter beginning of a verb is that of many words
_SHORTEST = 3
#: words before "since" among which one says that there was none since
_SUPERLATIVE = 8
#: behind a mark the clause goes on, and the time is its own
_PAUSE = re.compile(r"[,;:—–]| - ")
#: what stands between times of one row
_LISTED = re.compile(r",? ?(?:and|or|&)? ?|/")
_DASHES = frozenset("-–—")
#: a year, a month, a season
_COARSE = re.compile(r"\d{3,4}(-(\d\d|SP|SU|FA|WI))?")
_OWNED = re.compile(r"['’]s? $")
_Bounds: TypeAlias = tuple[datetime, datetime]


def own(report: Report, article: Article) -> list[Moment]:
    """Return the times of what a report tells, those of other things left out.

    "The 2016 law" is no thing of 2016, what is so "since the flood in May" none of May, and what was
    told to be so "until Friday" did not happen then. "Between May 3 and May 5" is one time.
    """
    if not report.when:
        return []
    clause = _Clause(report, article)
    return [time for time, head in clause.times() if not clause.is_foreign(head)]


def leading(report: Report, article: Article) -> list[Moment]:
    """Return those of ``own`` that date nothing within the report: "the plan he made on Monday"."""
    if not report.when:
        return []
    clause = _Clause(report, article)
    return [
        time
        for time, head in clause.times()
        if not (clause.hangs(head) or clause.is_foreign(head) or has(head, article.text))
    ]


def given(report: Report, article: Article) -> list[Moment]:
    """Return all times that a report gives, from a beginning to an end as one."""
    return list(_Clause(report, article).ranges()) if len(report.when) > 1 else list(report.when)


def lasts(report: Report, article: Article, earliest: datetime, latest: datetime) -> bool:
    """Whether a report tells of something that went on from one time to another.

    "From Monday to Wednesday" it did; "between Monday and Wednesday" it may have been a moment.
    """
    clause = _Clause(report, article)
    bounds = (earliest, latest)
    return any(
        (one.earliest, one.latest) == bounds and clause.stretches(one) for one in clause.ranges()
    )


class _Clause:
    """The words of a report, and what ties its times to them; each is looked up in a logarithm."""

    def __init__(self, report: Report, article: Article) -> None:
        from firsthand.lexicon.moments import vocabulary  # noqa: PLC0415 - start-up time

        self.report, self.text = report, article.text
        self.lists = wordings.load()
        self.words = words(article.text, report.start, report.stop)
        self.starts = [word.start for word in self.words]
        pauses = _PAUSE.finditer(article.text, report.start, report.stop)
        self.pauses = [pause.start() for pause in pauses]
        self.foregoing = self._last(self.lists["foregoing"])
        self.subordinate = self._last(self.lists["subordinate"])
        cues = vocabulary(article.language).cues
        self.told = self._last(cues.past, cues.past_endings)
        self.verb = self._predicate()
        arguments = report.proposition.arguments
        self.held = _bare(word for one in arguments for word in (one.head, *one.words))

    def _last(self, ties: frozenset[str], endings: tuple[str, ...] = ()) -> list[int]:
        """For each number of words the last of so many that is one of ``ties``, or ends so; -1 for none."""
        placed = (
            at if word.form in ties or word.form.endswith(endings) else -1
            for at, word in enumerate(self.words)
        )  # fmt: skip
        return list(accumulate(placed, max, initial=-1))

    def times(self) -> Iterator[tuple[Moment, Moment]]:
        """Yield the times, those of a range as one, each with the first of its row ("in May, June and July")."""
        head: Moment | None = None
        before: Moment | None = None
        for moment in self.ranges():
            between = self.text[before.stop : moment.start] if before else "."
            if head is None or self._counts(moment) or not _LISTED.fullmatch(between):
                head = moment
            before = moment
            yield moment, head

    def ranges(self) -> Iterator[Moment]:
        """Yield the times, the ends of a range as one."""
        held: Moment | None = None
        for moment in self.report.when:
            if held and self._is_range(held, moment):
                held = replace(
                    held, stop=moment.stop, text=self.text[held.start : moment.stop], latest=moment.latest
                )  # fmt: skip
                continue
            if held:
                yield held
            held = moment
        if held:
            yield held

    def _is_range(self, one: Moment, other: Moment) -> bool:
        """Whether two times are the ends of one: "between May 3 and May 5", "on Friday or Saturday"."""
        at = bisect_left(self.starts, one.start)
        opened = at > 0 and self.words[at - 1].form in self.lists["ranging"]
        between = self.text[one.stop : other.start].strip()
        dash = between in _DASHES
        bound = dash or between == "or" or (opened and between in self.lists["reaching"])
        return bool(bound and one.earliest and other.latest and one.earliest <= other.latest)

    def stretches(self, moment: Moment) -> bool:
        """Whether a time is told as lasting from its beginning to its end."""
        # the ends of a range are joined: the value is still that of the first
        ends = [one for one in self.report.when if moment.start <= one.start < moment.stop]
        if len(ends) < 2:
            return False
        at = bisect_left(self.starts, moment.start)
        opened = at > 0 and self.words[at - 1].form in self.lists["stretching"]
        return opened or self.text[ends[0].stop : ends[1].start].strip() in _DASHES

    def is_foreign(self, moment: Moment) -> bool:
        """Whether it is the time of something else: what came before, what is called by it, the end."""
        if _COARSE.fullmatch(moment.value or "") and self.hangs(moment):
            return True
        at = bisect_left(self.starts, moment.start)
        before = self.words[at - 1].form if at else ""
        if before in self.lists["ending"] and self.report.proposition.tense == "past":
            return True
        if before in self.lists["lasting"] and self._is_unmatched(at - 1):
            return True
        return _is_called(moment, self.text) or self._is_below(moment, self.foregoing)

    def _is_unmatched(self, since: int) -> bool:
        """Whether it is the first or most of its kind since: that one was of this time."""
        before = self.words[max(0, since - _SUPERLATIVE) : since]
        return not self.lists["unmatched"].isdisjoint(word.form for word in before)

    def hangs(self, moment: Moment) -> bool:
        """Whether it dates something within the clause, or counts from another time of it."""
        below = self._is_below(moment, self.subordinate) or self._is_within(moment)
        return below or self._counts(moment) or _names(moment, self.text)

    def _is_within(self, moment: Moment) -> bool:
        """Whether it belongs to a verb within the clause: "the guild founded in 1984 is known for".

        What is told of the predicate itself is an argument of it, "in 1984" as well; of another verb it
        is where that one stands nearer.
        """
        at = bisect_left(self.starts, moment.start)
        if not at or self.words[at - 1].form not in self.lists["loose_times"]:
            return False
        if self.verb is None or not self.held:
            return False
        if not self.held.isdisjoint(_bare(forms(moment.text))):
            return False
        if self.verb < at and self.report.proposition.tense == "present":
            return False  # of a noun it says something: "the guild formed in 1984"
        return self.told[at] >= (0 if self.verb > at else self.verb + 1)

    def _predicate(self) -> int | None:
        """Place of the word that the clause turns on, where it can be told by its beginning."""
        stem = self.report.proposition.predicate.partition(" ")[0][:-1]
        found = (at for at, word in enumerate(self.words) if word.form.startswith(stem))
        return next(found, None) if len(stem) >= _SHORTEST else None

    def _counts(self, moment: Moment) -> bool:
        told = forms(moment.text)
        apart, adjoining = self.lists["apart"], self.lists["adjoining"]
        return not (apart.isdisjoint(told[-1:]) and adjoining.isdisjoint(told[:2]))

    def _is_below(self, moment: Moment, last: Sequence[int]) -> bool:
        """Whether such a word stands before it, ties it to more than itself, and no pause lets go."""
        at = bisect_left(self.starts, moment.start)
        tie = last[at]
        if tie < 0 or at - tie <= _BESIDE:
            return False
        if tie == 0 and self.words[0].form in self.lists["relatives"]:
            return False
        pause = bisect_left(self.pauses, self.words[tie].stop)
        return pause == len(self.pauses) or self.pauses[pause] >= moment.start


def _bare(told: Iterable[str]) -> set[str]:
    """Words without the stop of what is cut short and the "s" of many: "Jan.", "1970s"."""
    return {word.rstrip(".s") for word in told}


def has(moment: Moment, text: str) -> bool:
    """Whether something is a time's ("Friday's vote"); "on Friday's flight" is on that day."""
    if text[moment.stop : moment.stop + 2] not in {"'s", "’s"}:
        return False
    before = words(text, max(0, moment.start - _REACH), moment.start)[-1:]
    return not before or before[0].form not in wordings.load()["loose_times"]


def describes(moment: Moment, text: str) -> bool:
    """Whether a date stands before what it describes: "the first 2016 candidate", "to May 9 survivors"."""
    lists = wordings.load()
    before = words(text, max(0, moment.start - _REACH), moment.start)[-1:]
    after = words(text, moment.stop, min(len(text), moment.stop + _REACH))[:1]
    if not before or not after or text[moment.stop : after[0].start] != " ":
        return False
    if not moment.text[-1].isdigit() or _PAUSE.search(text, before[0].stop, moment.start):
        return False
    if before[0].form in lists["loose_times"] | lists["ranging"] | lists["dating"]:
        return False
    return after[0].form not in lists["little"] | lists["foretelling"]


def _is_called(moment: Moment, text: str) -> bool:
    """Whether a thing is called by a time: "the 25 January Revolution"."""
    behind = text[moment.stop : moment.stop + 2]
    return behind[:1] == " " and behind[1:].isupper() and _names(moment, text)


def _names(moment: Moment, text: str) -> bool:
    """Whether a time is part of what a thing is called: "the 2016 election", "the May 9 parade"."""
    naming = wordings.load()["naming"]
    before = text[max(0, moment.start - _REACH) : moment.start]
    held = words(before)[-1:]
    if not (_OWNED.search(before) or (held and held[0].form in naming)):
        if not moment.text.lower().startswith("the "):
            return False
    elif (moment.value or "").isdigit():
        return True
    after = words(text, moment.stop, min(len(text), moment.stop + _REACH))[:1]
    if not after or text[moment.stop : after[0].start] != " ":
        return False
    lists = wordings.load()
    return after[0].form.partition("'")[0] not in lists["little"] | lists["foretelling"]


# --------------------------------------------------------------------------- of several


def choose(moments: Sequence[Moment]) -> Moment | None:
    """Choose the time that agrees with most reports; of equals the most precise, then the earliest.

    A time agrees with one that it lies within, or that lies within it: "6:40" with "Tuesday".
    """
    dated = [(m.earliest, m.latest, m) for m in moments if m.value and m.earliest and m.latest]
    votes = _votes(Counter((begin, end) for begin, end, _ in dated))
    ranked = ((-votes[begin, end], end - begin, begin, m.value, m) for begin, end, m in dated)
    best = min(ranked, key=lambda one: one[:4], default=None)
    return best[4] if best else None


def _votes(counts: Mapping[_Bounds, int]) -> dict[_Bounds, int]:
    """Count for each interval those that lie within it and those that it lies within, itself once.

    Of intervals sorted by beginning, the longest first, those that hold one come before it and end
    no earlier, and those within it come behind and end no later: sums over a tree of ends.
    """
    rank = {end: at for at, end in enumerate(sorted({end for _, end in counts}), start=1)}
    ordered = sorted(counts, key=lambda one: (one[0], -rank[one[1]]))
    votes = dict(counts)
    before, behind, passed = _Sums(len(rank)), _Sums(len(rank)), 0
    for one in ordered:
        votes[one] += passed - before.upto(rank[one[1]] - 1)
        before.add(rank[one[1]], counts[one])
        passed += counts[one]
    for one in reversed(ordered):
        votes[one] += behind.upto(rank[one[1]])
        behind.add(rank[one[1]], counts[one])
    return votes


class _Sums:
    """Sums of the numbers at the first places of a row, kept up as numbers are added (Fenwick 1994)."""

    def __init__(self, places: int) -> None:
        self._tree = [0] * (places + 1)

    def add(self, place: int, number: int) -> None:
        while place < len(self._tree):
            self._tree[place] += number
            place += place & -place

    def upto(self, place: int) -> int:
        total = 0
        while place > 0:
            total += self._tree[place]
            place -= place & -place
        return total
