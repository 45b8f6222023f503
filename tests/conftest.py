"""What all tests share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from firsthand.models import parser as parsers


@pytest.fixture(scope="session")
def parser() -> parsers.Parser:
    """Return the English parser, loaded once."""
    return parsers.load("en")


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
