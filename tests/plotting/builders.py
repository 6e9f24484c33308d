"""A store whose pictures are known: a march that is denied, raids, a quarrel and a meeting."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from tests.builders import a_coded, a_date, a_place, a_record, a_story, an_actor
from tests.keeping.builders import put
from tests.store.asked import an_asked_store

TEXT = "Norway accused Sweden of dumping in Narvik. Norway and Sweden met Denmark. Gunmen fled."


def quarrel(**changes):
    """Norway accuses Sweden in March, and meets Sweden and Denmark in May."""
    norway, sweden = (an_actor(name, text=TEXT, name=name) for name in ("Norway", "Sweden"))
    gunmen = an_actor("Gunmen", text=TEXT, name="gunmen", country=None)
    accused = a_record(
        "accused",
        text=TEXT,
        id="accused",
        type="ACCUSE",
        mode="allege",
        quad=3,
        actors=(replace(norway, country="NOR"),),
        recipients=(replace(sweden, country="SWE"), gunmen),
        place=a_place("Narvik", text=TEXT, country="NOR", latitude=68.44, longitude=17.43),
        date=a_date(date(2024, 3, 12)),
    )
    met = a_record(
        "met",
        text=TEXT,
        id="met",
        event="e2",
        type="CONSULT",
        mode="meet",
        quad=1,
        actors=(norway, sweden, an_actor("Denmark", text=TEXT, name="Denmark")),
        recipients=(),
        place=replace(a_place(), name=None, latitude=None, longitude=None),
        date=a_date(date(2024, 5, 6)),
    )
    return a_coded(a_story(TEXT, id="quarrel", **changes), [accused, met])


@contextmanager
def a_drawn_store(home):
    """The store with the stories of tests/store/asked.py and the quarrel."""
    with an_asked_store(home) as asked:
        put(asked.store, quarrel())
        yield asked.store
