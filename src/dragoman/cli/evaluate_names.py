"""`dragoman evaluate-places` and `evaluate-actors`: how well names are looked up, their spans given."""

from __future__ import annotations

import json
from pathlib import Path

import click

from dragoman.cli.figures import print_figures
from dragoman.evaluation.gold import gold_folders, load_gold
from dragoman.evaluation.mentions import score_mentions
from dragoman.evaluation.toponyms import read_toponyms, score_toponyms
from dragoman.resolving.gazetteer import load_gazetteer
from dragoman.settings import Settings

_JSON = click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")


@click.command("evaluate-places", short_help="Score places on a public set of toponyms.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_JSON
@click.pass_obj
def evaluate_places(settings: Settings, file: Path, as_json: bool) -> None:
    """Score the place resolver on toponyms whose spans are given.

    FILE is lgl.xml, TR-News.xml, GWN.xml or GeoVirus.xml of "A Pragmatic Guide to Geoparsing
    Evaluation".  Figures are in percent; "coverage" is the share whose place the gazetteer has.

    \b
    Example: dragoman evaluate-places TR-News.xml --json
    """
    gazetteer = load_gazetteer(settings.places_file)
    print_figures(score_toponyms(read_toponyms(file, gazetteer), gazetteer), as_json=as_json)


@click.command("evaluate-actors", short_help="Score who gold mentions are taken to be.")
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--split", default="dev", show_default=True, help="Which list of stories, or all.")
@_JSON
@click.pass_obj
def evaluate_actors(settings: Settings, gold: Path, split: str, as_json: bool) -> None:
    """Score country, sectors and name of the actors and recipients of gold events.

    Their spans are given; what the tagger would mark plays no part.  GOLD is a folder of
    annotated stories or holds such folders.

    \b
    Example: dragoman evaluate-actors gold/ --split dev --json
    """
    gazetteer = load_gazetteer(settings.places_file)
    folders = gold_folders(gold)
    figures = {
        folder.name: score_mentions(load_gold(folder, split), gazetteer) for folder in folders
    }
    if as_json:
        click.echo(json.dumps(figures if len(folders) > 1 else figures[folders[0].name]))
        return
    for name, row in figures.items():
        click.echo(name)
        print_figures(row, as_json=False)
