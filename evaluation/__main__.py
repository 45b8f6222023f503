"""``python -m evaluation``: the quality gate."""

import sys

from evaluation.gate import main

sys.exit(main())
