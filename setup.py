"""Which folder of the repository is which package; everything else stands in pyproject.toml."""

from setuptools import find_packages, setup

ROOMS = ("bot", "index", "eval")
# Not code, but what `tanyapasal init` lays out.
STARTER = "corpus"

setup(
    package_dir={"tanyapasal": "package", **{f"tanyapasal.{room}": room for room in (*ROOMS, STARTER)}},
    packages=[
        "tanyapasal",
        f"tanyapasal.{STARTER}",
        *(
            f"tanyapasal.{name}"
            for room in ROOMS
            for name in (room, *(f"{room}.{p}" for p in find_packages(room)))
        ),
    ],
)
