"""Fuzz reading, rows, feeds and archives for some minutes: new seeds again and again, until something fails.

    python scripts/fuzz.py --minutes 10 [--seed N] [TEST...]

Each round runs tests/fuzz with a seed that is printed; `--seed` begins with one of before.  The
input that fails is in build/fuzz.  A round that does not end is killed: its seed finds it again.
"""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
KEPT = CHECKOUT / "build" / "fuzz"
#: Inputs of each fuzzer in a round, and seconds after which a round hangs for sure.
EXAMPLES, LONGEST_ROUND = 1_000, 3_600.0


def main() -> int:
    """0 after so many minutes without a fault, 1 at the first fault."""
    given = arguments()
    end = time.monotonic() + 60 * given.minutes
    seed, rounds = given.seed, 0
    while rounds == 0 or time.monotonic() < end:
        seed = secrets.randbelow(2**32) if seed is None else seed
        print(f"round {rounds + 1}: seed {seed}", flush=True)
        if not passes(seed, given.tests):
            print(f"failed: seed {seed}; the input is in {KEPT}", flush=True)
            return 1
        seed, rounds = None, rounds + 1
    print(f"{rounds} rounds, nothing found")
    return 0


def passes(seed: int, tests: list[str]) -> bool:
    """Whether a round with this seed finds nothing."""
    examples = {"DRAGOMAN_FUZZ_EXAMPLES": str(EXAMPLES), "DRAGOMAN_FUZZ_KEEP": str(KEPT)}
    command = [sys.executable, "-m", "pytest", "-x", f"--hypothesis-seed={seed}"]
    try:
        done = subprocess.run(
            [*command, *(tests or ["tests/fuzz"])],
            cwd=CHECKOUT,
            env=os.environ | examples,
            timeout=LONGEST_ROUND,
        )
    except subprocess.TimeoutExpired:
        print(f"not done after {LONGEST_ROUND:g} s: killed")
        return False
    return done.returncode == 0


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, help="of the first round")
    parser.add_argument("tests", nargs="*", help="files of tests/fuzz, or tests in them")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
