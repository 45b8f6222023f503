"""The quality gate: run firsthand on every labelled set, print one table, compare with the floors."""

import argparse
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from evaluation import floors as floors_file
from evaluation import measures, published, shared
from evaluation.adversary import Evasion, Hostile
from evaluation.attributions import Attributions, GermanAttributions
from evaluation.claims import Claims
from evaluation.credits import Credits
from evaluation.extraction import Extraction
from evaluation.floors import Floors
from evaluation.grouping import Basil, Ecb, Giveme5w, Meantime, Newswcl, Pairs, Stories, Wikinews
from evaluation.measures import Figure, Labelled
from evaluation.moments import GermanMoments, Moments, ShortMoments
from evaluation.pages import Pages
from evaluation.pairs import Lineage
from evaluation.reader import Reader
from evaluation.rights import Rights
from evaluation.seconds import Seconds
from evaluation.translations import InEnglish, Parallel
from evaluation.trust import Trust

SETS: tuple[type[Labelled], ...] = (
    Claims,
    Lineage,
    Evasion,
    Hostile,
    InEnglish,
    Parallel,
    Credits,
    Attributions,
    GermanAttributions,
    Stories,
    Giveme5w,
    Wikinews,
    Basil,
    Newswcl,
    Ecb,
    Meantime,
    Pairs,
    Seconds,
    Moments,
    GermanMoments,
    ShortMoments,
    Extraction,
    Pages,
    Trust,
    Rights,
    Reader,
)
ROW = "{:<18} {:<30} {:>7} {:>7} {:>6}  {}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out for one set: figures, or why there are none."""

    labelled: Labelled
    digest: str
    figures: Sequence[Figure] = ()
    seconds: float = 0.0
    #: "" | "not yet" | "failed"
    without: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate; 0 if nothing fell below its floor, failed, or changed under it."""
    options = _options(arguments)
    folder = shared.root()
    if folder is None:
        print(f"{shared.ABSENT}: nothing was measured")
        return 0
    floors = floors_file.load()
    print(ROW.format("set", "measure", "figure", "s.e.", "floor", "reference"))
    troubles: list[str] = []
    for kind in SETS:
        if options.only and kind.name not in options.only:
            continue
        outcome = run(kind(folder / "data"), options.errors)
        if options.update and outcome.figures:
            floors.update(kind.name, outcome.digest, outcome.figures, options.allow_regression)
            floors_file.save(floors)
        show(outcome, floors)
        troubles += judge(outcome, floors)
    if options.update:
        published.write(floors, {kind.name: kind(folder / "data") for kind in SETS})
    print("\ns.e.: jackknife over ten groups of the set's units. * below its floor.")
    print("\n".join(troubles) or "no figure is below its floor")
    return 1 if troubles else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    names = [kind.name for kind in SETS]
    parser.add_argument(
        "--only", action="append", choices=names, metavar="NAME", help=f"one of: {', '.join(names)}"
    )
    parser.add_argument(
        "--errors",
        type=Path,
        metavar="FOLDER",
        help="write the misses of each set there; they quote texts",
    )
    parser.add_argument("--update", action="store_true", help="raise the floors to the figures")
    parser.add_argument(
        "--allow-regression",
        metavar="REASON",
        help="with --update: lower floors too, and keep the reason",
    )
    options = parser.parse_args(arguments)
    if options.allow_regression and not options.update:
        parser.error("--allow-regression lowers floors and so needs --update")
    return options


def run(labelled: Labelled, errors: Path | None = None) -> Outcome:
    """Measure firsthand on one set; what it raises is shown and makes the outcome "failed"."""
    digest = shared.digest(labelled.files())
    if not all(map(is_there, labelled.needs)):
        return Outcome(labelled, digest, without="not yet")
    try:
        begin = time.perf_counter()
        answer = labelled.predict()
        seconds = time.perf_counter() - begin
        figures = measures.figures(labelled, answer)
        if errors:
            errors.mkdir(parents=True, exist_ok=True)
            lines = "".join(f"{line}\n" for line in labelled.misses(answer))
            (errors / f"{labelled.name}.txt").write_text(lines, encoding="utf-8")
    except Exception:  # noqa: BLE001 (one broken set must not hide the figures of the others)
        traceback.print_exc()
        return Outcome(labelled, digest, without="failed")
    return Outcome(labelled, digest, figures, seconds)


def is_there(need: str) -> bool:
    """Tell whether a public function of firsthand, or a module, is written yet."""
    module, _, name = need.partition(":")
    try:
        return not name or hasattr(import_module(module), name)
    except ImportError:
        return False


def show(outcome: Outcome, floors: Floors) -> None:
    """Print the rows of one set."""
    labelled = outcome.labelled
    units = f"{len(labelled.units())} {labelled.unit}"
    print(
        f"\n{labelled.name}: {units}, {outcome.without or f'{outcome.seconds:.1f} s'}", flush=True
    )
    below = set(floors.below(labelled.name, outcome.figures))
    for figure in outcome.figures:
        measure = figure.measure
        floor = floors.of(labelled.name).get(measure.name)
        mark = "*" if measure.name in below else ""
        row = (labelled.name, measure.name, f"{figure.value:.3f}{mark}", f"{figure.error:.3f}")
        print(ROW.format(*row, "" if floor is None else f"{floor:.2f}", measure.reference).rstrip())


def judge(outcome: Outcome, floors: Floors) -> Iterator[str]:
    """Say what is wrong with an outcome, one sentence each."""
    name = outcome.labelled.name
    if outcome.without == "failed":
        yield f"{name}: failed"
    elif outcome.without:
        if floors.of(name):
            yield f"{name}: it has floors, but what it runs on cannot be imported"
    elif not floors.same_gold(name, outcome.digest):
        yield f"{name}: the gold is not the one its floors were set on; look at it, then --update"
    else:
        yield from (
            f"{name}: {measure} is below its floor"
            for measure in floors.below(name, outcome.figures)
        )
