"""What somebody asks of a watch that runs: to end, or to go on with another plan."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from dragoman.watching.plan import Plan


@dataclass
class Wishes:
    """Each wish ends the run at hand, at a point from which the next can go on."""

    leave: asyncio.Event = field(default_factory=asyncio.Event)
    is_over: bool = False
    _plan: Plan | None = None

    def end(self) -> None:
        """Let the watch end."""
        self.is_over = True
        self.leave.set()

    def go_on_with(self, plan: Plan) -> None:
        """Let the watch go on with this plan."""
        self._plan = plan
        self.leave.set()

    def next_plan(self) -> Plan | None:
        """The plan that the watch shall go on with now; None where it shall end."""
        plan, self._plan = self._plan, None
        if plan is None or self.is_over:
            return None
        self.leave.clear()
        return plan
