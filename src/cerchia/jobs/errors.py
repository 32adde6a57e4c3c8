"""What is said when work does not end as it should."""

from django.utils.translation import gettext_lazy as _

from cerchia.kit.errors import Conflict


class Stopped(Exception):
    """Raised by work that was asked to stop and has nothing to show."""


class HasEnded(Conflict):
    code = "job_has_ended"
    message = _("This work has ended already. There is nothing to stop.")
