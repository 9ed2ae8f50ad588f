"""Build the index from corpus/ into data/: the same as ``tanyapasal index build``."""

import sys

from tanyapasal.bot.cli import main

if __name__ == "__main__":
    sys.exit(main(["index", "build", *sys.argv[1:]]))
