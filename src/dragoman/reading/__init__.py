"""From a page or a given text to a story."""

from dragoman.reading.story import read

__all__ = ["read"]
