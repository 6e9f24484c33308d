"""From a story to what the model marks in it."""

from dragoman.tagging.tagger import OnnxTagger, load_tagger

__all__ = ["OnnxTagger", "load_tagger"]
