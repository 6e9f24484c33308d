"""Builds the page of `dragoman serve` when the package is installed from its source.

It never makes an installation fail: without npm, or where the build fails or takes too long, it
says so and goes on, and `dragoman serve` answers with a plain page.  DRAGOMAN_WEB=skip switches
it off; an editable installation builds only with DRAGOMAN_WEB=build.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SECONDS = {"install": 90, "build": 45}  # for a slow line and a busy machine; else fifteen in all
COMMANDS = {
    "install": [
        "ci",
        "--omit=dev",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ],
    "build": ["run", "build"],
}
Say = Callable[[str], None]


class CustomBuildHook(BuildHookInterface[Any]):
    """What hatchling calls before it packs a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page, or say why not."""
        root = Path(self.root)
        reason = why_not(root, os.environ, editable=version == "editable")
        self.app.display_info(f"dragoman: {build(root, self.app.display_info, reason)}")


def why_not(root: Path, environment: Mapping[str, str], *, editable: bool) -> str:
    """Why the page is not to be built; empty where it is."""
    wish = environment.get("DRAGOMAN_WEB", "")
    if wish == "skip":
        return "DRAGOMAN_WEB=skip"
    if editable and wish != "build":
        return "an editable installation builds no page: run `make web`"
    if not (root / "web" / "package-lock.json").is_file():
        return "there is no web/ here"
    if wish != "build" and is_built(root):
        return "it stands already, newer than its source"
    if shutil.which("npm", path=environment.get("PATH")) is None:
        return "npm is not here; with Node.js, `make web` builds it later"
    return ""


def is_built(root: Path) -> bool:
    """Whether a page stands that is newer than all it is made from."""
    page = root / "src" / "dragoman" / "web" / "assets" / "index.html"
    resources = root / "src" / "dragoman" / "resources"
    sources = [*(root / "web").glob("*.[!m]*"), *(root / "web" / "src").rglob("*.*")]
    sources += [resources / "plover.toml", resources / "countries.tsv"]
    times = [one.stat().st_mtime for one in sources if one.is_file()]
    return page.is_file() and page.stat().st_mtime > max(times)


def build(root: Path, say: Say, reason: str) -> str:
    """Build it unless there is a reason not to; what came of it."""
    if reason:
        return f"the page is not built: {reason}"
    for step, arguments in COMMANDS.items():
        say(f"dragoman: the page: npm {' '.join(arguments)} (at most {SECONDS[step]} s)")
        fault = _run(["npm", *arguments], root / "web", SECONDS[step])
        if fault:
            return f"the page is not built: npm {arguments[0]} {fault}; REST works without it"
    return "the page is built"


def _run(command: list[str], folder: Path, seconds: float) -> str:
    """Run it in a session of its own, all of which ends with it; what went wrong, or nothing."""
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        return f"cannot be started ({error.strerror})"
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return f"took longer than {seconds:g} s"
    last = output.decode(errors="replace").strip().splitlines()[-1:]
    return f"failed: {' '.join(last)}" if process.returncode else ""
