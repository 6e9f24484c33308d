"""Pages whose items are made once."""

import json

import pytest

from dragoman.api.freshness import Freshness
from dragoman.api.pages import Pages
from dragoman.api.remembered import Remembered
from dragoman.api.rows import page
from dragoman.store.filters import Filter, Kind
from tests.api.builders import a_public_story
from tests.keeping.builders import put
from tests.store.asked import an_asked_store


def _read(pages: Pages, kind: Kind, chosen: Filter) -> object:
    found = pages.read(kind, chosen)
    return json.loads(found) if isinstance(found, bytes) else found


@pytest.mark.parametrize("kind", list(Kind))
def test_a_page_is_what_one_look_at_all_columns_gives_before_and_after_an_addition(tmp_path, kind):
    with an_asked_store(tmp_path) as asked:
        freshness = Freshness(asked.store, fresh_seconds=0.0, late_seconds=0.0)
        pages = Pages(Remembered(asked.store, freshness), most_bytes=1_000_000)
        for _ in range(2):
            freshness.ask()
            for limit in (1, 50):
                chosen = Filter(limit=limit)
                told = json.loads(json.dumps(page(asked.store, kind, chosen)))
                assert _read(pages, kind, chosen) == told
            put(asked.store, a_public_story())
