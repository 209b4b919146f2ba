"""Quality and speed of statements on labelled news articles, by the scorer that lies with them.

    python benchmarks/evidence/run.py            labelled articles kept for scoring
    python benchmarks/evidence/run.py --train    those that rules are tuned on
    python benchmarks/evidence/run.py --repeats  do repeats of a quotation get the same speaker?
    python benchmarks/evidence/run.py --decisions RULE  who is meant: decisions to be judged

The articles are no part of this project: see ``labelled.py``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from labelled import KEPT, articles, print_scores


def main(arguments: Sequence[str]) -> int:
    """Print the figures; 1 where the articles are not at hand."""
    asked = _parser().parse_args(arguments)
    if not KEPT.is_dir():
        print(f"no labelled articles at {KEPT}; set ZOPA_SHARED")
        return 1
    if asked.repeats:
        from repeats import print_repeats

        print_repeats([article for part in ("train", "dev") for article in articles(part)])
    elif asked.decisions:
        from repeats import print_decisions

        print_decisions(articles("train"), asked.decisions)
    else:
        part = "train" if asked.train else "dev"
        print_scores(part, articles(part))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Quality of statements on labelled articles.")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--train", action="store_true", help="score those that rules are tuned on")
    what.add_argument("--repeats", action="store_true", help="same speaker for the same words?")
    what.add_argument("--decisions", metavar="RULE", help="draw decisions of a rule, to be judged")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
