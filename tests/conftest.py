"""What all tests share."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from firsthand.errors import ModelError
from firsthand.models import parser as parsers

# how long an example takes says how busy the machine is
settings.register_profile("firsthand", deadline=None)
settings.load_profile("firsthand")


@pytest.fixture(scope="session")
def parser() -> parsers.Parser:
    """Return the English parser, loaded once."""
    return parsers.load("en")


@pytest.fixture(scope="session")
def english() -> parsers.Parser:
    """Return the English parser, or skip: without its model there is no parse to read."""
    try:
        found = parsers.load("en")
        tokens = found.parse(["It is here."])[0]
    except ModelError as error:
        pytest.skip(str(error))
    if not tokens:
        pytest.skip("the English model is not installed")
    return found


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew, then read them"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of that name in ``tests/golden``."""
    update: bool = request.config.getoption("--update-golden")

    def compare(name: str, text: str) -> None:
        path = Path(__file__).with_name("golden") / name
        if update:
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text

    return compare
