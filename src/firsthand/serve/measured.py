"""How often firsthand is right, as measured on texts that people labelled, and in which languages."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from firsthand.lexicon import language, moments
from firsthand.serve.reasons import language_name
from firsthand.serve.words import say

#: part of a page -> the figures that stand beside it
BESIDE: Mapping[str, tuple[str, ...]] = {
    "front": ("newsrooms", "story"),
    "claims": ("origins", "chain", "stance"),
    "differ": ("differ",),
    "timeline": ("times",),
    "lineage": ("links", "direction"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A share of what was right, and on what it was measured."""

    name: str
    #: of a hundred
    right: int
    count: int
    unit: str
    #: the labelled set, and its measure
    set: str
    measure: str

    @property
    def what(self) -> str:
        return say(f"measured.{self.name}")

    @property
    def on(self) -> str:
        return say("measured.on", n=self.count, unit=self.unit)


@cache
def figures() -> Mapping[str, Figure]:
    """Return the figures by their names."""
    written = files("firsthand.serve").joinpath("measured.toml").read_text("utf-8")
    return {
        name: Figure(
            name=name, right=round(row["value"] * 100), count=row["count"], unit=row["unit"],
            set=row["set"], measure=row["measure"],
        )
        for name, row in tomllib.loads(written).items()
    }  # fmt: skip


@cache
def beside() -> Mapping[str, str]:
    """Say what stands beside each part of a page."""
    known = figures()
    return {
        part: say(
            "measured.beside",
            found="; ".join(say(f"measured.short.{n}", n=known[n].right) for n in names),
        )
        for part, names in BESIDE.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """What can be read in a language."""

    name: str
    claims: str
    times: str
    numbers: str


def tongues() -> Iterator[Tongue]:
    """Say what can be read in each language of which something is known, and in all others."""
    timed = set(moments.LANGUAGES).difference(language.PARSED, language.UNPARSED)
    for code in (*sorted(language.PARSED), *sorted(language.UNPARSED), *sorted(timed)):
        yield _tongue(code, language_name(code))
    yield _tongue("", say("tongue.others"))


def _tongue(code: str, name: str) -> Tongue:
    parsed, rules = code in language.PARSED, code in language.UNPARSED
    return Tongue(
        name=name,
        claims=say("tongue.parsed" if parsed else "tongue.rules" if rules else "tongue.unread"),
        times=say("tongue.times" if code in moments.LANGUAGES else "tongue.names"),
        numbers=say("tongue.numbers" if parsed else "tongue.unnumbered"),
    )
