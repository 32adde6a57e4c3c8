"""Files that people send: kept sealed, cleaned, found again, refused in words when bad."""

import io
import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.test import RequestFactory, override_settings
from django.utils import translation
from PIL import Image

from cerchia.vault import files, keys
from cerchia.vault.errors import (
    FileErased,
    FileRefused,
    FileTooBig,
    IphonePicture,
    KindNotAllowed,
    PictureTooLarge,
    SealBroken,
)
from cerchia.vault.kinds import Kind
from cerchia.vault.models import SealedFile, SubjectKey
from tests.vault import corpus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_folder")]
EVERYTHING = frozenset(Kind)
SUBJECT = uuid.uuid4()
MEGABYTE = 1024 * 1024


def sent(content: bytes, name: str = "photo.jpg", claimed: str = "image/jpeg") -> SealedFile:
    upload = SimpleUploadedFile(name, content, claimed)
    return files.take_in(subject=SUBJECT, upload=upload, allowed=EVERYTHING)


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_photo_is_kept_sealed_and_opens_again(files_folder: Path) -> None:
    file = sent(corpus.picture())

    with Image.open(io.BytesIO(files.open_bytes(file))) as again:
        assert (again.format, again.size) == ("JPEG", (60, 40))
    (path,) = on_disk(files_folder)
    assert b"JFIF" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    assert (file.kind, file.media_type, file.width, file.height) == ("photo", "image/jpeg", 60, 40)


MODES = {
    "JPEG": ["RGB", "L", "1", "CMYK"],
    "PNG": ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"],
    "WEBP": ["RGB", "RGBA", "L"],
}


@pytest.mark.parametrize(
    ("kind", "mode"), [(kind, mode) for kind, modes in MODES.items() for mode in modes]
)
def test_pictures_of_every_usual_mode_are_taken_in(kind: str, mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (30, 20)).save(out, kind)

    assert sent(out.getvalue()).width == 30


def test_a_photo_loses_place_camera_and_hidden_tail_but_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "canary-camera"
    exif.get_ifd(0x8825)[2] = (45.0, 4.0, 0.0)
    taken = corpus.picture(exif=exif.tobytes(), comment=b"canary-comment") + corpus.SECRET_TAIL

    content = files.open_bytes(sent(taken))

    with Image.open(io.BytesIO(content)) as again:
        assert again.size == (40, 60)
        assert not again.getexif()
    assert b"canary" not in content


def test_a_large_photo_is_made_smaller() -> None:
    file = sent(corpus.picture(size=(4000, 1000)))

    assert (file.width, file.height) == (2000, 500)


def test_a_polyglot_of_picture_and_page_keeps_only_the_picture() -> None:
    content = files.open_bytes(sent(corpus.picture("PNG") + corpus.HTML))

    assert b"script" not in content


BAD = list(corpus.refused_anywhere())


def test_the_corpus_is_large_enough() -> None:
    assert len({name for name, _ in BAD}) >= 60


@pytest.mark.parametrize(("name", "content"), BAD, ids=[name for name, _ in BAD])
def test_a_bad_file_is_refused_in_words_and_leaves_nothing(
    name: str, content: bytes, files_folder: Path
) -> None:
    with translation.override("en"), pytest.raises(FileRefused) as refusal:
        sent(content)

    assert str(refusal.value).endswith(".")
    assert not on_disk(files_folder)
    assert not SealedFile.objects.exists()


MEASURE = """
import pathlib, sys, django
django.setup()
from cerchia.vault import kinds, pictures
sent = sys.stdin.buffer.read()
pictures.redrawn(sent, kinds.format_of(sent))
status = dict(line.split(":", 1) for line in pathlib.Path("/proc/self/status").open())
print(int(status["VmHWM"].split()[0]) // 1024)
"""


def test_the_largest_photo_leaves_the_worker_small() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (6320, 6320), (9, 9, 9, 9)).save(out, "PNG", compress_level=1)

    worker = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", MEASURE],
        input=out.getvalue(),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert int(worker.stdout) < 300


def test_what_a_decoder_holds_many_times_over_must_be_smaller() -> None:
    out = io.BytesIO()
    Image.new("RGB", (4000, 4000)).save(out, "WEBP", quality=1, method=0)

    with pytest.raises(PictureTooLarge):
        sent(out.getvalue())


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P"])
def test_a_large_picture_made_in_strips_stands_upright(mode: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new(mode, (4500, 1000), 1 if mode == "P" else "white").save(out, "PNG", exif=exif)

    file = sent(out.getvalue())

    assert (file.height, file.width) == (2000, 444)


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "..\\..\\x.jpg", "a\0b.jpg", "x" * 3000, "<script>.jpg", "صورة.jpg"],
)
def test_the_name_of_a_file_is_never_used(name: str, files_folder: Path) -> None:
    file = sent(corpus.picture(), name=name)

    (path,) = on_disk(files_folder)
    assert path == files_folder / file.stored_name[:2] / file.stored_name
    assert "passwd" not in files.respond(file)["Content-Disposition"]


def test_an_iphone_picture_is_told_what_to_do() -> None:
    with pytest.raises(IphonePicture):
        sent(dict(BAD)["heic"])


def test_a_recording_is_not_taken_where_a_photo_is_asked() -> None:
    upload = SimpleUploadedFile("a.wav", corpus.wav())

    with pytest.raises(KindNotAllowed):
        files.take_in(subject=SUBJECT, upload=upload)


def test_a_paper_is_kept_as_sent_and_always_downloaded() -> None:
    file = sent(corpus.pdf())

    answer = files.respond(file)

    assert answer.content == corpus.pdf()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store, private"


def test_a_packed_paper_without_programs_is_taken_in() -> None:
    assert sent(corpus.pdf_packed(b"<< /Type /Page >>")).kind == Kind.PDF


def test_a_recording_is_heard_in_parts() -> None:
    file = sent(corpus.wav(3))
    whole = files.open_bytes(file)

    part = files.respond(file, ranges="bytes=10-19")

    assert file.seconds == 3
    assert (part.status_code, part.content) == (206, whole[10:20])
    assert part["Content-Range"] == f"bytes 10-19/{len(whole)}"
    assert files.respond(file, ranges="bytes=-5").content == whole[-5:]
    assert files.respond(file, ranges="bytes=999999999-").status_code == 416
    assert files.respond(file, ranges="bytes=9-1").status_code == 416
    assert files.respond(file, ranges="cows=1-2").content == whole


def test_a_recording_loses_the_notes_of_the_phone() -> None:
    file = sent(corpus.m4a(notes=b"\xa9xyz+45.07+007.68/canary"))

    content = files.open_bytes(file)

    assert (file.media_type, file.seconds) == ("audio/mp4", 7)
    assert b"canary" not in content
    assert len(content) == len(corpus.m4a(notes=b"\xa9xyz+45.07+007.68/canary"))


def test_the_notes_in_front_of_an_mp3_are_cut() -> None:
    notes = b"ID3\x04\0\0\0\0\x00\x0fcanary-position"

    content = files.open_bytes(sent(notes + b"\xff\xfb\x90" + bytes(200)))

    assert content.startswith(b"\xff\xfb")


@pytest.mark.parametrize(
    ("start", "media_type"),
    [
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "audio/webm"),
        (b"OggS" + bytes(24) + b"OpusHead", "audio/ogg"),
        (b"\xff\xf3\x90", "audio/mpeg"),
    ],
)
def test_recordings_of_phones_and_browsers_are_taken_in(start: bytes, media_type: str) -> None:
    assert sent(start + bytes(400)).media_type == media_type


def test_the_same_receipt_sent_twice_is_recognised_and_both_stay() -> None:
    receipt = corpus.picture()

    first, second = sent(receipt), sent(receipt, name="other.jpg")

    assert list(files.same_content(second)) == [first]
    assert list(files.same_content(sent(corpus.picture(size=(61, 40))))) == []


def test_changed_or_swapped_bytes_do_not_open(files_folder: Path) -> None:
    mine, other = sent(corpus.picture()), sent(corpus.picture())
    path = files_folder / mine.stored_name[:2] / mine.stored_name
    held = bytearray(path.read_bytes())

    path.write_bytes((files_folder / other.stored_name[:2] / other.stored_name).read_bytes())
    with pytest.raises(SealBroken):
        files.open_bytes(mine)
    held[-1] ^= 1
    path.write_bytes(held)
    with pytest.raises(SealBroken):
        files.open_bytes(mine)
    path.unlink()
    with pytest.raises(SealBroken):
        files.open_bytes(mine)


def test_after_erasure_a_file_says_that_it_was_erased() -> None:
    subject = uuid.uuid4()
    upload = SimpleUploadedFile("a.jpg", corpus.picture())
    file = files.take_in(subject=subject, upload=upload)

    keys.shred(subject)

    with pytest.raises(FileErased):
        files.open_bytes(file)


@pytest.mark.django_db(transaction=True)
def test_removing_files_waits_for_the_transaction(files_folder: Path) -> None:
    sent(corpus.picture())

    with transaction.atomic():
        files.remove_all_of(SUBJECT)
        transaction.set_rollback(True)
    assert len(on_disk(files_folder)) == SealedFile.objects.count() == 1

    assert files.remove_all_of(SUBJECT) == 1
    assert on_disk(files_folder) == []
    SubjectKey.objects.all().delete()


def test_bytes_without_a_row_are_swept_away_when_old(files_folder: Path) -> None:
    kept = sent(corpus.picture())
    lost = sent(corpus.picture())
    SealedFile.objects.filter(pk=lost.pk).delete()
    (files_folder / "ab").mkdir(exist_ok=True)
    (files_folder / "ab" / "half.part").write_bytes(b"x")

    assert files.sweep() == 0
    assert files.sweep(older_than_seconds=-1) == 2
    assert [path.name for path in on_disk(files_folder)] == [kept.stored_name]


def test_an_upload_beyond_the_limit_is_cut_while_it_streams(tmp_path: Path) -> None:
    handlers = ["cerchia.vault.uploads.BoundedUpload"]
    with override_settings(FILE_UPLOAD_HANDLERS=handlers, FILE_UPLOAD_TEMP_DIR=str(tmp_path)):
        small, big, huge = (
            RequestFactory().post("/", {"a": SimpleUploadedFile("a", content)}).FILES.get("a")
            for content in (corpus.picture(), bytes(13 * MEGABYTE), bytes(61 * MEGABYTE))
        )

    assert isinstance(small, UploadedFile)
    assert files.take_in(subject=SUBJECT, upload=small).kind == Kind.PHOTO
    assert isinstance(big, UploadedFile)
    with pytest.raises(FileTooBig):
        files.take_in(subject=SUBJECT, upload=big)
    assert len(big.read()) == 0
    assert huge is None
    assert [path.name for path in tmp_path.iterdir()] == ["files"]
