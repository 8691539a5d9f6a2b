"""Check that the built files of `data/` are those listed in SHA256SUMS: `python -m tools.check_hashes`."""

import sys

from tools import DATA
from tools.hashes import LIST, changed_files


def main() -> int:
    """Name each file that differs; exit status 1 if there is one."""
    changed = changed_files(DATA)
    for name in changed:
        print(f"data/{name} is not what data/{LIST} lists: run `make data`, or restore the file", file=sys.stderr)
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
