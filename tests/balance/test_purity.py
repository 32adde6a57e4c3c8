"""The room knows no framework, and the solver is loaded only by whoever solves."""

import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
MODULES = (
    *("cli", "checker", "generator", "guardrails", "schema"),
    *("selection.propose", "composition.propose"),
)


def test_importing_the_room_loads_neither_the_framework_nor_the_solver() -> None:
    code = "import sys\n" + "".join(f"import cerchia.balance.{each}\n" for each in MODULES)
    code += "print(sorted({name.split('.')[0] for name in sys.modules} & {'django', 'ortools'}))"

    told = subprocess.run(  # noqa: S603 - our own interpreter on our own code
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(SOURCE)},
    )

    assert told.stdout.strip() == "[]"


def test_the_checker_shares_no_rows_with_the_models() -> None:
    text = (SOURCE / "cerchia" / "balance" / "checker.py").read_text()

    for other in ("linear", "engine", "selection", "composition"):
        assert f"cerchia.balance.{other}" not in text
