"""How well requests that say what is not wanted are understood (`requests_unwanted/README.md`).

usage: python benchmarks/unwanted_requests.py FOLDER [--set set_1 ...] [--show] [--json]

FOLDER keeps the projects of `number_requests.py`, by whose measures and in whose form these requests are judged.
"""

from pathlib import Path

from number_requests import main

REQUESTS = Path(__file__).parent / "requests_unwanted"

if __name__ == "__main__":
    main(REQUESTS, __doc__)
