"""How often firsthand is right, as measured on texts that people labelled, and in which languages."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
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
    "timeline": ("times",),
    "lineage": ("links", "direction"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A share of what was right, and on what it was measured."""

    name: str
    #: of a hundred
    right: int
    #: the same in stories that were new to the rules, as a reader's are; None if not measured
    anew: int | None
    count: int
    unit: str
    #: the labelled set, and its measure
    set: str
    measure: str

    @property
    def what(self) -> str:
        return say(f"measured.{self.name}")

    @property
    def new(self) -> str:
        """Say how much of it was right in stories that were new to the rules."""
        return say("measured.unmeasured") if self.anew is None else str(self.anew)

    @property
    def on(self) -> str:
        return say("measured.on", n=self.count, unit=self.unit)


@cache
def figures() -> Mapping[str, Figure]:
    """Return the figures by their names."""
    written = files("firsthand.serve").joinpath("measured.toml").read_text("utf-8")
    return {
        name: Figure(
            name=name, right=round(row["value"] * 100),
            anew=round(row["new"] * 100) if "new" in row else None, count=row["count"], unit=row["unit"],
            set=row["set"], measure=row["measure"],
        )
        for name, row in tomllib.loads(written).items()
    }  # fmt: skip


@cache
def beside() -> Mapping[str, str]:
    """Say what stands beside each part of a page: of new stories, where these were measured."""
    said = {part: _beside(names) for part, names in BESIDE.items()}
    # what is missed is not seen on the page: that is said in full
    return {**said, "differ": say("measured.beside.differ", n=figures()["differ"].new)}


def _beside(names: Iterable[str]) -> str:
    known = [figures()[name] for name in names]
    new = all(one.anew is not None for one in known)
    first, *rest = (
        say(f"measured.short.{one.name}", n=one.anew if new else one.right) for one in known
    )
    # of how many is said once
    found = ", ".join([say("measured.cases", found=first), *rest])
    return say("measured.beside.new" if new else "measured.beside", found=found)


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
