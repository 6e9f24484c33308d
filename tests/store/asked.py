"""A small store with known answers: three stories, four records, three events."""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from dragoman.keeping.answering import answer
from dragoman.keeping.store import Store
from dragoman.store.database import Database
from dragoman.store.opened import Opened
from tests.builders import (
    Auxiliary,
    a_coded,
    a_date,
    a_place,
    a_record,
    a_story,
    a_voice,
    an_actor,
    the,
)
from tests.keeping.builders import LINKING, put
from tests.store.builders import a_database

PROTEST = "Mália Böhm led a march in Bergen. Police counted a thousand."
DENIAL = "The mayor said no march had passed through Bergen on Monday."
RAID = "Police raided a Lisbon office on Tuesday, the prosecutor said."


def march():
    text = PROTEST
    record = a_record(
        "march",
        text=text,
        id="march",
        type="PROTEST",
        mode="demo",
        quad=3,
        actors=(an_actor("Mália Böhm", text=text, sectors=("OPP",)),),
        place=a_place("Bergen", text=text, latitude=60.39, longitude=5.32),
        date=a_date(date(2024, 3, 8), date(2024, 3, 10)),
        contexts=("election",),
        score=0.9,
    )
    return _told("one", text, [replace(record, evidence=record.evidence)], "Fjord Herald")


def denial():
    text = DENIAL
    mayor = an_actor("The mayor", text=text, country="SWE", sectors=("GOV",))
    voice = a_voice("The mayor", "said", "no march had passed", text=text)
    record = a_record(
        "march",
        text=text,
        id="denial",
        type="PROTEST",
        mode="demo",
        quad=3,
        auxiliary=Auxiliary.NEGATION,
        actors=(mayor, replace(mayor, name="Crowd", country="NOR")),
        voices=(replace(voice, source=mayor),),
        date=a_date(date(2024, 4, 1)),
        score=0.6,
    )
    return _told("two", text, [record], "Harbour Gazette", [replace(voice, source=mayor)])


def raid():
    text = RAID
    record = a_record(
        "raided",
        text=text,
        id="raid",
        type="COERCE",
        mode=None,
        actors=(),
        place=a_place("Lisbon", text=text, country="PRT", latitude=38.72, longitude=-9.14),
        date=a_date(date(2024, 4, 2)),
        score=0.3,
    )
    undated = replace(
        record, id="undated", event="e2", date=replace(a_date(), first=None, last=None)
    )
    return _told("three", text, [record, undated], "Harbour Gazette")


def a_public_story():
    """The government of Norway, which the gazetteer knows, accuses somebody private."""
    text = "Norway accused Edda Morning of fraud. Norway said the fraud had gone on."
    norway = an_actor("Norway", text=text, name="Norway", sectors=("GOV",))
    edda = an_actor("Edda Morning", text=text, sectors=("CVL",))
    voice = replace(a_voice("Norway", "said", "the fraud had gone on", text=text), source=norway)
    record = a_record(
        "accused",
        text=text,
        id="accusation",
        type="ACCUSE",
        mode="allege",
        actors=(norway,),
        recipients=(edda,),
        evidence=the("Norway accused Edda Morning of fraud.", text),
    )
    return a_coded(a_story(text, id="four", publisher="Fjord Herald"), [record], [voice])


def _told(story, text, records, publisher, voices=()):
    told = a_story(text, id=story, title=f"Story {story}", publisher=publisher)
    whole = [replace(one, evidence=told.sentences[0]) for one in records]
    return a_coded(told, whole, voices)


@dataclass(frozen=True)
class Asking(Opened):
    """A store opened to be asked, with the database behind it."""

    database: Database


@contextmanager
def an_asked_store(home):
    """The store with its three stories; they may be there already."""
    with a_database(home) as database:
        store = Store(partial(answer, database, linking=LINKING), lambda: None, database.dialect)
        put(store, march(), denial(), raid())
        yield Asking(store, lambda: None, database)


def ids(selection):
    """The ids of a selection's rows, in order."""
    return selection.to_arrow()["id"].to_pylist()
