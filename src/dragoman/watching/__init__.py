"""Feeds watched: what they list is fetched politely, coded, kept and told of."""
