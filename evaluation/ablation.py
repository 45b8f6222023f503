"""What each family of rules brings to attributions: the same figures with one family left out.

``python -m evaluation.ablation`` prints the table of docs/explanation/attributions.md.
"""

import sys
from collections.abc import Callable

from evaluation import shared
from evaluation.attributions import Attributions
from firsthand.claims import cues, hearing
from firsthand.claims.cue import Cue

#: family -> kind of its cues
FAMILIES = {
    "speech": "say",
    "announcements with a noun": "announce",
    "beliefs": "belief",
    "denials": "deny",
    "silences": "silence",
    "accusations": "accuse",
    "characterisations": "characterise",
    "urging": "urge",
    "quoted as saying": "quote",
    "according to": "according",
    "passives": "passive",
    "nouns with their content": "noun",
    "stands": "attitude",
}
COLUMNS = (
    "content F1 @.5", "content P @.5", "content R @.5", "triple F1 @.5",
    "speech recall @.5", "source right, of these",
)  # fmt: skip


def main() -> int:
    """Print one row for all rules, then one for each family left out."""
    data = shared.root()
    if data is None:
        print(f"{shared.ABSENT}: nothing was measured")
        return 0
    gold = Attributions(data / "data")
    print("| left out | " + " | ".join(COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 1) + "|")
    _row("nothing", gold)
    whole = cues.find
    for family, kind in FAMILIES.items():
        cues.find = _without(whole, kind)
        _row(family, gold)
    cues.find = whole
    given = hearing.Hearing.given
    hearing.Hearing.given = lambda *_: []  # type: ignore[method-assign]
    _row("quotations joined to their cue", gold)
    hearing.Hearing.given = given  # type: ignore[method-assign]
    return 0


def _without(find: Callable[..., list[Cue]], kind: str) -> Callable[..., list[Cue]]:
    def found(*arguments: object) -> list[Cue]:
        return [cue for cue in find(*arguments) if cue.kind != kind]

    return found


def _row(name: str, gold: Attributions) -> None:
    figures = gold.score(gold.predict(), gold.units())
    print(f"| {name} | " + " | ".join(f"{figures[c]:.3f}" for c in COLUMNS) + " |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
