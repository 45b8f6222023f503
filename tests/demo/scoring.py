"""Comparing a reading of the demo corpus with its answer key, item by item.

Every function yields pairs: the name of an item of the key, and whether the reading meets it. Names
are made of numbers and words of the key, so that they can be listed there.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from importlib.resources import as_file, files
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import yaml

import firsthand
from firsthand.lineage.trace import Lineage
from firsthand.reading import Reading

FOLDER = Path(__file__).parent
#: Saturday noon, after the last article
NOW = datetime(2024, 6, 15, 12, tzinfo=UTC)
#: words of the key must lie in a report at least by this share to be found there
COVERED = 0.5
#: share of a passage that must lie in passages found, by how far the words may have changed
PASSAGE = {"verbatim": 0.9, "edited": 0.8, "quotation": 0.8, "paraphrase": 0.5, "translation": 0.5}
COPYING = frozenset({"copy", "trimmed", "version", "excerpt", "rewrite", "translation"})
#: the key's word for a drift, and kinds under which it may be found
DRIFT = {
    "dropped_hedge": {"hedge"},
    "dropped_attribution": {"attribution"},
    "changed_word": {"word", "name"},
}

Key = dict[str, Any]
Json = dict[str, Any]
Item = tuple[str, bool]


def load() -> Key:
    return yaml.safe_load((FOLDER / "key.yaml").read_text("utf-8"))


def lines(name: str) -> list[Json]:
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


def read() -> Reading:
    with as_file(files("firsthand").joinpath("demo", "articles")) as folder:
        return firsthand.read(folder, now=NOW)


def score(answer: "Answer", reading: Reading) -> dict[str, dict[str, bool]]:
    """All items of the key by stage, and whether the reading meets them."""
    traced = firsthand.trace_lineage(reading.articles)
    known = [lines(f"{name}.jsonl") for name in ("pairs", "origins", "passages")]
    return {
        "collect": dict(collect(answer)),
        "stories": dict(stories(answer)),
        "lineage": dict(lineage(answer, traced, *known)),
        "claims": dict(claims(answer)),
        "corroboration": dict(corroboration(answer)),
        "timeline": dict(timeline(answer)),
    }


class Place(NamedTuple):
    start: int
    stop: int


class Answer:
    """A reading in its JSON form, looked at through the numbers and words of the key."""

    def __init__(self, key: Key, shown: Json) -> None:
        self.key = key
        self.shown = shown
        self.names: dict[int, str] = key["articles"]
        self.numbers = {name: number for number, name in self.names.items()}
        self.articles = {found["id"]: found for found in shown["articles"]}
        self.stories: list[Json] = shown["stories"]
        self.claims: dict[str, Json] = {}
        self.reports: dict[str, list[tuple[str, int, Json]]] = defaultdict(list)
        for story in self.stories:
            for claim in story["claims"]:
                self.claims[claim["id"]] = claim
                for index, report in enumerate(claim["reports"]):
                    self.reports[report["article"]].append((claim["id"], index, report))

    def article(self, number: int) -> Json:
        return self.articles[self.names[number]]

    def place(self, number: int, words: str) -> Place:
        start = self.article(number)["text"].index(words)
        return Place(start, start + len(words))

    def at(self, number: int, words: str) -> list[tuple[str, int, Json]]:
        """Reports that carry these words best: claim, index in the claim, report."""
        place = self.place(number, words)
        found = []
        for claim, index, report in self.reports[self.names[number]]:
            shared = overlap(place, Place(report["start"], report["stop"]))
            if shared >= COVERED * len(words):
                found.append((shared, report["start"] - report["stop"], (claim, index, report)))
        best = max((rank[:2] for rank in found), default=None)
        return [item for *rank, item in found if tuple(rank) == best]

    def claims_at(self, number: int, words: str) -> set[str]:
        return {claim for claim, _, _ in self.at(number, words)}


def overlap(one: Place, other: Place) -> int:
    return max(0, min(one.stop, other.stop) - max(one.start, other.start))


def accepted(value: object) -> set[str]:
    return {part.strip() for part in str(value).split("|")}


def bounds(value: object) -> tuple[int, int]:
    low, _, high = str(value).partition("-")
    return int(low), int(high or low)


def within(found: Json, low: int, high: int) -> bool:
    return bool(low <= found["low"] <= found["high"] <= high)


# --------------------------------------------------------------------------- collect


def collect(answer: Answer) -> Iterator[Item]:
    key = answer.key
    for number in key["articles"]:
        article = answer.article(number)
        yield f"language {number}", article["language"] == key["languages"][number]
        yield f"outlet {number}", (article["outlet"] or {}).get("name") == key["outlets"][number]
        yield f"published {number}", _published(article, number, key)
    for number, agency in key["credits"].items():
        names = {credit["agency"] for credit in answer.article(number)["credits"]}
        yield f"credit {number}", bool(accepted(agency) & names)
    for number, names in key["bylines"].items():
        yield f"byline {number}", answer.article(number)["byline"] == names
    for number, targets in key["links"].items():
        cited = {x["url"] for x in answer.article(number)["links"] if x["kind"] == "source"}
        for target in targets:
            yield f"link {number} {target}", answer.article(target)["url"] in cited
    for number, words in key["boilerplate"]:
        yield f"furniture {number}: {words}", not _in_body(answer, number, words)


def _published(article: Json, number: int, key: Key) -> bool:
    """Whether the day is right; where it cannot be known, whether the given one is doubted."""
    found, day = article["published"], str(key["published"][number])
    if number in key["published_note"]:
        doubted = any("date" in flag["kind"] for flag in article["flags"])
        return doubted or (found["latest"] or day)[:10] >= day
    return (found["value"] or "")[:10] == day


def _in_body(answer: Answer, number: int, words: str) -> bool:
    place = answer.place(number, words)
    body = (part for part in answer.article(number)["parts"] if part["kind"] == "body")
    return any(overlap(place, Place(part["start"], part["stop"])) for part in body)


# --------------------------------------------------------------------------- stories


def stories(answer: Answer) -> Iterator[Item]:
    found = [set(story["articles"]) for story in answer.stories]
    for index, numbers in enumerate(answer.key["stories"]):
        yield f"story {index}", {answer.names[number] for number in numbers} in found


# --------------------------------------------------------------------------- lineage


def lineage(
    answer: Answer, traced: Lineage, pairs: list[Json], origins: list[Json], passages: list[Json]
) -> Iterator[Item]:
    for pair in pairs:
        yield from _pair(answer, traced, pair)
    for group in origins:
        found = traced.origins([doc["id"] for doc in group["docs"]])
        low, high = group["n_origins"]
        yield f"origins {group['group']}", low <= found.low <= found.high <= high
    for row in passages:
        found = traced.pair(row["a"], row["b"]).passages
        for index, passage in enumerate(row["passages"]):
            yield f"passage {row['pair']} {index}", _covered(answer, row, passage, found)
    for number, sources in answer.key["primary"].items():
        named = {_source(answer, source) for source in answer.article(number)["primary_sources"]}
        must = set(sources["must"])
        yield f"primary {number}", must <= named <= must | set(sources.get("may", ()))
    for number, path in answer.key["paths"].items():
        ways = [source["path"] for source in answer.article(number)["primary_sources"]]
        yield f"path {number}", [answer.names[step] for step in path] in ways


def _pair(answer: Answer, traced: Lineage, pair: Json) -> Iterator[Item]:
    if pair["confidence"] == "low":
        return
    numbers = f"{answer.numbers[pair['a']]}-{answer.numbers[pair['b']]}"
    found = traced.pair(pair["a"], pair["b"])
    relations = accepted(pair["relation"].replace("unrelated", "independent"))
    yield f"relation {numbers}", found.relation in relations
    if pair["direction"] != "none":
        yield f"direction {numbers}", found.direction == pair["direction"].partition(" ")[0]


def _covered(answer: Answer, row: Json, passage: Json, found: Any) -> bool:
    """Whether both sides of a passage lie in passages found."""
    for side in ("a", "b"):
        text = answer.articles[row[side]]["text"]
        start = text.index(passage[side])
        spans = [span for one in found if (span := getattr(one, side)) is not None]
        covered = {
            place
            for span in spans
            for place in range(max(start, span.start), min(start + len(passage[side]), span.stop))
        }
        if len(covered) < PASSAGE[passage["kind"]] * len(passage[side]):
            return False
    return True


def _source(answer: Answer, source: Json) -> int | str:
    if source["kind"] == "self":
        return "self"
    return answer.numbers.get(source["node"], f"{source['kind']} {source['name']}")


# --------------------------------------------------------------------------- claims


def claims(answer: Answer) -> Iterator[Item]:
    for item in answer.key["attributions"]:
        number, words = item["a"], item["at"]
        name = f"{number}: {words}"
        reports = [report for _, _, report in answer.at(number, words)]
        yield f"report {name}", bool(reports)
        if not reports:
            continue
        chains = [item["chain"], *item.get("chain_alt", ())]
        own = [*answer.key["agency"].get(number, ()), answer.key["outlets"][number]]
        yield f"chain {name}", all(_chain(report["chain"], chains, own) for report in reports)
        stances = accepted(item["certainty"])
        yield f"stance {name}", all(report["stance"] in stances for report in reports)
        for flag, value in (("anonymous", _anonymous), ("firsthand", _firsthand)):
            if item.get(flag, False) != "any":
                want = item.get(flag, False)
                yield f"{flag} {name}", all(value(report) == want for report in reports)
    for number, words in answer.key["boilerplate"]:
        yield f"no report {number}: {words}", not answer.at(number, words)
    known = {
        (item["a"], *report[:2])
        for item in answer.key["attributions"]
        for report in answer.at(item["a"], item["at"])
    }
    for number, name in answer.names.items():
        found = {(number, claim, index) for claim, index, _ in answer.reports[name]}
        yield f"nothing else {number}", found <= known
    for item in answer.key["times"]:
        yield f"time {item['a']}: {item['at']}", _time(answer, item)


def _anonymous(report: Json) -> bool:
    return any(voice["anonymous"] for voice in report["chain"])


def _firsthand(report: Json) -> bool:
    return bool(report["firsthand"])


def _chain(found: list[Json], chains: list[list[list[str]]], own: list[str]) -> bool:
    return any(_same_chain(found, chain, own) for chain in chains)


def _same_chain(found: list[Json], chain: list[list[str]], own: list[str]) -> bool:
    """Whether the voices are those of the key; that the text is the outlet's own is no link."""
    names = [voice["name"] for voice in found]
    while names and _named(names[0], own) and not (chain and _named(names[0], chain[0])):
        names = names[1:]
    return len(names) == len(chain) and all(map(_named, names, chain))


def _named(name: str, spellings: list[str]) -> bool:
    words = _words(name)
    return any(
        words[start : start + len(form)] == form
        for form in map(_words, spellings)
        for start in range(len(words) - len(form) + 1)
    )


def _words(name: str) -> list[str]:
    bare = name.casefold().replace("’s", "").replace("'s", "")
    return "".join(c if c.isalnum() else " " for c in bare).split()


def _time(answer: Answer, item: Json) -> bool:
    outer = answer.place(item["a"], item["at"])
    start = outer.start + item["at"].index(item["text"])
    place = Place(start, start + len(item["text"]))
    values = {
        time["value"]
        for _, _, report in answer.reports[answer.names[item["a"]]]
        for time in report["times"]
        if overlap(place, Place(time["start"], time["stop"])) >= COVERED * len(item["text"])
    }
    return bool(values) and values <= accepted(item["value"])


# --------------------------------------------------------------------------- corroboration


def corroboration(answer: Answer) -> Iterator[Item]:
    key = answer.key
    for group in key["same_claim"]:
        yield from _same(answer, group)
    yield from _pure(answer)
    for one, other in key["different_claims"]:
        a, b = answer.claims_at(*one), answer.claims_at(*other)
        yield f"apart {one[0]}: {one[1]} / {other[0]}: {other[1]}", bool(a and b) and not a & b
    for question in key["disagreements"]:
        yield f"disagreement {question['name']}", _disagreement(answer, question)
    yield "no other disagreement", all(map(partial(_in_key, answer), _alarms(answer)))
    for item in key["drift"]:
        number, words = item["to"]
        yield f"drift {number}: {words}", _drift(answer, item)
    low, high = key["independent_origins"]["low"], key["independent_origins"]["high"]
    chief = max(answer.stories, key=lambda story: len(story["articles"]))
    yield "origins of the story", within(chief["independent_origins"], low, high)


def _same(answer: Answer, group: Json) -> Iterator[Item]:
    """One item for what is told in English, one for all languages where there are others."""
    members = group["members"]
    english = [member for member in members if answer.key["languages"][member[0]] == "en"]
    found = [answer.claims_at(*member) for member in members]
    if len(english) > 1:
        yield (
            f"same {group['name']}",
            bool(set.intersection(*(answer.claims_at(*x) for x in english))),
        )
    if len(english) < len(members):
        yield f"same in all languages {group['name']}", bool(set.intersection(*found))
    counts = {
        claim: sum(claim in claims for claims in found) for claims in found for claim in claims
    }
    most = max(counts.values(), default=0)
    chief = [answer.claims[claim] for claim, count in counts.items() if count == most]
    span = bounds(group["origins"])
    yield (
        f"origins {group['name']}",
        bool(chief) and all(within(claim["independent_origins"], *span) for claim in chief),
    )


def _pure(answer: Answer) -> Iterator[Item]:
    """No two groups in one claim, unless one report tells both: that is a matter of its grain."""
    either = {frozenset(pair) for pair in answer.key["either"]}
    found = {
        group["name"]: [report for member in group["members"] for report in answer.at(*member)]
        for group in answer.key["same_claim"]
    }
    claims = {name: {report[0] for report in reports} for name, reports in found.items()}
    places = {name: {report[:2] for report in reports} for name, reports in found.items()}
    mixed: dict[str, list[str]] = {name: [] for name in claims}
    for one, other in combinations(claims, 2):
        coarse = bool(places[one] & places[other])
        if claims[one] & claims[other] and not coarse and frozenset((one, other)) not in either:
            mixed[one].append(other)
    for name, others in mixed.items():
        yield f"unmixed {name}", not others


def _disagreement(answer: Answer, question: Json) -> bool:
    """Whether it is found with its verdict; one that may be compatible need not be found."""
    verdicts = accepted(question["kind"])
    found = [
        shown["verdict"]
        for story in answer.stories
        for shown in story["disagreements"]
        if _sides(answer, shown, question["sides"])
    ]
    if not found:
        return "compatible" in verdicts
    return any(verdict in verdicts for verdict in found)


def _alarms(answer: Answer) -> Iterator[Json]:
    for story in answer.stories:
        yield from (shown for shown in story["disagreements"] if shown["verdict"] != "compatible")


def _in_key(answer: Answer, shown: Json) -> bool:
    return any(_sides(answer, shown, known["sides"]) for known in answer.key["disagreements"])


def _sides(answer: Answer, shown: Json, sides: list[Any]) -> bool:
    """Whether the claims of the key stand on different sides of a disagreement."""
    stands = []
    for side in sides:
        members = [
            (answer.names[number], answer.place(number, words))
            for number, words in _members(answer, side)
        ]
        stands.append({i for i, told in enumerate(shown["sides"]) if _holds(answer, told, members)})
    return any(a != b for one, other in combinations(stands, 2) for a in one for b in other)


def _members(answer: Answer, side: list[Any]) -> list[list[Any]]:
    """All words of the key that tell the claim of these."""
    groups = (group["members"] for group in answer.key["same_claim"])
    return next((members for members in groups if side in members), [side])


def _holds(answer: Answer, side: Json, members: list[tuple[str, Place]]) -> bool:
    return any(
        article == name
        and overlap(place, Place(start, stop)) >= COVERED * (place.stop - place.start)
        for article, start, stop in _told(answer, side)
        for name, place in members
    )


def _told(answer: Answer, side: Json) -> Iterator[tuple[str, int, int]]:
    yield from ((article, start, stop) for article, start, stop in side["reports"])
    for claim in side["claims"]:
        for report in answer.claims[claim]["reports"]:
            yield report["article"], report["start"], report["stop"]


def _drift(answer: Answer, item: Json) -> bool:
    return any(
        drift["report"] == index and drift["kind"] in DRIFT[item["kind"]]
        for claim, index, _ in answer.at(*item["to"])
        for drift in answer.claims[claim]["drift"]
    )


# --------------------------------------------------------------------------- timeline


def timeline(answer: Answer) -> Iterator[Item]:
    for item in answer.key["expectations"]:
        found = [
            answer.claims[claim]["expectation"] for claim in answer.claims_at(item["a"], item["at"])
        ]
        name, day = f"{item['a']}: {item['at']}", str(item["due"])
        yield (
            f"due {name}",
            any(e and _day(e["due"]["earliest"]) <= day <= _day(e["due"]["latest"]) for e in found),
        )
        yield (
            f"outcome {name}",
            any(e and e["outcome"] in accepted(item["outcome"]) for e in found),
        )

    for item in answer.key["first_reported"]:
        number, words = item["at"]
        claims = answer.claims_at(number, words)
        first = {
            event["first_reported"]["article"]
            for story in answer.stories
            for event in story["timeline"]
            if event["claim"] in claims
        }
        yield f"first {number}: {words}", first == {answer.names[item["article"]]}


def _day(moment: str | None) -> str:
    return (moment or "")[:10]
