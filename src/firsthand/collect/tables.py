"""Tables of articles: Parquet files, as archives of news are passed on in.

What a table says of its own size is not believed: its groups of rows are read in a process with
bounds of its own, some rows at a time. The format: https://parquet.apache.org/docs/file-format/.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from firsthand.collect import budget
from firsthand.errors import Refused

#: rows that are handed over at once; the group that they stand in is read again for the next
ROWS = 1_000
#: what a group of rows may take, and the seconds of computing that it may cost to read it once
MEGABYTES, SECONDS = 2_048, 60.0
#: columns that are read besides ``text``, named as the fields of a line of JSON Lines are
COLUMNS = (
    "id", "text", "title", "url", "outlet", "byline", "credit", "owner", "published", "seen",
    "language", "canonical", "version_of", "links",
)  # fmt: skip
_HERE = __name__


def rows(path: str) -> Iterator[dict[str, Any]]:
    """Give the rows of a table as the fields of articles, empty ones left out.

    Raises Refused where the file is no table, has no column of texts, or takes more than a table
    may, and where nothing is installed that reads one.
    """
    for group in range(_ask("groups", path)):
        start = 0
        while found := _ask("piece", path, group, start):
            yield from found
            start += ROWS


def _ask(name: str, *asked: object) -> Any:
    return budget.run(f"{_HERE}:{name}", *asked, seconds=SECONDS, megabytes=MEGABYTES)


# --------------------------------------------------------------------------- in the worker


def groups(path: str) -> int:
    """Count the groups of rows of a table."""
    table = _opened(path)
    if "text" not in table.schema_arrow.names:
        raise Refused('the table has no column "text"; it must have one, with the articles\' texts')
    count: int = table.num_row_groups
    return count


def piece(path: str, group: int, start: int) -> list[dict[str, Any]]:
    """Return ``ROWS`` rows of a group from ``start`` on; none after its end."""
    table = _opened(path)
    if start >= table.metadata.row_group(group).num_rows:
        return []
    columns = [name for name in COLUMNS if name in table.schema_arrow.names]
    found = table.read_row_group(group, columns=columns, use_threads=False)
    return [
        {name: _plain(value) for name, value in row.items() if value is not None}
        for row in found.slice(start, ROWS).to_pylist()
    ]


def _opened(path: str) -> Any:
    try:
        import pyarrow  # noqa: PLC0415, ICN001 - in the worker, and only where it is installed
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        raise Refused('tables are read with pyarrow: pip install "firsthand[parquet]"') from None
    # the pool that it has by itself takes addresses ahead, which count as memory here
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
    try:
        return parquet.ParquetFile(Path(path), pre_buffer=False)
    except pyarrow.ArrowException as error:
        raise Refused(f"not a table ({str(error).splitlines()[0][:200]})") from error


def _plain(value: Any) -> Any:
    """Write times as a line of JSON has them."""
    return value.isoformat() if isinstance(value, date) else value
