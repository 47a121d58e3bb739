"""`python -m lane` and the script `lane`."""

from __future__ import annotations

import sys

from lane.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
