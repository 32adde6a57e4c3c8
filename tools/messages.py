"""Catalogues of texts: `update` gathers and compiles, `check` looks for gaps."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parent.parent / "src" / "cerchia"
LANGUAGES = ("it", "en", "fr", "ar")
Texts = set[tuple[str | None, str]]


def catalogue(source: Path, language: str) -> Path:
    return source / "locale" / language / "LC_MESSAGES" / "django.po"


def gather(source: Path) -> None:
    """Run `makemessages` over a source tree, as the translators' files are laid out."""
    (source / "locale").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "django", "makemessages", "--no-location", "--no-wrap"]
    for language in LANGUAGES:
        command += ["--locale", language]
    subprocess.run(command, cwd=source, check=True, capture_output=True)  # noqa: S603 - our own


def copy_sources(copy: Path, *without: str) -> None:
    """A copy to gather from: `makemessages` writes beside the templates, and leaves that there
    when it is stopped.
    """
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__", *without))


def update() -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "cerchia"
        copy_sources(copy)
        gather(copy)
        for language in LANGUAGES:
            kept = catalogue(SOURCE, language)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(catalogue(copy, language), kept)


def compile_all() -> None:
    for language in LANGUAGES:
        file = catalogue(SOURCE, language)
        if file.exists():
            polib.pofile(str(file)).save_as_mofile(str(file.with_suffix(".mo")))


def texts(file: Path) -> Texts:
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(file)) if not entry.obsolete}


def gaps(language: str) -> list[str]:
    file = catalogue(SOURCE, language)
    if not file.exists():
        return [f"{language}: there is no catalogue"]
    entries = [entry for entry in polib.pofile(str(file)) if not entry.obsolete]
    return [
        f'{language}: "{entry.msgid[:60]}" is not translated'
        for entry in entries
        if entry.fuzzy or not entry.translated()
    ]


def ungathered() -> list[str]:
    """Texts of the code that the catalogues do not have, and the other way round."""
    if not shutil.which("xgettext"):
        print("Left out: whether all texts are gathered, since gettext is not installed.")
        return []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "cerchia"
        copy_sources(copy, "locale")
        gather(copy)
        now = texts(catalogue(copy, "it"))
    file = catalogue(SOURCE, "it")
    known = texts(file) if file.exists() else set()
    return [
        *[f'not gathered: "{text[:60]}"' for _context, text in sorted(now - known, key=str)],
        *[f'no longer used: "{text[:60]}"' for _context, text in sorted(known - now, key=str)],
    ]


def check() -> int:
    faults = [fault for language in LANGUAGES for fault in gaps(language)] + ungathered()
    print("\n".join(faults[:40]))
    if faults:
        print(f"{len(faults)} gaps in the catalogues. Run: make messages")
    return 1 if faults else 0


def main() -> int:
    match sys.argv[1:]:
        case ["update"]:
            update()
            compile_all()
            return 0
        case ["compile"]:
            compile_all()
            return 0
        case ["check"]:
            return check()
        case _:
            print("usage: messages.py update|compile|check", file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main())
