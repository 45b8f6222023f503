"""Show what the reading of the demo corpus meets of its key, and shorten the list of what it does not.

    python -m tests.demo

The list under ``open`` at the end of ``key.yaml`` only shrinks here: what is met is taken off it,
what is no longer met is shown and makes the exit status 1.
"""

import json
import sys

from tests.demo import scoring

PATH = scoring.FOLDER / "key.yaml"


def main() -> int:
    key, reading = scoring.load(), scoring.read()
    scores = scoring.score(scoring.Answer(key, json.loads(json.dumps(reading.to_json()))), reading)
    left: dict[str, list[str]] = {}
    broken = 0
    for stage, items in scores.items():
        left[stage] = [name for name in key["open"][stage] if not items.get(name, True)]
        worse = [name for name, met in items.items() if not met and name not in left[stage]]
        broken += len(worse)
        shown = [f"{stage}: {sum(items.values())} of {len(items)} met"]
        shown += [f"  no longer met: {name}" for name in worse]
        sys.stdout.write("\n".join(shown) + "\n")
    head = PATH.read_text("utf-8").partition("\nopen:")[0]
    PATH.write_text(head + "\nopen:\n" + "".join(map(_listed, left.items())), "utf-8")
    return 1 if broken else 0


def _listed(item: tuple[str, list[str]]) -> str:
    stage, names = item
    rows = "".join(f"    - {json.dumps(name, ensure_ascii=False)}\n" for name in names)
    return f"  {stage}:\n{rows}" if names else f"  {stage}: []\n"


if __name__ == "__main__":
    sys.exit(main())
