import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.layout import ROOT, code, name_of

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_file_is_longer_than_one_can_hold_in_the_head() -> None:
    long = {
        name_of(file): lines
        for file in code(ROOT / "src", ROOT / "tests", ROOT / "tools")
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > MOST_LINES_OF_A_FILE
    }

    assert not long


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{name_of(file)}:{node.lineno} {node.name}"
        for file in code(ROOT / "src", ROOT / "tests", ROOT / "tools")
        for node in functions(file)
        if (node.end_lineno or node.lineno) - node.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    ]

    assert not long
