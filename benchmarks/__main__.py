"""Speed and growth: articles per second of the whole and of each stage, and peak memory.

``python -m benchmarks [--base 10] [--times 1 10 100] [--json FILE]`` measures each size in a
Python of its own, so that peaks do not mix. ``growth`` compares the time for one article with that
of the size before: 1.0 is linear, and so is anything below, where start-up is shared by more.

Others, each with ``--help``: ``benchmarks.collecting`` (thousands of feeds; killed collectors),
``benchmarks.corroboration``, ``benchmarks.growing`` (one article more in a large story),
``benchmarks.kills``, ``benchmarks.library``, ``benchmarks.lineage``, ``benchmarks.soak`` (days of collecting
and reading: memory, files, log).
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import articles
from benchmarks.clock import peak

ROW = "{:>9} {:<14} {:>9} {:>11} {:>7} {:>8}"


def main() -> int:
    options = _options()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return 0
    rows: list[dict[str, Any]] = []
    print(ROW.format("articles", "stage", "seconds", "articles/s", "growth", "peak MB"))
    for times in options.times:
        found = _in_a_python_of_its_own(options.base * times)
        for stage, seconds in found["seconds"].items():
            before = next((row for row in reversed(rows) if row["stage"] == stage), None)
            row = {
                "articles": found["articles"],
                "stage": stage,
                "seconds": seconds,
                "peak": found["peak"],
            }
            row["growth"] = _each(row) / _each(before) if before else None
            rows.append(row)
            _show(row)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", type=int, default=10, help="articles at 1x")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def _in_a_python_of_its_own(count: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks", "--measure", str(count)]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found


def measure(count: int) -> dict[str, Any]:
    """Time the whole and the stages on ``count`` articles, start-up shown by itself."""
    import firsthand  # noqa: PLC0415 (its import is part of what is measured)

    seconds: dict[str, float] = {}

    def timed(stage: str, call: Callable[[], Any]) -> Any:
        begin = time.perf_counter()
        result = call()
        seconds[stage] = time.perf_counter() - begin
        return result

    timed("start", lambda: firsthand.find_attributions("The mayor said it had rained."))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "articles.jsonl")
        articles.write(path, count)
        read = timed("read (whole)", lambda: firsthand.read([str(path)])).articles
    timed(
        "moments",
        lambda: [firsthand.find_moments(a.text, reference=a.published.value) for a in read],
    )
    timed("stories", lambda: firsthand.group_stories(read))
    timed("lineage", lambda: firsthand.trace_lineage(read))
    # other texts, so that no parse is remembered
    fresh = list(articles.articles(count, seed=2))
    timed("attributions", lambda: [firsthand.find_attributions(a["text"]) for a in fresh])
    return {"articles": count, "seconds": seconds, "peak": peak()}


def _each(row: dict[str, Any]) -> float:
    return float(row["seconds"]) / int(row["articles"])


def _show(row: dict[str, Any]) -> None:
    growth = "" if row["growth"] is None or row["stage"] == "start" else f"{row['growth']:.2f}"
    speed = "" if row["stage"] == "start" else f"{1 / _each(row):.1f}"
    print(
        ROW.format(
            row["articles"],
            row["stage"],
            f"{row['seconds']:.2f}",
            speed,
            growth,
            f"{row['peak']:.0f}",
        ),
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
