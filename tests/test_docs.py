"""The documents: complete, with links that lead somewhere, and as the code would write them."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest
from cogapp import Cog

from dragoman.cli import main
from dragoman.settings import Settings
from dragoman.types import Auxiliary, Basis, Count, Manner, Numbers, Record, VoiceVerb

CHECKOUT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    [*CHECKOUT.glob("*.md"), *CHECKOUT.glob("docs/**/*.md"), *CHECKOUT.glob("examples/*.md")]
)
COGGED = [path for path in DOCUMENTS if "[[[cog" in path.read_text(encoding="utf-8")]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def text_of(path: str) -> str:
    return (CHECKOUT / path).read_text(encoding="utf-8")


def anchors(path: Path) -> set[str]:
    """The heading anchors of a document, as the usual renderers make them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def local_links(path: Path) -> list[str]:
    links = LINK.findall(path.read_text(encoding="utf-8"))
    return [link for link in links if not link.startswith(("http:", "https:", "mailto:"))]


def leads_somewhere(path: Path, link: str) -> bool:
    file, _, anchor = link.partition("#")
    target = path.parent / file if file else path
    return target.exists() and (not anchor or anchor in anchors(target))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_every_link_leads_somewhere(path):
    assert [link for link in local_links(path) if not leads_somewhere(path, link)] == []


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_documented_with_help(name):
    command = main.commands[name]
    assert command.help
    assert f"### dragoman {name}\n" in text_of("docs/cli.md")


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_option_has_help(name):
    options = [one for one in main.commands[name].params if isinstance(one, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_every_setting_is_documented(name):
    assert f"`{name}`" in text_of("docs/cli.md")


@pytest.mark.parametrize(
    "name", [field.name for part in (Record, Numbers, Count) for field in fields(part)]
)
def test_every_field_of_a_record_is_documented(name):
    assert f"`{name}`" in text_of("docs/record.md")


@pytest.mark.parametrize("value", [*Auxiliary, *Basis, *Manner, *VoiceVerb])
def test_every_value_of_a_field_is_documented(value):
    assert f"`{value}`" in text_of("docs/record.md")


def test_every_kind_of_fault_is_documented():
    sources = [path.read_text(encoding="utf-8") for path in (CHECKOUT / "src").rglob("*.py")]
    kinds = set(re.findall(r'StoryError\(\s*"([a-z-]+)"', "\n".join(sources)))
    assert kinds
    assert sorted(kind for kind in kinds if f"`{kind}`" not in text_of("docs/cli.md")) == []


def test_every_example_page_is_described():
    described = text_of("examples/README.md")
    assert [
        path.name for path in CHECKOUT.glob("examples/*.html") if path.name not in described
    ] == []


def test_every_design_note_is_in_the_index():
    index = text_of("docs/design/README.md")
    notes = [path.name for path in CHECKOUT.glob("docs/design/[0-9]*.md")]
    assert [name for name in notes if name not in index] == []


@pytest.mark.parametrize("path", COGGED, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_what_the_code_writes_is_up_to_date(path, monkeypatch):
    monkeypatch.chdir(CHECKOUT)
    assert Cog().main(["cog", "--check", "--diff", "-I", "scripts", str(path)]) == 0
