"""All benchmarks, one after the other; `python -m benchmarks pages` runs one of them."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ALL = ("start", "pages", "expenses", "crash", "balance", "network")


def main() -> int:
    wanted = sys.argv[1:] or ALL
    if unknown := set(wanted) - set(ALL):
        sys.stderr.write(f"There is no benchmark {', '.join(sorted(unknown))}: {', '.join(ALL)}.\n")
        return 2
    codes = [
        subprocess.run(  # noqa: S603 - our own programs
            [sys.executable, "-W", "ignore", "-m", f"benchmarks.{name}"],
            cwd=HERE.parent,
            check=False,
        ).returncode
        for name in wanted
    ]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
