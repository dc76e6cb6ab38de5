"""Bytes become text, whatever their encoding, and nothing of them is lost."""

from io import BytesIO

import pytest

from scanner.formats.encoding import decode_head, decoded, detect

TEXT = "Name: Zoë Ní Bhriain\nKey safe 4821 – left of door\n"


def _text(content, **options):
    return "".join(decoded(BytesIO(content), **options))


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_a_mark(codec):
    """Every Unicode encoding gives the same text, its byte order mark gone."""
    assert _text(TEXT.encode(codec)) == TEXT


def test_windows_1252_is_what_is_not_utf8():
    """Bytes that are no UTF-8 are read as Windows-1252."""
    assert _text(TEXT.encode("cp1252")) == TEXT


def test_bytes_undefined_in_windows_1252_do_not_fail():
    """The five bytes that Windows-1252 leaves undefined are read as Latin-1."""
    assert _text(b"\xe9 \x81\x8d\x8f\x90\x9d \xe9") == "é \x81\x8d\x8f\x90\x9d é"


def test_a_bad_byte_late_in_utf8_keeps_the_rest():
    """One stray byte behind the part that detection sees changes nothing else."""
    content = "é\n".encode() * 40_000 + b"caf\xe9 Zo\xc3\xab\n"
    assert _text(content).endswith("é\ncafé Zoë\n")


def test_a_bad_byte_in_the_head_does_not_spoil_utf8():
    """A file with more valid sequences than bad bytes stays UTF-8."""
    assert _text("Zoë Zoë ".encode() + b"caf\xe9") == "Zoë Zoë café"


def test_mainframe_text_is_read():
    """EBCDIC is recognised by where its spaces and letters lie."""
    text = "THE KEY SAFE IS LEFT OF THE DOOR AND ITS CODE IS 4821 " * 3
    assert _text(text.encode("cp500")) == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_becomes_one_lf(end):
    """LF, CRLF and CR end a line alike."""
    assert _text(f"a{end}b{end}".encode()) == "a\nb\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("chunk_bytes", [1, 2, 3, 7])
def test_chunks_never_cut_a_character(codec, chunk_bytes):
    """However small the chunks, the text is the same."""
    content = TEXT.replace("\n", "\r\n").encode(codec)
    assert _text(content, chunk_bytes=chunk_bytes) == TEXT


def test_a_named_encoding_wins_over_the_guess():
    """A file that names its encoding is read so."""
    assert _text("Привет".encode("cp1251"), codec="cp1251") == "Привет"


def test_a_head_cut_inside_a_character_is_still_utf8():
    """The head's last character may be incomplete."""
    head = "aé".encode()[:-1]
    assert detect(head) == ("utf-8", 0)
    assert decode_head(head) == "a"
