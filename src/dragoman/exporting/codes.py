"""What other data sets call countries, actors and sectors: resources/exports.toml and fips.tsv."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.ontology.table import Table
from dragoman.resolving.tables import RESOURCES, read_table


@dataclass(frozen=True, slots=True)
class Codes:
    """The tables by the name of their section; `countries` and `fips` by our country codes."""

    mutual: tuple[str, ...]
    countries: Mapping[str, str]
    fips: Mapping[str, str]
    cameo_countries: Mapping[str, str]
    cameo_types: Mapping[str, str]
    cameo_nonstates: Mapping[str, str]
    cameo_groups: Mapping[str, str]
    phoenix_types: Mapping[str, str]
    phoenix_roots: tuple[str, ...]
    phoenix_agents: tuple[str, ...]
    icews_sectors: Mapping[str, str]
    latin1: Mapping[str, str]


@cache
def load_codes() -> Codes:
    """The tables that the package brings, read once."""
    text = (files(RESOURCES) / "exports.toml").read_text(encoding="utf-8")
    main = Table("exports.toml", "", tomllib.loads(text))
    phoenix = main.table("phoenix")
    return Codes(
        mutual=main.texts("mutual"),
        countries={row["code"]: row["name"] for row in read_table("countries.tsv")},
        fips={row["code"]: row["fips"] for row in read_table("fips.tsv")},
        cameo_countries=main.table("cameo_countries").all_texts(),
        cameo_types=main.table("cameo_types").all_texts(),
        cameo_nonstates=main.table("cameo_nonstates").all_texts(),
        cameo_groups=main.table("cameo_groups").all_texts(),
        phoenix_types=main.table("phoenix_types").all_texts(),
        phoenix_roots=phoenix.texts("roots"),
        phoenix_agents=phoenix.texts("agents"),
        icews_sectors=main.table("icews_sectors").all_texts(),
        latin1=main.table("latin1").all_texts(),
    )


def country_name(code: str | None) -> str | None:
    """A country's English name; None for the codes above countries."""
    return None if code is None else load_codes().countries.get(code)


def is_country(code: str | None) -> bool:
    """Whether the code is a country's and not one of those above them."""
    return code is not None and code in load_codes().countries
