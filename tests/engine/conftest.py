"""One cluster of two coders for all tests of the engine, on this machine and for it alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.engine.builders import Ran, a_job, a_run, some_files
from tests.engine.objects import serving

CHECKOUT = str(Path(__file__).parents[2])


@contextmanager
def environment(**told: str) -> Iterator[None]:
    """While these are set."""
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value


@pytest.fixture(scope="session")
def s3() -> Iterator[dict[str, bytes]]:
    """The objects of a server that speaks S3, to which a test adds its own."""
    objects: dict[str, bytes] = {}
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    with (
        serving(objects) as address,
        environment(**keys, AWS_REGION="us-east-1", AWS_ENDPOINT_URL=address),
    ):
        yield objects


@pytest.fixture(scope="session")
def ray_cluster(s3: dict[str, bytes]) -> Iterator[None]:
    """A cluster, started once; its workers find this checkout, and S3."""
    pytest.importorskip(
        "dragoman.engine.cluster", reason="needs ray: pip install 'dragoman[engine]'"
    )
    from dragoman.engine.cluster import open_cluster

    path = os.pathsep.join(filter(None, (CHECKOUT, os.environ.get("PYTHONPATH"))))
    with environment(PYTHONPATH=path), open_cluster("", 2):
        yield


@pytest.fixture(scope="session")
def ran(ray_cluster: None, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A lake that one run made, for tests that only read it."""
    folder = tmp_path_factory.mktemp("engine")
    inputs = some_files(folder / "in")
    job = a_job(folder / "lake", str(inputs))
    return Ran(folder / "lake", inputs, a_run(job))
