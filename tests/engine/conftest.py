"""One cluster of two coders for all tests of the engine, on this machine and for it alone."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.builders import Ran, a_job, a_run, some_files

CHECKOUT = str(Path(__file__).parents[2])


@pytest.fixture(scope="session")
def ray_cluster() -> Iterator[None]:
    """A cluster, started once; its workers find this checkout."""
    pytest.importorskip("ray", reason="needs ray: pip install 'dragoman[engine]'")
    from dragoman.engine.cluster import open_cluster

    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (CHECKOUT, before)))
    try:
        with open_cluster("", 2):
            yield
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


@pytest.fixture(scope="session")
def ran(ray_cluster: None, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A lake that one run made, for tests that only read it."""
    folder = tmp_path_factory.mktemp("engine")
    inputs = some_files(folder / "in")
    job = a_job(folder / "lake", str(inputs))
    return Ran(folder / "lake", inputs, a_run(job))
