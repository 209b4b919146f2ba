"""Quality and speed of statements on labelled news articles, by the scorer that lies with them.

    python benchmarks/evidence/run.py            labelled articles kept for scoring
    python benchmarks/evidence/run.py --train    those that rules are tuned on
    python benchmarks/evidence/run.py --repeats  do repeats of a quotation get the same speaker?
    python benchmarks/evidence/run.py --decisions RULE  who is meant: decisions to be judged

The articles are no part of this project: see ``labelled.py``.
"""

from __future__ import annotations

import sys

from labelled import KEPT, articles, print_scores


def main(arguments: list[str]) -> int:
    """Print the figures; 1 where the articles are not at hand."""
    if not KEPT.is_dir():
        print(f"no labelled articles at {KEPT}; set ZOPA_SHARED")
        return 1
    if "--repeats" in arguments:
        from repeats import print_repeats

        print_repeats([article for part in ("train", "dev") for article in articles(part)])
        return 0
    if "--decisions" in arguments:
        from repeats import print_decisions

        print_decisions(articles("train"), arguments[arguments.index("--decisions") + 1])
        return 0
    part = "train" if "--train" in arguments else "dev"
    print_scores(part, articles(part))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
