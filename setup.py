"""Which folder of the repository is which package; everything else stands in pyproject.toml."""

from setuptools import find_packages, setup

ROOMS = ("bot", "index", "eval")

setup(
    package_dir={"tanyapasal": "package", **{f"tanyapasal.{room}": room for room in ROOMS}},
    packages=[
        "tanyapasal",
        *(
            f"tanyapasal.{name}"
            for room in ROOMS
            for name in (room, *(f"{room}.{p}" for p in find_packages(room)))
        ),
    ],
)
