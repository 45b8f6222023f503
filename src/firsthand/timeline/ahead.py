"""Which reports look ahead, and when what they expect falls due."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from firsthand.lexicon import predicates, wordings
from firsthand.lexicon.moments import vocabulary
from firsthand.records import Article, Moment, Report
from firsthand.text.words import forms
from firsthand.timeline.dates import choose, describes, has, leading, own
from firsthand.timeline.order import known_at

#: characters before a time in which the word stands that ties it to its clause
REACH = 24


def is_ahead(report: Report, article: Article) -> bool:
    """Whether a report tells of what was still to come when it was told.

    Its verb may say so ("will reopen"), or its time alone: "should resume on Friday", "podrían
    reanudarse a partir del viernes", "die Halle öffnet am Freitag". What is told as past is past.
    """
    if report.stance in {"denied", "unconfirmed"} or report.proposition.tense == "past":
        return False  # what is left open is expected by nobody
    if _is_english(article) and _is_unreal(report, article):
        return False
    if report.proposition.tense == "future":
        return not _is_over(report, article) and not _is_supposed(report, article)
    told = article.published.latest or article.seen
    if told is None:
        return False
    return any(
        moment.earliest and moment.earliest > told and not _belongs(moment, article)
        for moment in leading(report, article)
    )


def due(
    reports: Sequence[Report], articles: Sequence[Article]
) -> tuple[datetime | None, datetime | None]:
    """Return when what is expected falls due: the time most of ``reports`` give.

    ``articles`` are those of the reports, one each. "By Friday" begins when it was told. A time
    that had passed by then dates something else ("who left on Monday will be back on Friday"), and one
    in a text of which is not known when it was told may have. What shall not be falls due only where a
    limit is set to it ("will not sail until Friday").
    """
    dates = []
    for report, article in zip(reports, articles, strict=True):
        told = known_at(article)
        if told is None or _is_never(report, article):
            continue
        dates += [
            _widened(moment, article, told)
            for moment in leading(report, article) or own(report, article)
            if not (moment.latest and moment.latest < told)
            and not has(moment, article.text)
            and not _is_spent(moment)
            and (not report.proposition.negated or _is_limit(moment, article))
        ]
    chosen = choose(dates)
    return (chosen.earliest, chosen.latest) if chosen else (None, None)


def _is_english(article: Article) -> bool:
    """Whether English words tell something; what is too short to tell its language is read as English."""
    return article.read_as == "en"


def _forms(report: Report, article: Article) -> tuple[str, ...]:
    return forms(article.text[report.start : report.stop])


def _is_never(report: Report, article: Article) -> bool:
    """Whether it shall never be: that falls due on no day."""
    undue = wordings.load()["undue"]
    return _is_english(article) and not undue.isdisjoint(_forms(report, article))


def _is_spent(moment: Moment) -> bool:
    """Whether it is the part that was over of a time that is not: "earlier this month"."""
    first, behind, _ = moment.text.lower().partition(" ")
    return bool(behind) and first in wordings.load()["spent"]


def _belongs(moment: Moment, article: Article) -> bool:
    """Whether a time is another thing's: "Friday's vote", "the May 9 parade"."""
    described = _is_english(article) and describes(moment, article.text)
    return described or has(moment, article.text)


def _widened(moment: Moment, article: Article, told: datetime) -> Moment:
    """Let a time that is a limit ("by Friday", "bis Freitag") begin with its telling."""
    if moment.earliest is None or moment.earliest < told or not _is_limit(moment, article):
        return moment
    return replace(moment, earliest=told)


def _is_limit(moment: Moment, article: Article) -> bool:
    """Whether something lasts up to a time: "by Friday", "until Friday"."""
    limits = vocabulary(article.language).cues.toward
    before = article.text[max(0, moment.start - REACH) : moment.start].lower().split()
    return bool(before) and before[-1] in limits


def _is_over(report: Report, article: Article) -> bool:
    """Whether all that it dates lay behind when it was told: "was due in February" looks back."""
    told = article.published.earliest
    dates = [moment.latest for moment in report.when if moment.latest]
    return told is not None and bool(dates) and max(dates) < told


def _is_unreal(report: Report, article: Article) -> bool:
    """Whether nothing is foretold: "would have sunk", "if it sinks", "what it would bring", "wants it"."""
    lists = wordings.load()
    if report.proposition.predicate in lists["wishing"] or _is_outlived(report, article):
        return True
    said = _forms(report, article)
    if not (lists["unforetold"].isdisjoint(said[:1]) and lists["wished"].isdisjoint(said)):
        return True
    told = [form for form in said if form not in lists["inserted"]]
    if any(a in {"was", "were"} and b in lists["gone_by"] for a, b in pairwise(told)):
        return True
    if not report.when and lists["foretelling"].isdisjoint(_bare(said)):
        return True  # "used a gun to kill" tells what for, not what is to come
    modals = predicates.load().possible | {"would", "should"}
    little = lists["little"] - {"been", "had"}
    return any(
        (a == "had" and (b if b != "been" else c) in lists["outlooks"])
        or (a in modals and b == "have" and c not in little)
        for a, b, c in zip(told, told[1:], told[2:], strict=False)
    )


def _is_outlived(report: Report, article: Article) -> bool:
    """Whether it is what somebody took to come ("many thought"), not what is thought."""
    mistaken, little = wordings.load()["mistaken"], wordings.load()["little"]
    for start, stop in report.stance_words:
        told = forms(article.text[max(0, start - REACH) : stop])
        if len(told) > 1 and told[-1] in mistaken and told[-2] not in little:
            return True
    return False


def _bare(said: Sequence[str]) -> set[str]:
    """The forms, and what stands before a short "will" or "not" ("they'll", "won't")."""
    short = {"will" for form in said if form.endswith(("'ll", "’ll")) or form == "ll"}
    return set(said) | short


def _is_supposed(report: Report, article: Article) -> bool:
    """Whether it is no more than a supposition: "could" in the outlet's own voice, "would be wrong".

    What has a date is foretold, whoever tells it.
    """
    if report.when:
        return False
    told = _forms(report, article)
    supposing = predicates.load().possible | {"would"}
    if supposing.isdisjoint(told):
        return False
    lists = wordings.load()
    described = report.proposition.predicate
    like = any(
        one in supposing and be == "be" and (what in lists["naming"] or what == described)
        for one, be, what in zip(told, told[1:], told[2:], strict=False)
    )
    # "leaving would harm it"
    deed = told[0].endswith("ing") and told[0] not in lists["subordinate"]
    return like or deed or _is_proviso(told) or not report.chain or told[0] in lists["relatives"]


def _is_proviso(told: Sequence[str]) -> bool:
    """Whether it holds under a condition only: "would leave if it sank", but "even if it sank"."""
    lists = wordings.load()
    return any(b in lists["provisos"] and a not in lists["granting"] for a, b in pairwise(told))
