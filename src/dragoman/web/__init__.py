"""The page in a browser: `assets` holds what `make web` built, `pages` serves it."""

from dragoman.web.pages import page_routes

__all__ = ["page_routes"]
