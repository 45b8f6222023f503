"""What the tests of the store share."""

from datetime import UTC, datetime

import pytest


@pytest.fixture
def now():
    return datetime(2031, 3, 4, 12, tzinfo=UTC)
