"""The hook that builds the page when the package is installed from its source."""

import importlib.util
import os
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="hatchling is not installed")

ROOT = Path(__file__).resolve().parents[2]
if not (ROOT / "hatch_build.py").is_file():
    pytest.skip("no hatch_build.py beside the tests", allow_module_level=True)


def the_hook():
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def a_checkout(folder, npm):
    """A checkout whose npm is this script."""
    (folder / "web").mkdir()
    (folder / "web" / "package-lock.json").write_text("{}")
    script = folder / "npm"
    script.write_text(f"#!/bin/sh\n{npm}\n")
    script.chmod(0o755)
    return folder


def test_it_can_be_switched_off(tmp_path):
    checkout = a_checkout(tmp_path, "exit 0")
    here = {"PATH": str(tmp_path)}
    hook = the_hook()
    assert hook.why_not(checkout, here, editable=False) == ""
    assert "skip" in hook.why_not(checkout, here | {"DRAGOMAN_WEB": "skip"}, editable=False)


def test_an_editable_installation_builds_only_when_asked(tmp_path):
    checkout = a_checkout(tmp_path, "exit 0")
    here = {"PATH": str(tmp_path)}
    hook = the_hook()
    assert "make web" in hook.why_not(checkout, here, editable=True)
    assert hook.why_not(checkout, here | {"DRAGOMAN_WEB": "build"}, editable=True) == ""


def test_without_npm_it_says_so(tmp_path):
    checkout = a_checkout(tmp_path, "exit 0")
    (tmp_path / "npm").unlink()
    assert "npm is not here" in the_hook().why_not(
        checkout, {"PATH": str(tmp_path)}, editable=False
    )


def test_a_page_newer_than_its_source_is_not_built_again(tmp_path):
    checkout = a_checkout(tmp_path, "exit 0")
    page = tmp_path / "src" / "dragoman" / "web" / "assets" / "index.html"
    page.parent.mkdir(parents=True)
    page.touch()
    os.utime(checkout / "web" / "package-lock.json", (1, 1))
    here = {"PATH": str(tmp_path)}
    hook = the_hook()
    assert "stands already" in hook.why_not(checkout, here, editable=False)
    (checkout / "web" / "vite.config.ts").touch()
    os.utime(page, (2, 2))
    assert hook.why_not(checkout, here, editable=False) == ""


def built_with(checkout, monkeypatch, said):
    monkeypatch.setenv("PATH", f"{checkout}{os.pathsep}{os.environ['PATH']}")
    return the_hook(), said.append


def test_a_build_that_fails_is_told_and_nothing_more(tmp_path, monkeypatch):
    said = []
    hook, say = built_with(a_checkout(tmp_path, "echo no disk; exit 3"), monkeypatch, said)
    assert "npm ci failed: no disk" in hook.build(tmp_path, say, "")
    assert len(said) == 1


def test_a_build_that_hangs_is_ended(tmp_path, monkeypatch):
    hook, say = built_with(a_checkout(tmp_path, "sleep 30"), monkeypatch, [])
    monkeypatch.setattr(hook, "SECONDS", {"install": 0.2, "build": 0.2})
    assert "took longer than 0.2 s" in hook.build(tmp_path, say, "")


def test_what_it_does_is_told_step_by_step(tmp_path, monkeypatch):
    said = []
    hook, say = built_with(a_checkout(tmp_path, "exit 0"), monkeypatch, said)
    assert hook.build(tmp_path, say, "") == "the page is built"
    assert [line.split()[4] for line in said] == ["ci", "run"]
