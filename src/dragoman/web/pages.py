"""The built page at its addresses, or a plain one that says how to build it."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

#: The page's own addresses: each is answered with the one page, which reads the rest itself.
PAGES = (
    "/",
    "/events",
    "/events/{rest:path}",
    "/stories",
    "/stories/{rest:path}",
    "/actors",
    "/actors/{rest:path}",
    "/try",
    "/review",
)
#: Files of the build have a hash of what they hold in their names.
_FOR_EVER = "public, max-age=31536000, immutable"
_HASHED = "assets"
#: The icon has none, and a browser asks for it at every change of the address.
_FOR_A_DAY = "public, max-age=86400"
#: Where they are; no wider, or a wrong method on a route of the interface would look like a lost file.
_FILES = (f"/{_HASHED}/{{file:path}}", "/{name}.{kind}")
_UNBUILT = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>dragoman</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body>
<h1>dragoman</h1>{notice}
<p>The page is not built yet.  In a checkout with Node.js, <code>make web</code> builds it;
then load this address again.</p>
<p>The REST interface works without it: try <a href="/v1/events">/v1/events</a>, or see
<a href="/openapi.json">/openapi.json</a>.</p>
</body>
</html>
"""
_INVENTED = """
<p><strong>These stories are invented</strong>, and so are their outlets, persons and episodes;
states and institutions are real.</p>"""


def built_assets() -> Path:
    """The folder that `make web` fills."""
    return Path(str(files("dragoman.web"))) / "assets"


def page_routes(
    folder: Path | None = None, *, invented: Callable[[], bool] = lambda: False
) -> list[Route]:
    """Routes for the page and its files; they look for the build whenever they are asked.

    `invented` tells whether the store is a demo, which the plain page then says, too.
    """
    assets = (built_assets() if folder is None else folder).resolve()

    def page(_: Request) -> Response:
        index = assets / "index.html"
        if not index.is_file():
            notice = _INVENTED if invented() else ""
            plain = _UNBUILT.format(notice=notice)
            return HTMLResponse(plain, headers={"Cache-Control": "no-store"})
        return FileResponse(index, headers={"Cache-Control": "no-cache"})

    def file(request: Request) -> Response:
        wanted = _inside(assets, str(request.scope["path"]))
        if wanted is None:
            raise HTTPException(404)
        hashed = wanted.relative_to(assets).parts[0] == _HASHED
        kind = mimetypes.guess_type(wanted.name)[0]
        control = _FOR_EVER if hashed else _FOR_A_DAY
        return FileResponse(wanted, media_type=kind, headers={"Cache-Control": control})

    pages = [Route(path, page, include_in_schema=False) for path in PAGES]
    return [*pages, *(Route(path, file, include_in_schema=False) for path in _FILES)]


def _inside(folder: Path, path: str) -> Path | None:
    """The file of this address, if there is one and it is in the folder."""
    asked = folder / path.lstrip("/")
    if not os.path.isfile(asked):  # the Path's own raises at a NUL or a long name
        return None
    found = asked.resolve()
    return found if found.is_relative_to(folder) else None
