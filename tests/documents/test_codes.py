"""Codes for a camera."""

import re
from xml.etree import ElementTree

from qrcode.main import QRCode

from cerchia.documents.codes import qr_svg

SECRET = "otpauth://totp/Cerchia:rita?secret=JBSWY3DPEHPK3PXP&issuer=Cerchia"


def test_a_code_is_one_drawing_that_hides_nothing_else() -> None:
    svg = qr_svg(SECRET, label='Code for "Rita" <1>')

    root = ElementTree.fromstring(svg)  # noqa: S314 - made one line above
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == 'Code for "Rita" <1>'
    assert "JBSWY3DPEHPK3PXP" not in svg
    assert "style=" not in svg


def test_the_drawing_is_the_matrix() -> None:
    svg = qr_svg(SECRET, label="x")
    code = QRCode(error_correction=0, border=0)
    code.add_data(SECRET)
    code.make(fit=True)

    dark = sum(int(width) for width in re.findall(r"h(\d+)v1", svg))

    assert dark == sum(sum(map(bool, row)) for row in code.get_matrix())
