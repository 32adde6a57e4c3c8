"""From plain values to a tagged PDF. Values go in as JSON: nothing in them is ever markup."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from cerchia.documents.letters import drawable, font_folders

TEMPLATES = Path(__file__).parent / "typst"


def pdf_of(template: str, values: dict[str, Any]) -> bytes:
    """The PDF of a template, in PDF/UA-1 or not at all. The same values give the same bytes."""
    document = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"values": json.dumps(_drawable(values), ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    if not isinstance(document, bytes):
        raise TypeError("One document, one file.")
    return document


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=font_folders()
    )


def _drawable(value: Any) -> Any:
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {name: _drawable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(one) for one in value]
    return value
