"""Documents: writers of PDF, of small pictures and of tables, which they read too. They take plain
values and know no models.

Others call `pact.pact_pdf` with the dataclasses beside it, `codes.qr_svg`, and `sheets`.
"""
