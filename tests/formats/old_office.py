"""Builds small files of old programs: Word 97, PowerPoint 97, Outlook messages, winmail.dat."""

import struct

from scanner.formats.compound_writer import Storage, compound_file


def word97(text: str, comments: str = "", ends: dict[int, bool] | None = None) -> bytes:
    """A document of one piece; `ends` are characters that end a paragraph in a table: row end."""
    body = (text + comments + "\r").encode("utf-16-le")
    start = 0x400
    units = len(body) // 2
    main = bytearray(start) + body
    main += bytes(-len(main) % 512)
    page = len(main) // 512
    main += _papx(start, ends or {})
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 0x0A, 0x0200)  # the tables are in the stream 1Table
    struct.pack_into("<I", main, 0x4C, len(text.encode("utf-16-le")) // 2)
    struct.pack_into("<I", main, 0x5C, len(comments.encode("utf-16-le")) // 2)
    clx = b"\x02" + struct.pack("<I", 16) + struct.pack("<IIHIH", 0, units, 0, start, 0)
    bins = struct.pack("<III", start, start + len(body), page)
    struct.pack_into("<II", main, 0x1A2, 0, len(clx))
    struct.pack_into("<II", main, 0x102, len(clx), len(bins))
    return compound_file({"WordDocument": bytes(main), "1Table": clx + bins})


def _papx(start: int, ends: dict[int, bool]) -> bytes:
    """One page of paragraph properties."""
    page = bytearray(512)
    places = [start, *(start + 2 * (index + 1) for index in sorted(ends))]
    struct.pack_into(f"<{len(places)}I", page, 0, *places)
    at = 400
    for number, index in enumerate(sorted(ends)):
        properties = struct.pack("<HB", 0x2416, 1)
        if ends[index]:
            properties += struct.pack("<HB", 0x2417, 1)
        entry = bytes([(4 + len(properties)) // 2]) + b"\x00\x00" + properties
        entry += bytes(-len(entry) % 2)
        page[at : at + len(entry)] = entry
        page[4 * len(places) + 13 * number] = at // 2
        at += len(entry)
    page[511] = len(ends)
    return bytes(page)


def record(kind: int, content: bytes, instance: int = 0, container: bool = False) -> bytes:
    """A record of a PowerPoint stream."""
    return (
        struct.pack("<HHI", instance << 4 | (15 if container else 0), kind, len(content)) + content
    )


def slides97(slides: list[str], deleted: str = "", objects: bytes = b"") -> bytes:
    """A presentation whose slides hold one text each; `deleted` is on one that no list names."""
    stream, places = b"", {}
    for number, text in enumerate(slides, start=2):
        places[number] = len(stream)
        stream += record(1006, record(0x0FA0, text.encode("utf-16-le")), container=True)
    if deleted:
        stream += record(1006, record(0x0FA8, deleted.encode("latin-1")), container=True)
    stream += objects
    listed = b"".join(record(0x03F3, struct.pack("<I", number)) for number in places)
    places[1] = len(stream)
    stream += record(1000, record(0x0FF0, listed, container=True), container=True)
    directory = len(stream)
    numbers = sorted(places)
    stream += record(
        0x1772,
        struct.pack("<I", 1 | len(numbers) << 20)
        + struct.pack(f"<{len(numbers)}I", *(places[number] for number in numbers)),
    )
    edit = len(stream)
    stream += record(0x0FF5, struct.pack("<IIIII", 0, 0, 0, directory, 1) + bytes(8))
    user = record(0x0FF6, struct.pack("<III", 20, 0xE391C05F, edit) + bytes(8))
    return compound_file({"PowerPoint Document": stream, "Current User": user})


def outlook(
    texts: dict[int, str],
    attachments: list[Storage] | None = None,
    named: dict[str, str] | None = None,
) -> bytes:
    """A message with these string properties; `named` are of the sender's own."""
    tree: Storage = {"__properties_version1.0": bytes(32)}
    for number, text in texts.items():
        tree[f"__substg1.0_{number:04X}001F"] = text.encode("utf-16-le")
    entries, strings = b"", b""
    for index, (name, text) in enumerate((named or {}).items()):
        raw = name.encode("utf-16-le")
        entries += struct.pack("<IHH", len(strings), 1, index)
        strings += struct.pack("<I", len(raw)) + raw + bytes(-len(raw) % 4)
        tree[f"__substg1.0_{0x8000 + index:04X}001F"] = text.encode("utf-16-le")
    tree["__nameid_version1.0"] = {
        "__substg1.0_00030102": entries,
        "__substg1.0_00040102": strings,
    }
    for index, attached in enumerate(attachments or []):
        tree[f"__attach_version1.0_#{index:08X}"] = attached
    return compound_file(tree)


def attachment(name: str, content: bytes) -> Storage:
    """A file attached to an Outlook message."""
    return {
        "__substg1.0_3707001F": name.encode("utf-16-le"),
        "__substg1.0_37010102": content,
    }


def winmail(subject: str, body: str, name: str, content: bytes) -> bytes:
    """A TNEF stream with one attached file."""
    mapi = struct.pack("<I", 1) + struct.pack("<HHII", 0x1F, 0x1000, 1, 2 * len(body))
    mapi += body.encode("utf-16-le") + bytes(-2 * len(body) % 4)
    return b"\x78\x9f\x3e\x22\x01\x00" + b"".join(
        struct.pack("<BII", level, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
        for level, number, data in (
            (1, 0x00018004, subject.encode() + b"\x00"),
            (1, 0x00069003, mapi),
            (2, 0x00069002, bytes(14)),
            (2, 0x00018010, name.encode() + b"\x00"),
            (2, 0x0006800F, content),
        )
    )


def project(source: str) -> bytes:
    """A project of macros with one module, its source packed without any saving."""
    text = f'Attribute VB_Name = "Module1"\r\n{source}'.encode()
    packed = b"".join(b"\x00" + text[at : at + 8] for at in range(0, len(text), 8))
    head = struct.pack("<H", 0xB000 | len(packed) - 1)
    module = b"compiled" + b"\x01" + head + packed
    return compound_file({"VBA": {"Module1": module, "dir": b"x"}, "PROJECT": b"x"})
