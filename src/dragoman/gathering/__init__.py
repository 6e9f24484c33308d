"""From a file, a folder, an address or standard input to pages and texts."""

from dragoman.gathering.inputs import gather

__all__ = ["gather"]
