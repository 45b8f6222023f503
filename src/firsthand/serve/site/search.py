"""A search as its address says it: kind, words, filters; and the links that narrow it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from starlette.requests import Request

from firsthand.lexicon import language
from firsthand.library import Filters, Told
from firsthand.serve.reasons import language_name
from firsthand.serve.site import addresses, found, fronts
from firsthand.serve.site.found import HITS, KINDS, PUBLIC, Choice, Results
from firsthand.serve.site.parameters import choice, desk, moment, query
from firsthand.serve.words import say

#: values of a filter that are offered
OFFERED = 8
#: filters that an address may hold besides the words
FILTERS = ("outlet", "language", "since", "until", "origins", "stance", "voice")
LANGUAGES = ("", *sorted(language.PARSED | language.UNPARSED))
#: filters of claims, their values, and what of a claim each asks
TESTS: Mapping[str, Mapping[str, Callable[[Told], bool]]] = {
    "origins": {"2": lambda told: told.low > 1, "1": lambda told: told.low <= 1},
    "stance": {
        stance: partial(lambda stance, told: stance in told.stances, stance)
        for stance in ("certain", "probable", "possible", "unconfirmed", "denied")
    },
    "voice": {
        "firsthand": lambda told: told.firsthand,
        "unnamed": lambda told: told.unnamed,
        "named": lambda told: not told.unnamed,
    },
}


def read(request: Request, kind: str | None = None) -> Results:
    """Look for what is asked: of the kind that the address names, if none is given."""
    kind, words = kind or choice(request, "in", KINDS), query(request)
    # what a program cannot have meant is told also where it decides nothing
    only = _filters(request)
    for name, values in TESTS.items():
        choice(request, name, ("", *values))
    given = {name: request.query_params.get(name, "")[:200] for name in FILTERS}
    results = Results(query=words, kind=kind, given=given, languages=_languages())
    if not words:
        return results
    if kind == "claims":
        return _claims(request, results)
    return (_articles if kind == "articles" else _stories)(request, results, only)


def _articles(request: Request, asked: Results, only: Filters) -> Results:
    most = PUBLIC if desk(request).public else HITS
    hits = desk(request).library.search(asked.query, most=most, only=only)
    outlets = Counter(hit.outlet for hit in hits if hit.outlet)
    asked = replace(asked, most=len(hits) == most)
    return found.articles(desk(request), asked, hits, tuple(_outlets(asked, outlets)))


def _stories(request: Request, asked: Results, only: Filters) -> Results:
    hits = desk(request).library.search(asked.query, most=HITS, only=only)
    names = dict.fromkeys(hit.story for hit in hits if hit.story is not None)
    asked = replace(asked, most=len(hits) == HITS or len(names) > fronts.STORIES)
    return found.stories(asked, desk(request).lines(list(names)[: fronts.STORIES]))


def _claims(request: Request, asked: Results) -> Results:
    most = PUBLIC if desk(request).public else HITS
    wanted = {name: choice(request, name, ("", *values)) for name, values in TESTS.items()}
    narrow = any(wanted.values())
    hits = desk(request).library.claims(asked.query, most=4 * most if narrow else most)
    fitting = [hit for hit in hits if all(_fits(hit, *one) for one in wanted.items())][:most]
    fitting.sort(key=lambda hit: (-hit.low, -hit.high))
    choices = [one for name in TESTS for one in _tested(asked, name, fitting)]
    asked = replace(asked, most=len(fitting) == most)
    return found.claims(desk(request), asked, fitting, tuple(choices))


def _fits(hit: Told, name: str, value: str) -> bool:
    return not value or TESTS[name][value](hit)


def _tested(asked: Results, name: str, hits: Sequence[Told]) -> Iterator[Choice]:
    """Offer the values of a filter that part the hits, or the way back from the one chosen."""
    if asked.given[name] in TESTS[name]:
        label = say("search.not", value=say(f"search.{name}.{asked.given[name]}"))
        yield Choice(by=name, label=label, href=_address(asked, **{name: ""}), count=None)
        return
    for value, test in TESTS[name].items():
        n = sum(map(test, hits))
        if 0 < n < len(hits):
            label = say(f"search.{name}.{value}")
            yield Choice(by=name, label=label, href=_address(asked, **{name: value}), count=n)


def _filters(request: Request) -> Filters:
    code = choice(request, "language", LANGUAGES)
    return Filters(
        outlet=request.query_params.get("outlet", "")[:200] or None,
        language=code or None, since=_begin(request), until=moment(request, "until"),
    )  # fmt: skip


def _begin(request: Request) -> datetime | None:
    found = moment(request, "since")
    return found and found.replace(hour=0, minute=0, second=0)


def _outlets(asked: Results, counted: Counter[str]) -> Iterator[Choice]:
    if asked.given["outlet"]:
        yield Choice(
            by="outlet", label=say("search.all"), href=_address(asked, outlet=""), count=None
        )  # fmt: skip
        return
    if len(counted) > 1:
        for name, n in counted.most_common(OFFERED):
            yield Choice(by="outlet", label=name, href=_address(asked, outlet=name), count=n)


def _address(asked: Results, **changed: str) -> str:
    return addresses.search(**{"in": asked.kind, "q": asked.query, **asked.given, **changed})


def _languages() -> tuple[tuple[str, str], ...]:
    return tuple((code, language_name(code)) for code in LANGUAGES[1:])
