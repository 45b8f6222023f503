"""What the pages say of how often firsthand is right: written from the floors into the package.

    python -m evaluation.published

``python -m evaluation --update`` does it, too. A page promises the floor and no more.
"""

from pathlib import Path

from evaluation import floors as floors_file
from evaluation import shared
from evaluation.floors import Floors
from evaluation.measures import Labelled

PATH = Path(__file__).parent.parent / "src/firsthand/serve/measured.toml"
#: name on the pages -> set and measure
FIGURES = {
    "origins": ("claims", "origins meet"),
    "many": ("claims", "origins meet, 2+"),
    "newsrooms": ("claims", "story origins meet"),
    "chain": ("claims", "chain exact"),
    "deep": ("claims", "chain exact, 2+ links"),
    "stance": ("claims", "certainty accuracy"),
    "anonymous": ("claims", "anonymous F1"),
    "firsthand": ("claims", "firsthand F1"),
    "same": ("claims", "same claim F1"),
    "apart": ("claims", "different kept apart"),
    "differ": ("claims", "disagreements R"),
    "times": ("claims", "times right"),
    "links": ("lineage", "pair F1"),
    "direction": ("lineage", "direction both"),
    "relation": ("lineage", "relation macro F1"),
    "story": ("stories", "B3 F1"),
    "day": ("pages", "day"),
    "title": ("pages", "title"),
}
#: the same measures in seven stories that nothing was developed with. Their keys were written by reading, before
#: anything was run on them, and stand aside: a gate would make them known, and soon no longer new
NEW = {
    "origins": 0.96, "newsrooms": 1.0, "chain": 0.84, "deep": 0.57, "stance": 0.93, "anonymous": 0.76,
    "firsthand": 0.62, "same": 0.68, "apart": 0.92, "differ": 0.07, "times": 0.96,
}  # fmt: skip
_HEAD = """\
# How often firsthand was right on texts that people labelled; written by `python -m evaluation.published`
# from evaluation/floors.json. Rules were developed with the same texts: on others it may do worse: "new" is
# the share in stories with which nothing was developed.
"""


def write(floors: Floors, sets: dict[str, Labelled], path: Path = PATH) -> None:
    """Write the figures; ``sets`` says on how much each was measured."""
    lines = [_HEAD]
    for name, (kind, measure) in FIGURES.items():
        labelled = sets[kind]
        if measure not in floors.of(kind):
            continue
        new = f"new = {NEW[name]}\n" if name in NEW else ""
        lines.append(
            f'[{name}]\nvalue = {floors.of(kind)[measure]}\n{new}set = "{kind}"\n'
            f'measure = "{measure}"\ncount = {len(labelled.units())}\nunit = "{labelled.unit}"\n'
        )
    path.write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    from evaluation.gate import SETS  # noqa: PLC0415 (the gate writes this file, too)

    folder = shared.root()
    if folder is None:
        print(f"{shared.ABSENT}: nothing was written")
        return
    write(floors_file.load(), {kind.name: kind(folder / "data") for kind in SETS})


if __name__ == "__main__":
    main()
