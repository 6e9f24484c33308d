"""Write src/dragoman/resources/world.json, the shapes of `dragoman plot map`.

The shapes are Natural Earth's countries at 1:110 million (https://www.naturalearthdata.com/,
public domain) as TopoJSON by the npm package world-atlas 2.0.2 (ISC), which the page uses, too:
`make web` fetches it.  Antarctica is left out, so that the rest has more room.

    python scripts/build_world.py web/node_modules/world-atlas/countries-110m.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

WORLD = Path(__file__).resolve().parent.parent / "src" / "dragoman" / "resources" / "world.json"
SOURCE = "Natural Earth 1:110m countries, public domain; TopoJSON by world-atlas 2.0.2 (ISC)"
ANTARCTICA = "010"


def main(source: str) -> None:
    """Write the shapes without names, and without what the package does not draw."""
    atlas = json.loads(Path(source).read_text(encoding="utf-8"))
    shapes = [
        {"type": one["type"], "arcs": one["arcs"]}
        for one in atlas["objects"]["countries"]["geometries"]
        if one.get("id") != ANTARCTICA
    ]
    world = {
        "source": SOURCE,
        "type": "Topology",
        "transform": atlas["transform"],
        "objects": {"countries": {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": atlas["arcs"],
    }
    WORLD.write_text(json.dumps(world, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
