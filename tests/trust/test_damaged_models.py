"""A model whose files are damaged: it is said, and no article or story is set aside for it."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from firsthand.library import Library
from firsthand.models import files

NOW = datetime(2031, 3, 5, tzinfo=UTC)
TEXTS = {
    "en": "The ferry Linnea lay at the pier of Port Aldan on Monday, harbour master Una Berg said. "
    "Nobody crossed the strait before the storm had passed over the coast.",
    "de": "Die Fähre Linnea lag am Montag am Kai von Port Aldan, sagte Hafenmeisterin Una Berg. "
    "Niemand überquerte die Meerenge, bevor der Sturm über die Küste gezogen war.",
}


@pytest.mark.parametrize("model", ["sentences", "english"])
@pytest.mark.parametrize(
    "command", [["add"], ["archive", "--processes", "1"]], ids=["add", "archive"]
)
def test_it_is_told_and_all_stays_due(tmp_path, model, command):
    if files.find(files.known()[model]) is None:
        pytest.skip("the model is not installed")
    lines, path = tmp_path / "news.jsonl", tmp_path / "library.db"
    rows = ({"id": k, "text": text, "published": "2031-03-04"} for k, text in TEXTS.items())
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "models" / model).mkdir(parents=True)

    done = subprocess.run(
        [sys.executable, "-m", "firsthand", *command, str(lines), "--library", str(path)],
        capture_output=True, text=True, check=False, timeout=300,
        env={**os.environ, files.FOLDER_VARIABLE: str(tmp_path / "models")},
    )  # fmt: skip
    assert (done.returncode, "install it anew" in done.stderr) == (2, True)
    with Library(path) as library:
        assert library.add(lines, now=NOW).known == ("en", "de")
        assert library.doctor().quarantined == ()
        assert library.claims()
