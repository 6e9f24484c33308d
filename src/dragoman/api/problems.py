"""Errors as application/problem+json (RFC 9457): what, which one, and what to do."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from dragoman.errors import DragomanError, SetupError, StoryError

log = logging.getLogger(__name__)

PROBLEM_JSON = "application/problem+json"
INTERNAL = "a fault of the server's own; its log says more"
_RETRY_SECONDS = "5"  # a store that is busy or on its way back


def problem(
    status: int, detail: str, *, headers: Mapping[str, str] | None = None, **more: object
) -> Response:
    """An answer that tells a program and a person what is wrong."""
    title = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return Response(json.dumps(body), status, headers, PROBLEM_JSON)


def add_problems(app: FastAPI) -> None:
    """Let the application answer every error so."""
    app.add_exception_handler(DragomanError, _dragoman)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _internal)


def _dragoman(request: Request, error: Exception) -> Response:
    assert isinstance(error, DragomanError)
    more = {"kind": error.kind} if isinstance(error, StoryError) else {}
    headers = {"Retry-After": _RETRY_SECONDS} if error.status == 503 else None
    if isinstance(error, SetupError) and error.status >= 500:
        log.error("%s: %s", request.url.path, error)
    return problem(error.status, str(error), headers=headers, **more)


def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return problem(422, "; ".join(map(_line, error.errors())))


def _line(fault: Mapping[str, Any]) -> str:
    """One fault: where in the request, and what is wrong with it."""
    where = ".".join(str(part) for part in fault["loc"])
    return f"{where}: {fault['msg']}"


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, _detail(request, error), headers=error.headers)


def _detail(request: Request, error: HTTPException) -> str:
    """What the error says, or what to do where it says its name only."""
    if error.detail != HTTPStatus(error.status_code).phrase:
        return error.detail
    if error.status_code == 404:
        return "there is no such page or route: see /openapi.json"
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "another method")
        return f"{request.url.path} does not take {request.method}: use {allowed}"
    return error.detail


def _internal(request: Request, error: Exception) -> Response:
    log.error("%s %s", request.method, request.url.path, exc_info=error)
    return problem(500, INTERNAL)
