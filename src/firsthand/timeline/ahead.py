"""Which reports look ahead, and when what they expect falls due."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from firsthand.lexicon import predicates, wordings
from firsthand.lexicon.moments import vocabulary
from firsthand.records import Article, Moment, Report
from firsthand.text.words import words
from firsthand.timeline.dates import choose, describes, has, leading, own
from firsthand.timeline.order import known_at

#: what was to come when something else was told ("was going to sink", "were hoping to sail")
GONE_BY = frozenset({(was, what) for was in ("was", "were") for what in ("going", "hoping")})
#: characters before a time in which the word stands that ties it to its clause
REACH = 24


def is_ahead(report: Report, article: Article) -> bool:
    """Whether a report tells of what was still to come when it was told.

    Its verb may say so ("will reopen"), or its time alone: "should resume on Friday", "podrían
    reanudarse a partir del viernes", "die Halle öffnet am Freitag". What is told as past is past.
    """
    if report.stance in {"denied", "unconfirmed"} or report.proposition.tense == "past":
        return False  # what is left open is expected by nobody
    if article.language in {"en", "und"} and _is_unreal(report, article):
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
    in a text of which is not known when it was told may have.
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
        ]
    chosen = choose(dates)
    return (chosen.earliest, chosen.latest) if chosen else (None, None)


def _is_never(report: Report, article: Article) -> bool:
    """Whether it shall never be: that falls due on no day."""
    forms = (word.form for word in words(article.text, report.start, report.stop))
    return article.language in {"en", "und"} and "never" in forms


def _is_spent(moment: Moment) -> bool:
    """Whether it is the part that was over of a time that is not: "earlier this month"."""
    return moment.text.lower().startswith("earlier ")


def _belongs(moment: Moment, article: Article) -> bool:
    """Whether a time is another thing's: "Friday's vote", "the week between May 3 and May 9"."""
    before = words(article.text, max(0, moment.start - REACH), moment.start)
    forms = [word.form for word in before]
    tied = "between" in forms or not wordings.load()["tying"].isdisjoint(forms[-1:])
    english = article.language in {"en", "und"}
    return tied or has(moment, article.text) or (english and describes(moment, article.text))


def _widened(moment: Moment, article: Article, told: datetime) -> Moment:
    """Let a time that is a limit ("by Friday", "bis Freitag") begin with its telling."""
    if moment.earliest is None or moment.earliest < told:
        return moment
    limits = vocabulary(article.language).cues.toward
    before = article.text[max(0, moment.start - REACH) : moment.start].lower().split()
    return replace(moment, earliest=told) if before and before[-1] in limits else moment


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
    forms = [word.form for word in words(article.text, report.start, report.stop)]
    if not lists["unforetold"].isdisjoint(forms[:1]):
        return True
    told = [form for form in forms if form not in {"not", "never", "just", "only"}]
    if not lists["wished"].isdisjoint(forms) or not GONE_BY.isdisjoint(pairwise(told)):
        return True
    if not report.when and lists["foretelling"].isdisjoint(_bare(forms)):
        return True  # "used a gun to kill" tells what for, not what is to come
    outlived = zip(told, told[1:], told[2:], strict=False)
    if any(a == "had" and (b if b != "been" else c) in lists["outlooks"] for a, b, c in outlived):
        return True
    modals = predicates.load().possible | {"would", "should"}
    had = zip(told, told[1:], told[2:], strict=False)
    little = lists["little"] - {"been", "had"}
    return any(a in modals and b == "have" and c not in little for a, b, c in had)


def _is_outlived(report: Report, article: Article) -> bool:
    """Whether it is what somebody took to come ("many thought"), not what is thought."""
    mistaken, little = wordings.load()["mistaken"], wordings.load()["little"]
    for start, stop in report.stance_words:
        told = words(article.text, max(0, start - REACH), stop)
        if len(told) > 1 and told[-1].form in mistaken and told[-2].form not in little:
            return True
    return False


def _bare(forms: Sequence[str]) -> set[str]:
    """The forms, and what stands before a short "will" or "not" ("they'll", "won't")."""
    short = {"will" for form in forms if form.endswith(("'ll", "’ll")) or form == "ll"}
    return set(forms) | short


def _is_supposed(report: Report, article: Article) -> bool:
    """Whether it is no more than a supposition: "could" in the outlet's own voice, "would be wrong".

    What has a date is foretold, whoever tells it.
    """
    if report.when:
        return False
    told = [word.form for word in words(article.text, report.start, report.stop)]
    supposing = predicates.load().possible | {"would"}
    if supposing.isdisjoint(told):
        return False
    lists = wordings.load()
    described = report.proposition.predicate
    like = any(
        one in supposing and be == "be" and (what in lists["naming"] or what == described)
        for one, be, what in zip(told, told[1:], told[2:], strict=False)
    )
    return like or not report.chain or told[0] in lists["relatives"]
