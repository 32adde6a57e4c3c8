"""What can go wrong with sealed things: broken seals for developers, refused files for people."""

from django.core.exceptions import FieldError
from django.utils.translation import gettext_lazy as _

from cerchia.kit.errors import DomainError


class SealBroken(Exception):
    """A sealed value does not open: bytes changed, of another row, or with a key not ours."""


class MasterKeyMissing(SealBroken):
    """A data key was wrapped by a master key that the settings do not hold."""


class SubjectErased(Exception):
    """Somebody tried to seal something for a subject whose key was destroyed."""


class SealedFieldMisuse(FieldError):
    """A sealed field was filtered, updated in bulk or copied where it would lie open."""


class FileRefused(DomainError):
    """A file that we do not take in. Every subclass says why in plain words."""

    code = "file_refused"
    message = _("We cannot take this file.")


class FileEmpty(FileRefused):
    code = "file_empty"
    message = _("The file is empty. Choose it again, or take a new photo.")


class FileTooBig(FileRefused):
    code = "file_too_big"
    message = _("The file is too big. The limit is 10 megabytes.")


class PictureTooLarge(FileRefused):
    code = "picture_too_large"
    message = _("The picture has too many points. Take the photo again with a lower quality.")


class KindNotAllowed(FileRefused):
    code = "file_kind_not_allowed"
    message = _("We cannot open this kind of file. Send a photo (JPEG, PNG, WebP) or a PDF.")


class RecordingNotAllowed(FileRefused):
    code = "recording_not_allowed"
    sentence = _("We cannot open this recording. Record it again here, or send MP3, M4A or WAV.")


class IphonePicture(FileRefused):
    code = "file_heic"
    message = _(
        "This photo is in the HEIC format, which we cannot open. "
        "In the settings of the phone choose the most compatible camera format, or send a JPEG."
    )


class FileDamaged(FileRefused):
    code = "file_damaged"
    message = _("The file is damaged and does not open. Try again with another copy.")


class PaperLocked(FileRefused):
    code = "pdf_locked"
    message = _("This PDF has a password. Send a copy without a password.")


class PaperActive(FileRefused):
    code = "pdf_active"
    message = _(
        "This PDF contains programs or other files. Print it to a new PDF, or send a photo of it."
    )


class FileErased(DomainError):
    code = "file_erased"
    message = _("This file was erased at the request of the person.")
