"""Why the count is what it is, and what is not known yet: the proofs beside the numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import islice

from babel import Locale
from babel.lists import format_list

from firsthand.lexicon import gazetteer
from firsthand.records import Article, Claim, Corrected, Flag, Range, Report, Voice
from firsthand.serve import times
from firsthand.serve.views import View, voice
from firsthand.serve.words import TEMPLATES, capital, count, say
from firsthand.sigla import Family
from firsthand.text.language import UNCODED

#: lines of one kind in the section of what is not known; the claims below hold the rest
MOST = 3
#: lines that prove the count of a story, which is the first number that is read
PROOFS = 8
#: characters of a proof beside a family
PROOF = 140
#: flags that say how well an article could be read
READ_LESS = frozenset({"coarse", "degraded", "unread"})
#: flags that say why an article has another date than its own
REDATED = frozenset(
    {"date_before_source", "date_after_copies", "claimed_date_contradicts_observation"}
)
#: the id of a text that was not collected, in a reason: its name is said
_LOST = re.compile(r"\blost:([^:]{1,200}):\S+")
#: a time in a flag, as data has it
_TIME = re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?Z")
#: the reports of which something was found, what, and the id of another story that it names
Remark = tuple[tuple[str, ...], str, str | None]
#: who publishes, as against who is heard
PUBLISHERS = frozenset({"outlet", "agency"})


def corrected(marks: Iterable[Corrected]) -> tuple[str, ...]:
    """Say which corrections a person made to something: "corrected by Ada, Mon 11 Sep 2023"."""
    said = (
        say("corrected", who=mark.who or say("correct.nobody"), when=times.day(mark.when))
        for mark in marks
    )
    return tuple(dict.fromkeys(said))


def name(family: Family, view: View) -> str:
    """Name the text a family goes back to."""
    root = family.root
    if root is not None and root.kind != "article":
        return view.called.get(root.id, root.name)
    return view.outlet(root.id if root and root.id in view.articles else family.members[0])


def family(family: Family, view: View) -> str:
    """Say why the reports of a family are one origin, or what makes it an origin."""
    lost = family.root is not None and family.root.kind == "lost"
    said: list[str] = []
    # what joined them may have been one that was removed
    together = _brief(_together(family, view)) if lost or len(family.members) > 1 else ""
    if together:
        said.append(say("family.copies", why=together) if len(family.members) > 1 else together)
    if lost and len(family.members) > 1:
        said.append(say("family.lost"))
    if not lost:
        said.append(_own(family, view))
    said.extend(_cited(family, view))
    if family.removed:
        said.append(say("family.removed", marks=view.marks(family.removed)))
    return "; ".join(said)


def spread(
    counted: Range, view: View, most: int = MOST, further: str = "reason.further"
) -> Iterator[str]:
    """Say why a range is what it is, the range first where it is open; what is left out is counted.

    ``further`` is the template that says where the rest stands. What is counted together for want of
    knowledge comes last of the merges: where the range is open it is told first.
    """
    merged: dict[str, dict[str, None]] = {}
    is_open = counted.low < counted.high
    for merge in reversed(counted.merges) if is_open else counted.merges:
        why = _brief(_LOST.sub(r"\1", merge.why))
        merged.setdefault(why, {}).update(dict.fromkeys(merge.members))
    for why, members in list(merged.items())[:most]:
        marks = view.marks(members)
        if is_open:
            told = say("reason.of", why=why, marks=marks) if marks else why
            key = "reason.range" if counted.high - counted.low == 1 else "reason.wide"
            yield say(key, low=counted.low, high=counted.high, why=told)
        else:
            yield say("reason.joined" if marks else "reason.merged", marks=marks, why=why)
    if len(merged) > most:
        yield count(further, len(merged) - most)


def proofs(view: View) -> Iterator[str]:
    """Say why the reports of a story have as many origins as they have."""
    return spread(across(view, view.story.independent_origins), view, PROOFS)


def across(view: View, full: Range) -> Range:
    """Keep the merges that join several families: within one the letter says it already."""
    homes = view.letters
    wide = [m for m in full.merges if len({homes.get(i, i) for i in m.members}) > 1]
    return Range(low=full.low, high=full.high, merges=tuple(wide))


def _together(family: Family, view: View) -> str:
    """Take the proof from the merges inside the family, else from its links, else the share."""
    inside = set(family.members) | ({family.root.id} if family.root else set())
    merges = view.story.independent_origins.merges
    # whose text it is stands beside it
    root = family.root
    whose = root.name if root and root.kind != "article" else name(family, view)
    whys = [
        m.why.removeprefix(f"one origin, {whose}: ").removeprefix("one origin, ")
        for m in merges
        if len(m.members) > 1 and inside.issuperset(m.members)
    ]
    parents = view.texts.parents
    for link in (parents[i] for i in family.members if i in parents and not whys):
        mark = view.sigla.marks[link.to]
        relation = TEMPLATES.get(f"relation.{link.relation}", link.relation)
        whys.append(link.why[0] if link.why else say("family.same", mark=mark, relation=relation))
    return "; ".join(dict.fromkeys(whys[:2]))


def _brief(why: str) -> str:
    """Keep the head of a long proof, whole clauses of it; the JSON has all."""
    clauses = why.split("; ")
    kept = 1
    while kept < len(clauses) and len("; ".join(clauses[: kept + 1])) <= PROOF:
        kept += 1
    return "; ".join(clauses[:kept])


def nearest(view: View) -> Iterator[tuple[str, str]]:
    """Name the reports that stand nearest to the matter, and why: who saw it itself, then who heard most."""
    found = []
    for family in view.sigla.families:
        if (family.root is None or family.root.kind != "lost") and view.following.isdisjoint(
            family.members
        ):
            heard, _ = _gathered(family, view)
            if heard:
                head = family.root.id if family.root else family.members[0]
                chosen = head if head in family.members else family.members[0]
                found.append((heard, chosen, count("source", heard)))
    seen: Counter[str] = Counter()
    for claim in view.claims:
        seen.update({r.article for r in claim.reports if r.firsthand and not r.chain})
    whys: dict[str, list[str]] = {}
    for article, n in seen.most_common(MOST):
        if article in view.sigla.marks:
            whys[article] = [say("nearest.firsthand", claims=count("claim", n))]
    for _, article, why in sorted(found, key=lambda one: -one[0])[:MOST]:
        whys.setdefault(article, []).append(why)
    yield from ((article, "; ".join(said)) for article, said in whys.items())


def _gathered(family: Family, view: View) -> tuple[int, bool]:
    """Count whom the reports of a family heard themselves, and tell whether they saw anything."""
    heard, witness = set(), False
    for _, report in view.told.get(family.letter, ()):
        if report.inherited_from is not None:
            continue
        witness = witness or (report.firsthand and not report.chain)
        if report.chain and report.chain[0].kind not in PUBLISHERS:
            heard.add(report.chain[0].name)
    return len(heard), witness


def _own(family: Family, view: View) -> str:
    heard, witness = _gathered(family, view)
    if heard and not view.following.isdisjoint(family.members):
        # below is said why it may not be an origin of its own
        return count("family.names", heard)
    if heard:
        return say("family.own", heard=count("source", heard))
    return say("family.witness") if witness else say("family.none")


def _cited(family: Family, view: View) -> Iterator[str]:
    """Name the publisher that a family cites most, and count the others; itself is none."""
    own = {_house(one) for one in (name(family, view), *map(view.outlet, family.members))}
    cites = dict.fromkeys(
        (report.chain[0].name, claim.id)
        for claim, report in view.told.get(family.letter, ())
        if report.chain and report.chain[0].kind in PUBLISHERS
    )
    houses = {name: _house(name) for name, _ in cites}
    pairs = dict.fromkeys((houses[name], claim) for name, claim in cites)
    found = Counter(house for house, _ in pairs if house not in own)
    for cited, n in found.most_common(1):
        key = "family.cites.more" if len(found) > 1 else "family.cites"
        yield say(key, name=cited, claims=count("claim", n), n=len(found) - 1)


@lru_cache(maxsize=4_096)
def _house(name: str) -> str:
    """Call a publisher by its full name: "AFP" is the Agence France-Presse."""
    entry = gazetteer.load().named(name)
    return entry.name if entry else name


# --------------------------------------------------------------------------- not known yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Something the reports leave open: what, in which of them, about which words."""

    lead: str
    articles: tuple[str, ...] = ()
    #: (article, start, stop)
    words: tuple[str, int, int] | None = None
    #: those whom the lead names
    voices: tuple[Voice, ...] = ()


def unknown(view: View) -> list[Open]:
    """Find what the reports leave open: non-confirmations, dues, single and shared origins."""
    return [
        *islice(_unconfirmed(view), MOST),
        *islice(_expected(view), MOST),
        *islice(_everybody(view), MOST),
        *_single(view),
        *_undescribed(view),
    ]


def tell(line: Open, view: View) -> str:
    """Say on one line what is open."""
    marks = view.marks(line.articles)
    if line.words is not None:
        return say("open.line", lead=line.lead, marks=marks, words=view.words(line.words))
    return say("open.marks", lead=line.lead, marks=marks) if marks else line.lead


def _unconfirmed(view: View) -> Iterator[Open]:
    for claim in view.claims:
        reports = [report for report in claim.reports if report.stance == "unconfirmed"]
        if not reports:
            continue
        who = {voice(r.chain[-1]): r.chain[-1] for r in reports if r.chain}
        key = "open.unconfirmed" if who else "open.unconfirmed.nobody"
        lead = say(key, who=", ".join(list(who)[:MOST]))
        yield replace(_about(claim, reports, lead), voices=tuple(who.values())[:MOST])


def _expected(view: View) -> Iterator[Open]:
    for claim in view.claims:
        expected = claim.expectation
        if expected and expected.latest and expected.outcome in {"pending", "unknown"}:
            yield _about(claim, claim.reports, say("open.expected", **due(claim)))


def _about(claim: Claim, reports: Iterable[Report], lead: str) -> Open:
    articles = tuple(dict.fromkeys(report.article for report in reports))
    return Open(lead=lead, articles=articles, words=claim.text)


def due(claim: Claim) -> dict[str, str]:
    """Say when what a claim expects falls due, and what came of it."""
    if claim.expectation is None:
        return {}
    expected = claim.expectation
    when = times.interval(expected.earliest, expected.latest)
    return {"due": when, "outcome": say(f"outcome.{expected.outcome}")}


def _everybody(view: View) -> Iterator[Open]:
    """Find publishers that were not collected and stand in every chain of several claims."""
    own = {view.outlet(i) for i in view.story.articles}
    found: Counter[str] = Counter()
    for claim in view.claims:
        shared = [{v.name for v in r.chain if v.kind in PUBLISHERS} for r in claim.reports]
        found.update(set.intersection(*shared) - own if shared else ())
    for cited, n in found.most_common():
        if n > 1:
            claims = count("claim", len(view.claims))
            yield Open(lead=say("open.cited", n=n, claims=claims, name=cited))


def claimless(view: View) -> str:
    """Say why a story has no claim: none of its languages is read, or none was found."""
    articles = [view.articles[name] for name in view.story.articles]
    unread = all(any(flag.kind == "unread" for flag in one.flags) for one in articles)
    return say("claims.unread" if unread else "claims.none")


def _single(view: View) -> Iterator[Open]:
    n = sum(claim.independent_origins.high == 1 for claim in view.claims)
    if n and len(view.story.articles) > 1:
        key = "open.single.all" if 1 < n == len(view.claims) else "open.single"
        yield Open(lead=say(key, n=n, claims=count("claim", len(view.claims))))


def _undescribed(view: View) -> Iterator[Open]:
    articles = [view.articles[i] for i in view.story.articles]
    undated = [a.id for a in articles if a.published.earliest is a.published.latest is None]
    nameless = [a.id for a in articles if a.outlet is None]
    for key, ids in (("open.dates", undated), ("open.outlets", nameless)):
        if ids:
            yield Open(lead=say(key), articles=tuple(ids))
    yield from _read_less(articles)


def _read_less(articles: list[Article]) -> Iterator[Open]:
    """Say of which articles claims were read less well, or not at all, and why."""
    found: dict[str, list[Article]] = {}
    for article in articles:
        for kind in {flag.kind for flag in article.flags} & READ_LESS:
            found.setdefault(kind, []).append(article)
    for kind, these in sorted(found.items()):
        names = sorted({language_name(article.language) for article in these})
        lead = say(f"open.{kind}", language=format_list(names, locale="en"))
        yield Open(lead=lead, articles=tuple(article.id for article in these))


def remarks(view: View) -> list[Remark]:
    """Gather what was found in checking the reports."""
    found: dict[tuple[str, str | None], list[str]] = {}
    for name in view.story.articles:
        for flag in view.articles[name].flags:
            if flag.kind not in READ_LESS:
                found.setdefault((_remark(flag), flag.story), []).append(name)
    return [(tuple(names), why, story) for (why, story), names in found.items()]


def notes(article: Article) -> Iterator[tuple[str, str | None]]:
    """Say what was found in checking one report, each with the id of another story it tells of."""
    for flag in article.flags:
        if flag.kind in READ_LESS:
            yield capital(say(f"open.{flag.kind}", language=language_name(article.language))), None
        elif not flag.kind.startswith("rights"):
            yield _remark(flag), flag.story


def _remark(flag: Flag) -> str:
    return capital(_TIME.sub(_timed, flag.why))


def dated(article: Article) -> str:
    """Say where the date of an article is from."""
    moved = any(flag.kind in REDATED for flag in article.flags)
    return say(f"dates.{'lineage' if moved else article.published.origin}")


def _timed(written: re.Match[str]) -> str:
    try:
        return times.moment(datetime.fromisoformat(written[0]))
    except ValueError:
        return written[0]


def languages(articles: list[Article]) -> list[str]:
    """Name the languages of some articles, the most frequent first, unknown ones left out."""
    return rank_languages(Counter(article.language for article in articles))


def rank_languages(counts: Mapping[str, int]) -> list[str]:
    """Name languages by how many articles each has, in the same order."""
    codes = sorted(counts, key=lambda code: -counts[code])
    return [language_name(code) for code in codes if code != "und"]


def language_name(code: str) -> str:
    """Name a language in English; the code itself where CLDR has no name."""
    named = "a language that is not known" if code == UNCODED else code
    return str(Locale("en").languages.get(code, named))
