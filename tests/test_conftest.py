"""The skip policy, tried on throw-away test files."""

from __future__ import annotations

import pytest

from tests.conftest import may_skip

MISSING = "could not import 'torch'"
ABSENT = "the shared folder is absent"


@pytest.mark.parametrize(
    ("reason", "require", "shared_here", "stands"),
    [
        (MISSING, "", True, True),
        (MISSING, "all", True, False),
        (MISSING, "all", False, False),
        (ABSENT, "", False, True),
        (ABSENT, "all", False, True),
        (ABSENT, "all", True, False),
    ],
)
def test_a_skip_stands_only_where_the_policy_says_so(reason, require, shared_here, stands):
    assert may_skip(reason, require=require, shared_here=shared_here) is stands


SKIPS_A_MODULE = "import pytest\npytest.importorskip('no_such_package')\ndef test_it(): pass\n"
SKIPS_A_TEST = "import pytest\ndef test_it(): pytest.skip('no browser here')\n"
EXPECTED_TO_FAIL = "import pytest\n@pytest.mark.xfail\ndef test_it(): assert False\n"


def outcomes(pytester: pytest.Pytester, source: str) -> dict[str, int]:
    pytester.makeconftest("from tests.conftest import *")
    pytester.makepyfile(source)
    return pytester.runpytest_inprocess("-p", "no:randomly").parseoutcomes()


@pytest.mark.parametrize("source", [SKIPS_A_MODULE, SKIPS_A_TEST])
def test_plain_pytest_skips_what_is_missing(pytester, monkeypatch, source):
    monkeypatch.delenv("DRAGOMAN_REQUIRE", raising=False)
    assert outcomes(pytester, source) == {"skipped": 1}


def test_a_skipped_module_fails_where_everything_is_required(pytester, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_REQUIRE", "all")
    assert outcomes(pytester, SKIPS_A_MODULE) == {"errors": 1}


def test_a_skipped_test_fails_where_everything_is_required(pytester, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_REQUIRE", "all")
    assert outcomes(pytester, SKIPS_A_TEST) == {"failed": 1}


def test_an_expected_failure_is_no_skip(pytester, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_REQUIRE", "all")
    assert outcomes(pytester, EXPECTED_TO_FAIL) == {"xfailed": 1}
