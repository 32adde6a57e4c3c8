"""Stop an upload while it streams, before it fills memory or leaves a trace on the disk.

Wire it as the only handler: `FILE_UPLOAD_HANDLERS = ["cerchia.vault.uploads.BoundedUpload"]`.
What a person sends is never written unsealed, not even to a temporary file.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

KEPT_AT_MOST = 12 * 1024 * 1024
"""Bytes kept of one request. A little above the limit of a file, which has words of its own."""
READ_AT_MOST = 5 * KEPT_AT_MOST
"""Beyond this the connection is cut: no honest sender gets here."""


class BoundedUpload(FileUploadHandler):
    """Keeps files in memory. A file that passes the limit arrives empty, with its true size."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.read = 0
        self.kept = BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        self.read += len(raw_data)
        if self.read > READ_AT_MOST:
            raise StopUpload(connection_reset=True)
        if self.read > KEPT_AT_MOST:
            self.kept = BytesIO()
        else:
            self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
