"""``python -m tanyapasal`` is ``tanyapasal``."""

import sys

from tanyapasal.bot.cli import main

if __name__ == "__main__":
    sys.exit(main())
