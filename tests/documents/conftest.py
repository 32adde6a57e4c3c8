import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ReadBack = Callable[[bytes], str]


@pytest.fixture
def text_of(tmp_path: Path) -> ReadBack:
    """The text of a PDF as another program reads it."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("The package poppler-utils is not installed: the text is not read back.")

    def read(pdf: bytes) -> str:
        (tmp_path / "a.pdf").write_bytes(pdf)
        command = [reader, "-layout", str(tmp_path / "a.pdf"), "-"]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode()  # noqa: S603

    return read
