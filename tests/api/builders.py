"""An application over a real store, and clients of it."""

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from fastapi.testclient import TestClient

from dragoman.api import create_app
from dragoman.api.access import Access, Person, Role, Token
from dragoman.settings import Settings
from tests.builders import a_coded, a_record, a_story, a_voice, an_actor, the
from tests.store.asked import an_asked_store

HERE = "http://localhost:8420"
TINY = Settings(model=str(Path(__file__).parents[1] / "tiny_model"))
MEANT = {"X-Dragoman": "1"}
SECRETS = {role: f"{role.name.lower()}-token-of-a-test" for role in Role}
TOKENS = Access(
    tuple(Token(secret, Person(role.name.title(), role)) for role, secret in SECRETS.items())
)
HOSTILE = "<script>alert(1)</script> Police arrested <img src=x onerror=alert(2)> \u202eten people."


@contextmanager
def a_client(folder, *stories, headers=None, **options):
    """A client at the machine itself, of a store with three stories and these."""
    with an_asked_store(folder) as asked:
        if stories:
            from tests.keeping.builders import put

            put(asked.store, *stories)
        app = create_app(asked.store, TINY, **options)
        with TestClient(app, HERE, headers=headers, follow_redirects=False) as client:
            yield client


def bearer(role):
    return {"Authorization": f"Bearer {SECRETS[role]}"}


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


def a_hostile_story():
    record = a_record("arrested", text=HOSTILE, id="hostile", evidence=the(HOSTILE, HOSTILE))
    told = a_story(HOSTILE, id="five", title="<b>bold</b>", publisher="javascript:alert(3)")
    return a_coded(told, [record])
