"""Everything firsthand says in its own voice, as templates over fields.

Whatever else is shown is a stored span in quotation marks. Keeping the sentences in one table
lets a test read them all: none judges who is right.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from firsthand.serve.phrases import SITE

TEMPLATES: Final[Mapping[str, str]] = MappingProxyType(
    {
        **SITE,
        # counts
        "report.one": "{n} report",
        "report.many": "{n} reports",
        "claim.one": "{n} claim",
        "claim.many": "{n} claims",
        "article.one": "{n} article read",
        "article.many": "{n} articles read",
        "source.one": "heard {n} source itself",
        "source.many": "heard {n} sources itself",
        "origins.one": "1 origin",
        "origins.many": "{n} origins",
        "origins.range": "{low}–{high} origins",
        "origins.most": "at most {origins}",
        "independent.one": "1 independent origin",
        "independent.many": "{n} independent origins",
        "independent.range": "{low}–{high} independent origins",
        "origins.uncounted": "origins not counted yet",
        "more": "{n} more: --all",
        # the head of a story
        "head": "{reports}, {origins}",
        "zone": "times in UTC",
        "asof": "as it stood on {day}, {clock}",
        # why an origin is one
        "origin.joined": "counted as one with the one before",
        "family.removed": "one text with {marks}, removed at the owner’s request",
        "family.lost": "text not collected",
        "family.copies": "one origin: {why}",
        "family.own": "its own reporting: {heard}",
        "family.names.one": "names {n} source",
        "family.names.many": "names {n} sources",
        "family.witness": "its own reporting: first-hand",
        "family.none": "no reporting of its own found",
        "family.cites": "cites {name} for {claims}",
        "family.cites.more": "cites {name} for {claims}; others that it cites: {n}",
        "family.same": "{mark} is {relation}",
        "reason.range": "{low} or {high}: {why}",
        "reason.of": "{why} ({marks})",
        "reason.wide": "{low} to {high}: {why}",
        "reason.joined": "{marks} counted as one: {why}",
        "reason.merged": "counted as one: {why}",
        "reason.further.one": "{n} more reason of this kind is in the JSON",
        "reason.further.many": "{n} more reasons of this kind are in the JSON",
        "reason.left.one": "{n} more reason of this kind",
        "reason.left.many": "{n} more reasons of this kind",
        "reason.page.one": "{n} more reason of this kind on the page of the claim",
        "reason.page.many": "{n} more reasons of this kind on the page of the claim",
        # the reports
        "reports.head": "REPORTS",
        "reports.order": "and the marks they go by",
        # what is not known yet
        "open.head": "WHAT IS NOT KNOWN YET",
        "open.unconfirmed": "not confirmed by {who}",
        "open.unconfirmed.nobody": "not confirmed",
        "open.expected": "due {due}, {outcome}",
        "open.line": "{lead} ({marks}): “{words}”",
        "open.single": "{n} of {claims} have only one origin",
        "open.single.all": "all {claims} have only one origin",
        "open.cited": "{n} of {claims} go back to {name}, text not collected",
        "open.dates": "day of publication not known",
        "open.outlets": "publisher not known",
        "open.marks": "{lead}: {marks}",
        "open.unread": "claims are not read in {language}, lineage and stories are",
        "open.coarse": "claims in {language} are read less well, by the sentence: numbers and "
        "negations may be missed",
        "open.degraded": "read without the English parse: chains deeper than two steps are missing, "
        "names are resolved only where one full name fits",
        # claims
        "claims.head": "CLAIMS",
        "claims.order": "{n}, those with most independent origins first",
        "claims.key": "stated, likely, possible, not confirmed, denied: how surely the one who is named "
        "says it; Post ← mayor: the Post has it from the mayor; “2–3 origins”: at least 2, perhaps 3, "
        "that do not have it from one another",
        "claims.brackets": "{n}, those with most independent origins first; rows in one bracket count as one origin",
        "claims.none": "No claim was found.",
        "claims.unread": "Claims are not read in this language.",
        "unnamed": "{name} [unnamed]",
        "firsthand": "first-hand",
        "when": "when: {times}",
        "changed": "changed in {mark}: “{before}” → “{after}”",
        "dropped": "left out in {mark}: “{before}”",
        "added": "added in {mark}: “{after}”",
        "changed.more": "and {n} more in other words",
        "changed.further.one": "{n} more change",
        "changed.further.many": "{n} more changes",
        "changed.counted": "changed in {n} of {all} retellings ({mark}): “{before}” → “{after}”",
        "dropped.counted": "left out in {n} of {all} retellings ({mark}): “{before}”",
        "added.counted": "added in {n} of {all} retellings ({mark}): “{after}”",
        "changed.source": "source {told}",
        "due": "due {due}, {outcome}",
        "stance.certain": "stated",
        "stance.probable": "likely",
        "stance.possible": "possible",
        "stance.unconfirmed": "not confirmed",
        "stance.denied": "denied",
        "outcome.pending": "open",
        "outcome.met": "came about",
        "outcome.missed": "did not come about by then",
        "outcome.unknown": "no later report read",
        # differences
        "differ.head": "WHERE REPORTS DIFFER",
        "kind.time": "Time",
        "kind.number": "Number",
        "kind.place": "Place",
        "kind.person": "Person",
        "kind.denial": "Denial",
        "kind.unconfirmed": "Not confirmed",
        "kind.other": "Differs",
        "side.said": "Said",
        "side.denied": "Denied",
        "side.not confirmed": "Not confirmed",
        "side.unconfirmed": "Not confirmed",
        "side.doubted": "Doubted",
        "side.seen otherwise": "Seen otherwise",
        "side.counts": "{origins}, {reports}",
        "verdict.conflict": "They differ.",
        "verdict.compatible": "They can both hold.",
        "verdict.update": "A later report gives another.",
        "verdict.denial.update": "A later report tells the contrary.",
        "verdict.unconfirmed.update": "A later report tells it.",
        "verdict.tension": "They may not fit together.",
        # notes
        "remarks.head": "NOTES ON THE REPORTS",
        "remarks.order": "quotations, corrections and dates that were checked",
        "remarks.line": "{marks}: {why}",
        # timeline
        "timeline.key": "● at this time · ├─┤ at some time between · ━━ all that time · ○ expected",
        "timeline.head": "TIMELINE",
        "timeline.reported": "reported",
        "timeline.happened": "happened, or said to",
        "timeline.coming": "still to come",
        "timeline.removed": "{name}, removed",
        "timeline.zone": "{time}, zone not given",
        # lineage
        "lineage.head": "LINEAGE",
        "lost.print": "{name}, “{title}”",
        "lineage.lost": "{name}, text not collected",
        "lineage.cited": "{name}, text not collected; cited, not copied",
        "lineage.document": "{name}, a document",
        "lineage.removed": "Removed at the owner’s request, {day}.",
        "lineage.own": "no earlier text found",
        "lineage.also": "also {said}",
        "also.copy": "same words as {mark}",
        "also.trimmed": "shortened from {mark}",
        "also.version": "another version of {mark}",
        "also.excerpt": "excerpt of {mark}",
        "also.rewrite": "retells {mark}",
        "also.translation": "translates {mark}",
        "also.shared_quotes": "same quotations as {mark}",
        "also.furniture": "same captions as {mark}",
        "also.cites": "cites {mark}",
        "also.credit": "credits {mark}",
        "lineage.stack": "{name} and {n} more",
        "lineage.gone": "{name} and {n} more: {marks}",
        "relation.copy": "same words",
        "relation.trimmed": "shortened",
        "relation.version": "another version",
        "relation.excerpt": "excerpt",
        "relation.rewrite": "retold",
        "relation.translation": "translated",
        "relation.shared_quotes": "same quotations",
        "relation.furniture": "same captions",
        "relation.cites": "cites",
        "relation.credit": "by its credit alone",
        "share": "{n}%",
        "share.least": "under 1%",
        # times
        "time.under": "under 1 min",
        "time.unknown": "time not known",
        "time.before": "before {day}",
        "time.after": "{day} or later",
        "time.from": "{day}, not before {clock}",
        "time.until": "{day}, not after {clock}",
        "time.between": "{day}, {first} to {last}",
        "time.either": "{first} or {last}",
        "time.span": "{first} to {last}",
        "time.part": "{day}, {part}",
        "time.lasting": "{when}, throughout",
        "time.by": "by {day}",
        # names
        "outlet.unknown": "outlet not known",
        "voice.credit": "{name}, by its credit",
        "outlet.credit": "not known, credit “{words}”",
        # pages: what only HTML and Markdown say
        "page.one": "{title} · firsthand",
        "page.many": "{n} stories · firsthand",
        "page.nothing": "Nothing read · firsthand",
        "page.skip": "Skip to the evidence",
        "page.stories": "{n} stories",
        "page.contents": "Contents",
        "page.more.one": "{n} more story, not shown",
        "page.more.many": "{n} more stories, not shown",
        "page.zone": "Times in UTC.",
        "page.voices": "Words in {face} were published by the source named beside them; all others are firsthand’s.",
        "page.face": "this face",
        "page.refused": "Not read",
        "page.data": "--format json prints the same as data.",
        "story": "Story",
        "related.earlier": "An earlier chapter",
        "related.later": "A later chapter",
        "related.same_subject": "The same subject",
        "chip.report": "report {mark}, {name}",
        "chip.removed": "report {mark}, {name}, removed at the owner’s request",
        "chip.lost": "text {mark}, {name}, not collected",
        "chip.further": "{n} more",
        "citing": ", citing ",
        "notnamed": "not named",
        "range.aloud": "{low} to {high}",
        "nearest.head": "Nearest the source",
        "nearest.line": "{name}: {why}",
        "nearest.firsthand": "first-hand for {claims}",
        "hidden": "{n} more, not shown",
        "claims.rest.one": "{n} more claim",
        "claims.rest.many": "{n} more claims",
        "claim.words": "The words",
        "claim.same": "{n} more in the same words",
        "marks.more": "{marks} and {n} more",
        "claim.more.one": "The words of {n} more report",
        "claim.more.many": "The words of {n} more reports",
        "claim.page": "The page of this claim",
        "claim.changed": "Changed:",
        "claim.named": "named before as",
        "differ.order": "as they were told, side by side",
        "expected.head": "EXPECTED",
        "expected.order": "and what came of it",
        "expected.by": "{mark}: “{words}”",
        "expected.what": "Said to come",
        "expected.who": "Who expects it",
        "expected.due": "Due",
        "expected.outcome": "Outcome",
        "expected.in": "In",
        "origins.caption": "The texts that the reports go back to",
        "origins.letter": "Text",
        "origins.name": "Goes back to",
        "origins.reports": "Reports",
        "origins.why": "Why",
        "timeline.order": "when it was reported, and when it happened. A disc is a time; a line between ends means at some time between them; a bar means all that time; an open disc or a broken line is expected",
        "timeline.when": "When",
        "timeline.crowd": "{reports} of {name}",
        "lineage.order": "which text comes from which; in per cent, how much of the shorter one both have",
        "lineage.text": "Text",
        "lineage.from": "Relation",
        "lineage.when": "Published",
        "lineage.place": "Place",
        "lineage.under": "goes back to {mark}",
        "texts.head": "THE TEXTS",
        "texts.order": "as collected; what they share is marked",
        "texts.more.one": "The text of {n} more report is not on this page.",
        "texts.more.many": "The texts of {n} more reports are not on this page.",
        "texts.legend": "Tinted words are also in the text named beside them. Bars: solid, same words; broken, edited; dotted, retold; double, translated; thin, by credit alone. Wavy words were changed on the way: both readings stand beside them.",
        "text.unlisted": "Not shown to others, as its owner asks.",
        "text.reserved": "What its owner says of its use",
        "text.removed": "Removed at the owner’s request.",
        "text.elsewhere": "in words that stand with their owner",
        "text.primary": "Goes back to",
        "text.way": "Way back",
        "text.why": "Why",
        "text.source": "Read from",
        "text.page": "The page at its owner",
        "text.byline": "by {names}",
        "text.also": "words also in {marks}",
        "dates.metadata": "date as given with it",
        "dates.dateline": "date from the dateline",
        "dates.byline": "date from the byline",
        "dates.text": "date from the text",
        "dates.story": "date from the other reports",
        "dates.none": "date not found",
        "dates.lineage": "by what shares its words; its own date is in the notes",
        "part.title": "title",
        "part.dateline": "dateline",
        "part.date": "date",
        "part.byline": "byline",
        "part.speaker": "who speaks",
        "part.signature": "who posted",
        "part.credit": "credit",
        "part.caption": "caption",
        "part.teaser": "teaser",
        "part.form": "form",
        "part.footer": "foot of the page",
        "part.apart": "{kind}, not read as a claim",
        "part.unread": "Captions, credits and other furniture, set small with what they are, are not read as claims.",
        # a briefing
        "brief.words": "Words in quotation marks stand in the source at the place given behind them. "
        "All other sentences are made of counted fields, and name the claim or story they count. "
        "`firsthand verify` checks both.",
        "brief.open": "What is not known yet",
        "brief.said": "What is said",
        "brief.differ": "Where reports differ",
        "brief.expected": "What was expected",
        "brief.changed": "What changed on the way",
        "brief.checked": "Quotations and corrections",
        "brief.nearest": "Nearest the source",
        "brief.sources": "Sources",
        "brief.by": "{stance}: {chain}",
        "brief.behind": "{who}. {origins} in {reports} ({marks}).",
        "brief.first": "First reported by {outlet}, {when}.",
        "brief.early": "Among the first to report it: {outlet}, {when}.",
        "brief.alone": "{lead}.",
        "brief.side": "{value}: {origins}, {reports} ({marks}).",
        "brief.verdict": "{kind}: {verdict}",
        "brief.outcome": "Due {due}: {outcome}.",
        "brief.decides": "The words that decide it:",
        "brief.drift": "{told}.",
        "brief.source": "{outlet}, {when}",
        "brief.more": "Further claims, not in this briefing: {n}.",
        "brief.rest": "{n} more, not in this briefing.",
        "quotation.in it": "In the text of {name}, whole",
        "quotation.cut": "In the text of {name}, as a part of a sentence",
        "quotation.not in it": "Not in the text of {name}",
        "correction.none": "No other report here has the old words",
        "correction.one": "1 other report here still has the old words",
        "correction.many": "{n} other reports here still have the old words",
        # what was asked after
        "ask.same": "this is {claim}:",
        "ask.near": "comes near {claim}:",
        "ask.but": "but: {why}",
        "ask.in": "in {title} ({story})",
        "ask.none": "no report here says this, or anything near it",
        # the way back
        "way.to": "goes back to {name} (confidence {sure})",
        "way.again": "and, by another way, to {name} (confidence {sure})",
        "way.own": "{why} (confidence {sure})",
        "way.kind": "{name} ({kind})",
        "way.step": "{text} ← {above}: {relation}, {share} of it",
        "way.further": "besides:",
        "way.names": "To ask further (trace, explain, history, correct): {story}; {names}",
        # the foot
        "foot": "{articles}, {refused} refused. --format json prints the same as data",
        "voices": "Words in quotation marks were published; all others are firsthand’s own.",
        "refused": "not read: {source}: {reason}",
        "nothing": "No story: nothing could be read.",
        "nothing.then": "No story: nothing that was given was surely public, or seen, by then.",
    }
)


def say(key: str, **fields: object) -> str:
    """Fill the template ``key``; numbers get a sign for thousands."""
    shown = {k: f"{v:,}" if isinstance(v, int) else v for k, v in fields.items()}
    return TEMPLATES[key].format_map(shown)


def capital(words: str) -> str:
    """Begin with a capital; what follows stays as it is."""
    return words[:1].upper() + words[1:]


def verdict(kind: str, found: str) -> str:
    """Say how the sides of a question of this kind stand to one another."""
    own = f"verdict.{kind}.{found}"
    return say(own if own in TEMPLATES else f"verdict.{found}")


def count(noun: str, n: int) -> str:
    """Say how many: "1 report", "1,904 reports"."""
    return say(f"{noun}.one" if n == 1 else f"{noun}.many", n=n)


def origins(low: int, high: int, noun: str = "origins") -> str:
    """Say a range: "2–3 origins", "1 origin", "at most 1 origin"."""
    if high <= 0:
        return say("origins.uncounted")
    if low <= 0:
        return say("origins.most", origins=count(noun, high))
    if low < high:
        return say(f"{noun}.range", low=low, high=high)
    return count(noun, high)


def share(part: float) -> str:
    """Say a share as whole per cent, "under 1%" for the least."""
    per_cent = round(part * 100)
    return say("share", n=per_cent) if per_cent else say("share.least")
