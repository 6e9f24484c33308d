"""The skip policy: plain `pytest` skips what is not installed, DRAGOMAN_REQUIRE=all fails it."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import pytest

from tests.shared import shared_folder
from tests.store.server import Home, start_server

#: Why the tests of a full disk are skipped where containers forbid mounting.
NO_MOUNT = "may not mount"

AnyReport = TypeVar("AnyReport", pytest.TestReport, pytest.CollectReport)


def may_skip(reason: str, *, require: str, shared_here: bool) -> bool:
    """Whether a skip for this reason stands: always, unless everything is required.

    What reads the shared folder may still be skipped where that folder is really absent, and
    what needs a small disk where the machine lets nobody mount one.
    """
    absent = "shared" in reason and not shared_here
    return require != "all" or absent or NO_MOUNT in reason


def _judged(report: AnyReport) -> AnyReport:
    """The report, turned into a failure where its skip does not stand."""
    if not report.skipped or hasattr(report, "wasxfail"):
        return report
    reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
    require = os.environ.get("DRAGOMAN_REQUIRE", "")
    if not may_skip(reason, require=require, shared_here=shared_folder() is not None):
        report.outcome = "failed"
        report.longrepr = f"DRAGOMAN_REQUIRE={require} allows no skip: {reason}"
    return report


KINDS = ["duckdb", "postgresql"]


@pytest.fixture(params=KINDS)
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path | Home:
    """Where a store lives, for tests of what every store does: a folder, or a place on a server."""
    return _home(request.param, tmp_path)


@pytest.fixture(scope="module", params=KINDS)
def shared_home(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path | Home:
    """The same for tests that only read: one for all of a file."""
    return _home(request.param, tmp_path_factory.mktemp("home"))


def _home(kind: str, folder: Path) -> Path | Home:
    if kind == "duckdb":
        return folder
    start_server()
    return Home(folder)


def pytest_configure() -> None:
    """Let programs that tests start be interrupted.

    A shell ignores SIGINT in what it starts in the background, and children inherit that.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test's report under the skip policy."""
    return _judged((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A module's report under the skip policy (`importorskip` at the top of a file)."""
    return _judged((yield))
