"""The labelled data beside the checkout: where it is, and how it is read."""

import contextlib
import gzip
import hashlib
import importlib.util
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

VARIABLE = "FIRSTHAND_SHARED"
BESIDE = Path(__file__).resolve().parents[1].parent / "shared"
#: what is said where it is not there
ABSENT = f"no labelled data at {BESIDE} (or ${VARIABLE})"


def root() -> Path | None:
    """Give the folder with ``data`` and ``tools``; None where there is none."""
    folder = Path(os.environ.get(VARIABLE, BESIDE))
    return folder if (folder / "data").is_dir() and (folder / "tools").is_dir() else None


def rows(path: Path) -> list[dict[str, Any]]:
    """Read JSON Lines, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def packed(archive: tarfile.TarFile, name: str) -> bytes:
    """Read a file of an archive."""
    file = archive.extractfile(name)
    if file is None:
        raise FileNotFoundError(name)
    return file.read()


def write_rows(path: Path, items: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(f"{json.dumps(item)}\n" for item in items), encoding="utf-8")


def digest(paths: Iterable[Path]) -> str:
    """Give one digest for the content of some files, whatever folder they lie in."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()[:16]


def scorer(name: str) -> ModuleType:
    """Load a scorer from the folder of tools by its path."""
    folder = root()
    if folder is None:
        raise FileNotFoundError(BESIDE)
    spec = importlib.util.spec_from_file_location(name, folder / "tools" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def printed(call: Callable[..., object], *arguments: str) -> str:
    """Give what ``call`` prints: the scorers print their figures."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        call(*arguments)
    return out.getvalue()
