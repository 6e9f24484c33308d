"""A store over HTTP: `create_app` gives an ASGI application; docs/api.md describes it.

`app` wires what the other files hold: `access`, `hosts`, `headers` and `bodies` keep strangers
out, `answers` gives what is asked again without asking the store, `models` are the shapes of
what goes in and out, and each file of `routers` answers one kind of question.
"""

from dragoman.api.app import create_app

__all__ = ["create_app"]
