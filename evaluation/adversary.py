"""Hostile cases of lineage: texts that hide copying, and sites that claim what is not theirs."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import firsthand
from evaluation import shared
from evaluation.measures import Labelled, Measure
from firsthand.errors import Refused
from firsthand.lineage import Lineage
from firsthand.records import DEPENDING, Article


class Evasion(Labelled):
    """Pairs of a text and the same text written against recognition, with controls."""

    name = "lineage-evasion"
    unit = "pairs"
    needs = ("firsthand:trace_lineage",)
    path = "trust/evasion_pairs.jsonl"
    measures = (
        Measure("pairs right", "", held=True, reference="shingles as they stand: 22 of 48"),
    )

    def units(self) -> list[str]:
        return [row["id"] for row in shared.rows(self.files()[0])]

    def predict(self) -> dict[str, str]:
        return {row["id"]: _relation(row) for row in shared.rows(self.files()[0])}

    def score(self, answer: dict[str, str], kept: Collection[str]) -> Mapping[str, float]:
        rows = [row for row in shared.rows(self.files()[0]) if row["id"] in set(kept)]
        right = sum(_near(answer[row["id"]]) == row["expect_near_duplicate"] for row in rows)
        return {"pairs right": right / max(1, len(rows))}

    def misses(self, answer: dict[str, str]) -> Iterable[str]:
        for row in shared.rows(self.files()[0]):
            if _near(answer[row["id"]]) != row["expect_near_duplicate"]:
                yield f"{row['id']}\tgot {answer[row['id']]}"


def _near(relation: str) -> bool:
    return relation in DEPENDING - {"translation"}


def _relation(row: Mapping[str, Any]) -> str:
    variant = row["variant"]
    if row["variant_is_html"]:
        page = f"<html><body><article>{variant}</article></body></html>"
        try:
            variant = firsthand.extract(page).text
        except Refused:
            return "refused"
    pair = [firsthand.article(row["base"], id="a"), firsthand.article(variant, id="b")]
    return firsthand.trace_lineage(pair).pair("a", "b").relation


class Hostile(Labelled):
    """Back-dated copies, spoofed credits, link farms: who is primary, how many origins."""

    name = "lineage-hostile"
    unit = "scenarios"
    needs = ("firsthand:trace_lineage",)
    path = "trust/lineage_adversarial.jsonl"
    measures = (
        Measure("scenarios right", "", held=True),
        Measure("primary right", "", held=True),
        Measure("origins right", "", held=True),
        Measure("edges right", "", held=True),
    )

    def units(self) -> list[str]:
        return [row["id"] for row in shared.rows(self.files()[0])]

    def predict(self) -> dict[str, dict[str, bool]]:
        return {row["id"]: dict(_judged(row)) for row in shared.rows(self.files()[0])}

    def score(
        self, answer: dict[str, dict[str, bool]], kept: Collection[str]
    ) -> Mapping[str, float]:
        rows = [answer[key] for key in kept]
        figures = {"scenarios right": _share([all(row.values()) for row in rows])}
        for kind in ("primary", "origins", "edges"):
            figures[f"{kind} right"] = _share([row[kind] for row in rows if kind in row])
        return figures

    def misses(self, answer: dict[str, dict[str, bool]]) -> Iterable[str]:
        for key, row in answer.items():
            wrong = [kind for kind, right in row.items() if not right]
            if wrong:
                yield f"{key}\t{', '.join(wrong)}"


def _share(marks: list[bool]) -> float:
    return sum(marks) / max(1, len(marks))


def articles(row: Mapping[str, Any]) -> Iterator[Article]:
    """Give the articles of a scenario; a version is an article of its own ("O@v1")."""
    for given in row["articles"]:
        known = {
            "url": given["url"],
            "outlet": given["outlet"],
            "published": _instant(given["claimed_published"]),
            "byline": given.get("byline"),
            "credit": given.get("credit"),
            "owner": given.get("owner"),
            "canonical": given.get("link_canonical"),
        }
        versions = given.get("versions") or [{"seen": given["first_seen"], "text": given["text"]}]
        for number, version in enumerate(versions, start=1):
            identity = given["id"] if len(versions) == 1 else f"{given['id']}@v{number}"
            if version["text"]:
                yield firsthand.article(
                    version["text"],
                    id=identity,
                    seen=_instant(version["seen"]),
                    version_of=given["id"] if len(versions) > 1 else None,
                    **known,
                )


def _instant(given: str | None) -> str | None:
    """Give a time as it stands, or none where it is no time."""
    if given is None:
        return None
    try:
        datetime.fromisoformat(given)
    except ValueError:
        return None
    return given


def _judged(row: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    made = list(articles(row))
    traced = firsthand.trace_lineage(made)
    wanted = row["expect"]
    if wanted.get("primary"):
        yield "primary", _is_primary(wanted["primary"], traced, made)
    if "primary_outlet" in wanted:
        own = {a.id for a in made if a.outlet and a.outlet.name == wanted["primary_outlet"]}
        others = [a.id for a in made if a.id not in own]
        yield "primary", all(own & _above(traced, key) for key in others)
    if "independent_origins" in wanted:
        counted = traced.origins(a.id for a in made)
        number = wanted["independent_origins"]
        number = 0 if isinstance(number, str) else number
        yield "origins", counted.low <= number <= counted.high
    for one, other, _ in wanted.get("edges", ()):
        yield "edges", _connected(traced, one, other, row)


def _above(traced: Lineage, key: str) -> set[str]:
    """Nodes on all ways up from an article."""
    return {node for primary in traced.primary[key] for node in primary.path} - {key}


def _is_primary(wanted: str, traced: Lineage, made: list[Article]) -> bool:
    names = {node.id: node.name for node in traced.nodes}
    if wanted.startswith("virtual:"):
        roots = [{names[p.path[-1]] for p in traced.primary[a.id]} for a in made]
        return all(wanted.removeprefix("virtual:") in found for found in roots)
    ids = {a.id for a in made if wanted in {a.id, a.version_of}}
    collected = {a.id for a in made}
    below = all(ids & _above(traced, key) for key in collected - ids)
    return below and all(not (_above(traced, key) & collected) - ids for key in ids)


def _connected(traced: Lineage, one: str, other: str, row: Mapping[str, Any]) -> bool:
    if row["expect"].get("independent_origins") == 2:  # a passage in common, nobody's copy
        return traced.pair(one, other).direction in {"both", "unknown"}
    return any(link.to == one and link.upstream == other for link in traced.links)
