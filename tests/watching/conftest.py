from collections.abc import Iterator

import pytest

from tests.watching.server import Site, a_site


@pytest.fixture
def site() -> Iterator[Site]:
    """A site of the test's own."""
    with a_site() as found:
        yield found
