"""Compiles every template of the house; names those that do not compile."""

import sys
from pathlib import Path

import django
from django.template import TemplateSyntaxError
from django.template.loader import get_template

SOURCE = Path(__file__).resolve().parent.parent / "src" / "cerchia"


def main() -> int:
    django.setup()
    faults = 0
    for file in sorted(SOURCE.glob("*/templates/**/*")):
        if file.suffix not in {".html", ".txt", ".svg"}:
            continue
        name = file.relative_to(SOURCE).parts[2:]
        try:
            get_template("/".join(name))
        except TemplateSyntaxError as fault:
            print(f"{file}: {fault}")
            faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
