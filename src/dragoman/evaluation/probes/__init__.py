"""Honesty probes: cases made from the gold that ask whether an answer follows the words."""
