"""``python -m zopa`` is the command ``zopa``."""

from __future__ import annotations

import sys

from zopa.cli import main

if __name__ == "__main__":
    sys.exit(main())
