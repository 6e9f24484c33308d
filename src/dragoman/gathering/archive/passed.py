"""What an archive holds besides stories, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Passed:
    """How many records of each kind were passed over while archives were read."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str) -> None:
        """Count one more; `kind` is a plural ("images") of a short, closed list."""
        self.counts[kind] += 1

    def line(self) -> str:
        """One line for a person, the most frequent first; "" where nothing was passed over."""
        if not self.counts:
            return ""
        kinds = sorted(self.counts.items(), key=lambda item: (-item[1], item[0]))
        return f"passed over in archives: {', '.join(f'{kind} {count}' for kind, count in kinds)}"
