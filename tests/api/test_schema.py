"""The schema, fuzzed: whatever it allows and much that it does not, never a fault of ours."""

from contextlib import suppress

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from dragoman.api import create_app
from dragoman.api.limits import Limits
from tests.api.builders import MEANT, TINY, a_public_story
from tests.keeping.builders import put
from tests.store.asked import an_asked_store

#: Examples of each operation: enough to reach every parameter, few enough for every run.
EXAMPLES = 12


#: What a client may rely on: no fault, and answers of the shape that the schema tells.
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
#: What goes with every request, as the schema cannot know it.
HEADERS = {**MEANT, "Host": "localhost:8420"}
FUZZING = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def schema(tmp_path_factory):
    with an_asked_store(tmp_path_factory.mktemp("store")) as asked:
        put(asked.store, a_public_story())
        app = create_app(asked.store, TINY, limits=Limits(code_burst=10_000))
        yield schemathesis.openapi.from_asgi("/openapi.json", app, headers=HEADERS)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_request_is_a_fault_of_ours(schema, mode):
    asked = {}
    for operation in (found.ok() for found in schema.get_all_operations()):

        @FUZZING
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case):
            answer = case.call(headers=HEADERS)
            assert answer.status_code < 500, answer.content
            case.validate_response(answer, checks=CHECKS)
            asked.setdefault(case.operation.label, set()).add(answer.status_code)

        with suppress(Unsatisfiable):  # a route without parameters has no wrong ones
            ask()
    good = {label for label, statuses in asked.items() if min(statuses) < 300}
    assert len(asked) > (18 if mode is GenerationMode.POSITIVE else 10)
    assert mode is GenerationMode.NEGATIVE or len(good) > 8
