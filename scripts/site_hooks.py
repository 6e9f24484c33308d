"""What mkdocs does besides: pages from outside docs/, and links that lead out of the site.

The documents stand where readers of the repository look for them (CHANGELOG.md, SECURITY.md ...)
and link to each other there; the site shows the same files as pages of its own.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

CHECKOUT = Path(__file__).resolve().parent.parent
#: Documents outside docs/, and the pages that they are.
OUTSIDE = {
    "CHANGELOG.md": "changes.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "corpus/README.md": "corpus.md",
    "examples/README.md": "examples.md",
    "web/README.md": "web.md",
    "NOTICE": "licences.md",
    "README.md": "index.md",
}
_MADE = {page: source for source, page in OUTSIDE.items() if source != "README.md"}
_LINK = re.compile(r"(?P<mark>!?)\[(?P<words>[^\]]*)\]\((?P<target>[^)\s]+)\)")
_ELSEWHERE = ("http:", "https:", "mailto:", "#")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The files of docs/ and the pages made from documents elsewhere."""
    for page, source in _MADE.items():
        content = (CHECKOUT / source).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=_as_page(source, content)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page with its links as the site has them."""
    here = page.file.src_uri
    source = _MADE.get(here, f"docs/{here}")

    def moved(found: re.Match[str]) -> str:
        if found["target"].startswith(_ELSEWHERE):
            return found[0]
        target = site_target(found["target"], source, files)
        if target is None:
            return found["words"]
        relative = posixpath.relpath(target, posixpath.dirname(here) or ".")
        return f"{found['mark']}[{found['words']}]({relative})"

    return _LINK.sub(moved, markdown)


def site_target(target: str, source: str, files: Files) -> str | None:
    """Where in the site a link of a document leads; None where the site has no such page."""
    path, mark, anchor = target.partition("#")
    there = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    inside = OUTSIDE.get(there, there.removeprefix("docs/") if there.startswith("docs/") else "")
    known = inside in files.src_uris
    if not known and there.startswith("docs/"):
        return inside + mark + anchor  # mkdocs names it as broken
    return inside + mark + anchor if known else None


def _as_page(source: str, content: str) -> str:
    """A document as Markdown: plain text stays as it is, in a frame."""
    return content if source.endswith(".md") else f"# Licences\n\n```text\n{content}```\n"
