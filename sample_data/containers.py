"""Containers whose bytes depend on their content alone.

Compressors differ between library versions, so nothing is squeezed: members are stored, and gzip
and PNG hold stored DEFLATE blocks. Every reader takes them.
"""

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping

# What every container says of its members' age.
STAMP = (2026, 10, 5, 9, 0, 0)
STAMP_SECONDS = 1_791_190_800  # the same in seconds since 1970, UTC


def zip_bytes(members: Mapping[str, bytes]) -> bytes:
    """A ZIP of stored members with fixed dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, STAMP)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()


def tar_bytes(members: Mapping[str, bytes]) -> bytes:
    """An uncompressed tar."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.mode = len(content), STAMP_SECONDS, 0o644
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def gzip_bytes(content: bytes) -> bytes:
    """A gzip file of stored blocks (RFC 1952)."""
    head = struct.pack("<4BIBB", 0x1F, 0x8B, 8, 0, STAMP_SECONDS, 0, 255)
    tail = struct.pack("<II", zlib.crc32(content), len(content) & 0xFFFFFFFF)
    return head + _stored(content) + tail


def png_bytes(width: int, height: int) -> bytes:
    """A grey gradient; no text in it."""
    rows = b"".join(b"\0" + bytes((x + y) % 256 for x in range(width)) for y in range(height))
    packed = b"\x78\x01" + _stored(rows) + struct.pack(">I", zlib.adler32(rows))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    crc = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + crc


def _stored(content: bytes) -> bytes:
    """DEFLATE blocks of type 0, at most 65,535 bytes each (RFC 1951, 3.2.4)."""
    blocks = [content[at : at + 65_535] for at in range(0, len(content), 65_535)] or [b""]
    return b"".join(
        struct.pack("<BHH", block is blocks[-1], len(block), len(block) ^ 0xFFFF) + block
        for block in blocks
    )


def locked_zip_bytes(name: str, content: bytes, password: bytes) -> bytes:
    """A ZIP of one member under the old ZIP cipher (APPNOTE.TXT 6.1), which `zipfile` can read."""
    plain = zip_bytes({name: content})
    crc = zlib.crc32(content)
    header = bytes(11) + bytes([crc >> 24])  # the last byte lets readers check the password
    secret = bytes(_enciphered(header + content, password))
    size = struct.pack("<I", len(secret))
    at = 30 + len(name.encode())
    directory = plain.index(b"PK\x01\x02")
    end = plain.index(b"PK\x05\x06")
    local = _patched(plain[:at], {6: b"\x01\x00", 18: size})
    central = _patched(plain[directory:end], {8: b"\x01\x00", 20: size})
    shift = len(local) + len(secret)
    return local + secret + central + _patched(plain[end:], {16: struct.pack("<I", shift)})


def _patched(block: bytes, changes: Mapping[int, bytes]) -> bytes:
    patched = bytearray(block)
    for at, new in changes.items():
        patched[at : at + len(new)] = new
    return bytes(patched)


def _enciphered(content: bytes, password: bytes) -> Iterator[int]:
    keys = [0x12345678, 0x23456789, 0x34567890]
    for byte in password:
        _turn(keys, byte)
    for byte in content:
        pad = (keys[2] | 2) & 0xFFFF
        yield byte ^ (pad * (pad ^ 1) >> 8 & 0xFF)
        _turn(keys, byte)


def _turn(keys: list[int], byte: int) -> None:
    keys[0] = _crc_step(keys[0], byte)
    keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134_775_813 + 1) & 0xFFFFFFFF
    keys[2] = _crc_step(keys[2], keys[1] >> 24)


def _crc_step(crc: int, byte: int) -> int:
    """One step of the bare CRC-32; `zlib.crc32` inverts at both ends."""
    return zlib.crc32(bytes([byte]), crc ^ 0xFFFFFFFF) ^ 0xFFFFFFFF
