"""An application over a real store, and clients of it."""

from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from fastapi.testclient import TestClient

from dragoman.api import create_app
from dragoman.api.access import Access, Person, Role, Token
from dragoman.api.coder_process import CoderProcess
from dragoman.settings import Settings
from tests.builders import a_coded, a_record, a_story, the
from tests.keeping.builders import put
from tests.store.asked import a_public_story, an_asked_store

__all__ = ["a_public_story"]

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
            put(asked.store, *stories)
        app = create_app(asked.store, TINY, **options)
        with (
            closing(app.state.served.coder),
            TestClient(app, HERE, headers=headers, follow_redirects=False) as client,
        ):
            yield client


@contextmanager
def coding_with(client, load, *, seconds):
    """While what the client sends is coded by another coder, within so many seconds."""
    state = client.app.state
    before = state.served
    with closing(CoderProcess(load, seconds=seconds, waiting=8)) as coder:
        state.served = replace(before, coder=coder)
        try:
            yield
        finally:
            state.served = before


def bearer(role):
    return {"Authorization": f"Bearer {SECRETS[role]}"}


def a_hostile_story():
    record = a_record("arrested", text=HOSTILE, id="hostile", evidence=the(HOSTILE, HOSTILE))
    told = a_story(HOSTILE, id="five", title="<b>bold</b>", publisher="javascript:alert(3)")
    return a_coded(told, [record])
