"""Which stores hold stories of the demo."""

from datetime import date

from dragoman.store.invented import ever_coded, holds_invented, holds_others
from dragoman.store.totals import last_added
from tests.builders import a_coded, a_story
from tests.keeping.builders import NOW, a_store, put

INVENTED = {"id": "demo-01-ferry", "url": "https://harbour-wire.example/ferry"}


def test_an_empty_store_holds_neither_and_has_no_day(home):
    with a_store(home) as store:
        assert (holds_invented(store), holds_others(store)) == (False, False)
        assert (ever_coded(store), last_added(store)) == (0, None)


def test_the_demos_stories_are_known_by_id_and_address(home):
    with a_store(home) as store:
        put(store, a_coded(a_story(**INVENTED), []))
        assert (holds_invented(store), holds_others(store)) == (True, False)
        assert (ever_coded(store), last_added(store)) == (1, date(NOW.year, NOW.month, NOW.day))


def test_a_story_of_somebody_else_is_neither_by_its_id_nor_by_its_address_the_demos(home):
    with a_store(home) as store:
        put(store, a_coded(a_story(id="demo-2", url="https://news.org/example/2"), []))
        put(store, a_coded(a_story("Another text.", id="x", url=INVENTED["url"]), []))
        assert (holds_invented(store), holds_others(store)) == (False, True)
