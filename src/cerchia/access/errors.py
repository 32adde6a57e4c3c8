"""What the door refuses, in words for people."""

from django.utils.translation import gettext_lazy as _

from cerchia.kit.errors import DomainError


class TooMany(DomainError):
    """Too many tries. `retry_after` counts seconds."""

    status = 429
    code = "too_many_tries"
    message = _("There were many tries one after the other. Try again in %(minutes)d minutes.")

    def __init__(self, seconds: int) -> None:
        self.retry_after = max(seconds, 1)
        super().__init__(minutes=-(-self.retry_after // 60))


class WrongPassword(DomainError):
    code = "wrong_password"
    message = _("The name and the password do not fit together. Look at both and try again.")


class WrongPin(DomainError):
    code = "wrong_pin"
    message = _("This is not your PIN. Try again slowly.")


class WrongCode(DomainError):
    code = "wrong_code"
    message = _("This code does not fit. Write the one that you see now.")


class NotAPin(DomainError):
    code = "not_a_pin"
    message = _("A PIN is 6 digits, for example 4 0 8 2 5 7.")


class EasyPin(DomainError):
    code = "easy_pin"
    message = _("Many people would guess this PIN. Choose 6 digits that only you know.")


class PinsDiffer(DomainError):
    code = "pins_differ"
    message = _("You wrote two different PINs. Write the same one twice.")


class PhoneLocked(DomainError):
    code = "phone_locked"
    message = _(
        "This phone is locked after many tries. A person of your circle can connect it again."
    )


class CodeUsed(DomainError):
    """One answer for codes that were used, are old or never were."""

    status = 404
    code = "code_used"
    message = _("This code works no more. Ask a person of your circle to show you a new one.")


class UnknownLanguage(DomainError):
    code = "unknown_language"
    message = _("Choose a language from the list.")


class UnknownPicture(DomainError):
    code = "unknown_picture"
    message = _("Choose one of the pictures.")


class NameTaken(DomainError):
    code = "name_taken"
    message = _("There is already a user with this name.")


class LastSecondFactor(DomainError):
    code = "last_second_factor"
    message = _("This is your last second factor. Add another one first.")
