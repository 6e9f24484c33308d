"""The schema, fuzzed: whatever it allows and much that it does not, never a fault of ours."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error

from dragoman.api import create_app
from dragoman.api.limits import Limits
from tests.api.builders import HERE, MEANT, TINY, a_public_story
from tests.keeping.builders import put
from tests.store.asked import an_asked_store

#: Examples of each operation: enough to reach every parameter, few enough for every run.
EXAMPLES = 12


@pytest.fixture(scope="module")
def served_schema(tmp_path_factory):
    with an_asked_store(tmp_path_factory.mktemp("store")) as asked:
        put(asked.store, a_public_story())
        app = create_app(asked.store, TINY, limits=Limits(code_burst=100))
        schema = schemathesis.openapi.from_asgi("/openapi.json", app, headers={"Host": "localhost"})
        yield schema


schema = schemathesis.pytest.from_fixture("served_schema")


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_no_request_is_a_fault_of_ours(case):
    case.headers = {**(case.headers or {}), **MEANT, "Host": HERE.removeprefix("http://")}
    answer = case.call()
    not_a_server_error(None, answer, case)
