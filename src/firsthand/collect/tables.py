"""Tables of articles: Parquet files, as archives of news are passed on in.

What a table says of its own size is not believed: its groups of rows are read in a process with
bounds of its own, some rows at a time. The format: https://parquet.apache.org/docs/file-format/.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from firsthand.collect import budget
from firsthand.errors import Refused

#: rows that are handed over at once
ROWS = 1_000
#: what these may take, and the seconds of computing that they may cost
MEGABYTES, SECONDS = 2_048, 60.0
#: columns that are read besides ``text``, named as the fields of a line of JSON Lines are
COLUMNS = (
    "id", "text", "title", "url", "outlet", "byline", "credit", "owner", "published", "seen",
    "language", "canonical", "version_of", "links",
)  # fmt: skip
#: rows without a text that are named one by one: a kilobyte of a table may hold millions of them
NAMED = 100
_TIMES = frozenset({"published", "seen"})
_LISTS = frozenset({"byline", "links"})
#: bytes of a file that are read ahead: without, a group's column is held packed and whole
_AHEAD = 1 << 20
_HERE = __name__


def rows(path: str) -> Iterator[tuple[int, dict[str, Any] | Refused]]:
    """Give the numbered rows of a table as the fields of articles, empty ones left out.

    A row that cannot be read, or the rest of a group of them, is a value with its reason. Raises
    Refused where the file is no table, has no column of texts, or takes more than a table may, and
    where nothing is installed that reads one.
    """
    without, last = 0, 0
    for number, row in _numbered(path):
        if isinstance(row, dict) and not row.get("text"):
            without, last = without + 1, number
            if without > NAMED:
                continue
        yield number, row
    if without > NAMED:
        yield last, Refused(f"up to here {without - NAMED:,} more rows have no text")


def _numbered(path: str) -> Iterator[tuple[int, dict[str, Any] | Refused]]:
    before = 0
    for group, count in enumerate(_ask("groups", path)):
        start = 0
        while start < count and (found := _ask("piece", path, group, start)):
            if isinstance(found, str):
                reason = f"the table is damaged: {count - start:,} rows from here on cannot be read ({found})"
                yield before + start + 1, Refused(reason)
                break
            yield from (
                (before + start + number, _whole(row)) for number, row in enumerate(found, 1)
            )
            start += len(found)
        before += count


def _ask(name: str, *asked: object) -> Any:
    return budget.run(f"{_HERE}:{name}", *asked, seconds=SECONDS, megabytes=MEGABYTES)


def _whole(row: dict[str, Any]) -> dict[str, Any] | Refused:
    undecoded = next((name for name, value in row.items() if isinstance(value, bytes)), None)
    return row if undecoded is None else Refused(f'"{undecoded}" is not UTF-8')


# --------------------------------------------------------------------------- in the worker


class _Table:
    """A table that is open, and how far a group of its rows has been read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.file = _opened(path)
        self.columns = [name for name in COLUMNS if name in self.file.schema_arrow.names]
        self._place = (-1, 0)
        self._batches: Iterator[Any] = iter(())

    def after(self, group: int, start: int) -> list[dict[str, Any]]:
        if self._place != (group, start):
            self._turn(group, start)
        for batch in self._batches:
            if batch.num_rows:
                self._place = (group, start + batch.num_rows)
                return _fields(batch)
        return []

    def _turn(self, group: int, start: int) -> None:
        self._batches = self.file.iter_batches(
            batch_size=ROWS, row_groups=[group], columns=self.columns, use_threads=False
        )
        while start > 0 and (batch := next(self._batches, None)):
            start -= batch.num_rows


#: the one that was asked for last: opened for every piece, long tables cost their square
_last: _Table | None = None


def groups(path: str) -> list[int]:
    """Count the rows in each group of a table."""
    file = _opened(path)
    names = file.schema_arrow.names
    if "text" not in names:
        raise Refused('the table has no column "text"; it must have one, with the articles\' texts')
    for name in COLUMNS:
        if names.count(name) > 1:
            raise Refused(f'the table has {names.count(name)} columns "{name}"; it may have one')
        if name in names:
            _check(name, file.schema_arrow.field(name).type)
    counts = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
    if not any(counts):
        raise Refused("the table has no rows; there is nothing to read")
    return counts


def piece(path: str, group: int, start: int) -> list[dict[str, Any]] | str:
    """Return up to ``ROWS`` rows of a group from ``start`` on, or why they cannot be read."""
    global _last  # noqa: PLW0603 - what a worker keeps from one question to the next
    table, _last = _last, None
    try:
        if table is None or table.path != path or start == group == 0:
            table = _Table(path)
        found = table.after(group, start)
    except MemoryError:
        raise
    except (OSError, ValueError, KeyError, ArithmeticError, NotImplementedError) as error:
        return _why(error)
    _last = table
    return found


def _opened(path: str) -> Any:
    try:
        import pyarrow  # noqa: PLC0415, ICN001 - in the worker, and only where it is installed
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        raise Refused('tables are read with pyarrow: pip install "firsthand[parquet]"') from None
    # the pool that it has by itself takes addresses ahead, which count as memory here
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
    try:
        return parquet.ParquetFile(Path(path), pre_buffer=False, buffer_size=_AHEAD)
    except MemoryError:
        raise
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else _why(error)
        raise Refused(f"cannot be read ({why})") from error
    except pyarrow.ArrowException as error:
        raise Refused(f"not a table ({_why(error)})") from error


def _why(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200].rstrip(".")


def _check(name: str, kind: Any) -> None:
    """Raise ``Refused`` where a column is of a type that its field cannot have."""
    from pyarrow import types  # noqa: PLC0415 - as above

    kind = kind.value_type if types.is_dictionary(kind) else kind
    fits = (
        (types.is_null(kind) and name != "text")
        or _is_text(kind)
        or (name == "id" and types.is_integer(kind))
        or (name in _TIMES and (types.is_timestamp(kind) or types.is_date(kind)))
        or (name in _LISTS and types.is_nested(kind))
    )
    if not fits:
        wanted = "text, dates or times" if name in _TIMES else "text"
        raise Refused(
            f'the column "{name}" holds {str(kind)[:60]}, not {wanted}; write it so, or name it otherwise'
        )


def _is_text(kind: Any) -> bool:
    from pyarrow import types  # noqa: PLC0415 - as above

    return any(
        is_one(kind)
        for is_one in (
            types.is_string, types.is_large_string, types.is_string_view,
            types.is_binary, types.is_large_binary, types.is_binary_view,
        )
    )  # fmt: skip


def _fields(batch: Any) -> list[dict[str, Any]]:
    names = batch.schema.names
    columns = [_values(column) for column in batch.columns]
    return [
        {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for row in zip(*columns, strict=True)
    ]


def _values(column: Any) -> Iterable[Any]:
    """Values of a column as a line of JSON has them; bytes where they are no UTF-8."""
    import pyarrow  # noqa: PLC0415, ICN001 - as above

    types = pyarrow.types
    if types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if types.is_timestamp(column.type) or types.is_date(column.type):
        return map(_moment, _known(column))
    if _is_text(column.type):
        return map(_decoded, column.cast(pyarrow.large_binary()).to_pylist())
    found: list[Any] = column.to_pylist()
    return found


def _decoded(value: bytes | None) -> str | bytes | None:
    try:
        return value if value is None else value.decode()
    except UnicodeDecodeError:
        return value


def _known(column: Any) -> Any:
    """Moments in units and zones that Python has: a billionth of a second and "Mars/Base" are none."""
    import pyarrow  # noqa: PLC0415, ICN001 - as above

    kind = column.type
    if not pyarrow.types.is_timestamp(kind):
        return column
    zone = kind.tz
    try:
        pyarrow.scalar(0, pyarrow.timestamp("s", zone)).as_py()
    except (KeyError, ValueError):
        zone = "UTC"  # in which they are counted, whatever zone they are shown in
    unit = "us" if kind.unit == "ns" else kind.unit
    return column.cast(pyarrow.timestamp(unit, zone), safe=False)


def _moment(value: Any) -> str | None:
    """Write a time or day; as a number where it is none, which its article will say."""
    if not value.is_valid:
        return None
    try:
        written: str = value.as_py().isoformat()
    except (ValueError, OverflowError):
        return str(value.value)
    return written
