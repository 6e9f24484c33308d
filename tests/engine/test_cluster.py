import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli import main
from tests.engine.builders import SETTINGS

#: How Linux writes 127.0.0.1, alone and inside an IPv6 address.
LOOPBACK = ("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000")
LISTENING = "0A"


def sockets_of(names):
    """The sockets that processes hold whose names begin so."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if (folder / "comm").read_text().startswith(names):
                links = [os.readlink(file) for file in (folder / "fd").iterdir()]
                yield from (link[8:-1] for link in links if link.startswith("socket:["))
        except OSError:  # it has ended
            continue


def listening():
    """The address and the socket of each that is listened at."""
    for name in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]:
            cells = line.split()
            if cells[3] == LISTENING:
                yield cells[1].partition(":")[0], cells[9]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc: Linux only")
def test_nothing_of_the_cluster_can_be_reached_from_the_network(ran):
    own = set(sockets_of(("ray", "gcs_server")))
    addresses = {address for address, socket in listening() if socket in own}
    assert addresses
    assert addresses <= set(LOOPBACK)


def test_ray_tells_its_makers_nothing(ran):
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"


def test_without_ray_a_run_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    for name in [name for name in sys.modules if name.startswith("dragoman.engine.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setenv("DRAGOMAN_MODEL", SETTINGS.model)
    words = ["code", "x.txt", "--engine", "ray", "--out", str(tmp_path / "lake")]
    run = CliRunner().invoke(main, words)
    assert run.exit_code == 2
    assert "pip install 'dragoman[engine]'" in run.stderr
    assert not (tmp_path / "lake").exists()


@pytest.mark.parametrize(
    "words", [(), ("--out", "lake", "--mentions"), ("--out", "lake", "--resume")]
)
def test_a_lake_is_asked_for_by_its_folder_alone(words):
    run = CliRunner().invoke(main, ["code", "x.txt", "--engine", "ray", *words])
    assert run.exit_code == 2
    assert "name its folder with --out" in run.stderr
