"""Codes for a camera, drawn by us: nothing is fetched, nothing is written to disk."""

from itertools import groupby

from django.utils.html import format_html
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET = 4


def qr_svg(content: str, *, label: str) -> str:
    """A QR code as inline SVG, black on white in every theme. `label` is read aloud.

    Nothing of `content` stands in the SVG but the drawing. It may hold up to 2,000 characters.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(content)
    code.make(fit=True)
    rows = code.get_matrix()
    side = len(rows) + 2 * QUIET
    path = "".join(_row(y + QUIET, row) for y, row in enumerate(rows))
    return format_html(
        '<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img"'
        ' aria-label="{label}" shape-rendering="crispEdges">'
        '<rect width="{side}" height="{side}" fill="#fff"/><path d="{path}" fill="#000"/></svg>',
        side=side,
        label=label,
        path=path,
    )


def _row(y: int, row: list[bool | None]) -> str:
    """The dark runs of a row, each one rectangle."""
    runs, start = "", 0
    for dark, group in groupby(row):
        width = len(list(group))
        runs += f"M{start + QUIET} {y}h{width}v1h-{width}z" if dark else ""
        start += width
    return runs
