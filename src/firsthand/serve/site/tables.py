"""Tables for spreadsheets: claims, reports and hits as CSV whose cells stay text.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return for
a formula (CWE-1236). Such a cell gets an apostrophe in front, as the OWASP advises, and every cell
stands in quotation marks; whoever reads the file with a program takes the apostrophe off again.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from firsthand.records import Claim, Report
from firsthand.serve.links import owned
from firsthand.serve.site.found import Results
from firsthand.serve.views import View
from firsthand.serve.words import say

#: what begins a formula, in its full-width forms too
_FORMULA = frozenset("=+-@＝＋－＠")
#: what a spreadsheet may skip before it, or take for the border of a cell
_BEFORE = frozenset("\"';,")

CLAIMS = ("claim", "words", "origins, at least", "origins, at most", "reports", "how surely", "who", "first-hand", "article")  # fmt: skip
REPORTS = ("claim", "article", "outlet", "published from", "published to", "how surely", "who", "first-hand", "words", "start", "stop", "address")  # fmt: skip
HITS = ("address", "title", "words", "about")


def claims(view: View) -> str:
    """Write the claims of a story, in their order."""
    return write(CLAIMS, (_claim(view, claim) for claim in view.claims))


def reports(view: View) -> str:
    """Write every report of every claim of a story."""
    rows = (_report(view, claim, report) for claim in view.claims for report in claim.reports)
    return write(REPORTS, rows)


def hits(found: Results) -> str:
    """Write what a search found."""
    rows: Iterator[Sequence[object]] = (
        (one.href, one.title, f"[{one.lead}] {one.words}" if one.lead else one.words, one.about)
        for one in found.hits
    )
    return write(HITS, [*rows, *((one.href, one.title, "", one.count) for one in found.lines)])


def write(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table (RFC 4180), every cell as text."""
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([cell(value) for value in row] for row in rows)
    return stream.getvalue()


def cell(value: object) -> str:
    """Write a value so that no spreadsheet takes it for a formula."""
    text = "" if value is None else str(value)
    first = next((sign for sign in text if not _skipped(sign)), "")
    odd = bool(text) and unicodedata.category(text[0]) in {"Cc", "Cf"}
    return f"'{text}" if (first in _FORMULA and first) or odd else text


def _skipped(sign: str) -> bool:
    return sign.isspace() or sign in _BEFORE or unicodedata.category(sign) in {"Cc", "Cf"}


def _claim(view: View, claim: Claim) -> Sequence[object]:
    counted, told = claim.independent_origins, claim.reports
    return (
        claim.id, _words(view, claim.text), counted.low, counted.high,
        len({report.article for report in told}),
        "; ".join(dict.fromkeys(say(f"stance.{report.stance}") for report in told)),
        "; ".join(dict.fromkeys(view.chain(report) for report in told)),
        _yes(any(report.firsthand for report in told)), claim.text[0],
    )  # fmt: skip


def _report(view: View, claim: Claim, report: Report) -> Sequence[object]:
    article = view.articles[report.article]
    published = article.published
    return (
        claim.id, article.id, view.outlet(article.id),
        published.earliest and published.earliest.isoformat(),
        published.latest and published.latest.isoformat(),
        say(f"stance.{report.stance}"), view.chain(report), _yes(report.firsthand),
        _words(view, report.place), report.start, report.stop,
        owned(article),
    )  # fmt: skip


def _words(view: View, place: tuple[str, int, int]) -> str:
    name, start, stop = place
    return " ".join(view.articles[name].text[start:stop].split())


def _yes(held: bool) -> str:
    return say("table.yes") if held else say("table.no")
