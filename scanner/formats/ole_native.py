"""The stream "Ole10Native": a file that was dragged into a document, with its name and path."""

import struct

_HEADER = 6  # bytes: the length of what follows, then two that are always 2


def native_file(raw: bytes) -> tuple[str, bytes]:
    """(file name, content); the name is "" and the content all there is where it is not one.

    [MS-OLEDS] 2.3.6; what the packager puts inside: label, path, two numbers, a temporary path,
    then the length of the content and the content.
    """
    label, at = _text(raw, _HEADER)
    path, at = _text(raw, at)
    at += 4  # of unknown meaning
    if at + 4 > len(raw):
        return "", raw[4:]
    (length,) = struct.unpack_from("<I", raw, at)
    at += 4 + length  # the temporary path
    if at + 4 > len(raw):
        return "", raw[4:]
    (size,) = struct.unpack_from("<I", raw, at)
    content = raw[at + 4 : at + 4 + size]
    if not content:
        return "", raw[4:]
    name = label or path.replace("\\", "/").rpartition("/")[2]
    return name.replace("\\", "/").rpartition("/")[2], content


def _text(raw: bytes, at: int) -> tuple[str, int]:
    end = raw.find(b"\x00", at, at + 1024)
    if end < 0:
        return "", len(raw)
    return raw[at:end].decode("cp1252", "replace"), end + 1
