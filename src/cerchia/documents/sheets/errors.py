"""Why a table is not read. Every sentence says what to do next."""

from django.utils.translation import gettext_lazy as _

from cerchia.kit.errors import DomainError


class SheetRefused(DomainError):
    """A table that we do not read."""

    code = "sheet_refused"
    message = _("We cannot read this table. Save it as CSV or XLSX and send it again.")


class SheetEmpty(SheetRefused):
    code = "sheet_empty"
    message = _("The table is empty. It needs a first row with titles, and rows below it.")


class SheetTooBig(SheetRefused):
    code = "sheet_too_big"
    message = _("The file is too big. The limit is 12 megabytes. Send it in two parts.")


class TooManyRows(SheetRefused):
    code = "sheet_too_many_rows"
    message = _("The table has more than 20,000 rows. Send it in two parts.")


class TooManyColumns(SheetRefused):
    code = "sheet_too_many_columns"
    message = _("The table has more than 100 columns. Keep the ones that are needed.")


class NotASheet(SheetRefused):
    code = "sheet_not_a_table"
    message = _("This file is not a table. Save it as CSV or XLSX and send it again.")


class OldSheet(SheetRefused):
    code = "sheet_old_format"
    message = _("This is an old kind of Excel file. Open it, save it as XLSX and send it again.")


class SheetLocked(SheetRefused):
    code = "sheet_locked"
    message = _("This file has a password. Send a copy without a password.")


class SheetDamaged(SheetRefused):
    code = "sheet_damaged"
    message = _("The file is damaged and does not open. Save it again and send the new copy.")


class QuoteNeverEnds(SheetRefused):
    code = "sheet_open_quote"
    message = _(
        "A quotation mark that opens in row %(row)s never closes. "
        "Put it in order in the table and send it again."
    )


class SheetUnpacksTooBig(SheetRefused):
    code = "sheet_unpacks_too_big"
    message = _("The file grows too much when it is opened. Keep one sheet with the rows needed.")


class SheetLooksOutside(SheetRefused):
    code = "sheet_external_links"
    message = _(
        "The table takes values from other files. Copy it, paste only the values, and send that."
    )


class CellTooLong(SheetRefused):
    code = "sheet_cell_too_long"
    message = _(
        "A cell in row %(row)s holds more than 32,767 letters. "
        "Perhaps a quotation mark is missing there."
    )
