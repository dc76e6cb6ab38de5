"""Which bytes tell what a file is: the table that `identify` looks things up in.

Signatures are facts of the formats' own specifications.
"""

from dataclasses import dataclass

from scanner.model import Reason

OCR = "read it with OCR"
SAVE_AS = "save it in a current format"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: one that we read (`format`) or one that we only name (`title`)."""

    format: str = ""  # registry name; "" where we do not read it
    title: str = ""  # "PNG image"
    reason: Reason = Reason.UNSUPPORTED
    remedy: str = ""


def _image(title: str) -> Kind:
    return Kind("image", f"{title} image", Reason.IMAGE_ONLY, OCR)


def _other(title: str, remedy: str = "look at it by hand") -> Kind:
    return Kind("", title, Reason.UNSUPPORTED, remedy)


def _locked(title: str, remedy: str = "needs its password") -> Kind:
    return Kind("", title, Reason.ENCRYPTED, remedy)


_EXPORT = "export its tables as CSV and sweep those"
_RESTORE_FILES = "restore it to a folder and sweep that"
_RESTORE = "restore it on a server, export its tables as CSV and sweep those"
_MEDIA = "look at it by hand if people speak or are shown in it"
_EXECUTABLE = _other("executable program", "programs are not read")
_FONT = _other("font", "fonts are not read")
_KEY = "needs the key of whoever it was written to"
_DISK = "mount it and sweep what it holds"
_VAULT = "password store: see who can reach it, and keep it where only its owner can"

# (offset, bytes, kind); the first that fits decides.
MAGIC: tuple[tuple[int, bytes, Kind], ...] = (
    (0, b"\x1f\x8b\x08", Kind("gzip")),
    (0, b"BZh", Kind("bzip2")),
    (0, b"\xfd7zXZ\x00", Kind("xz")),
    (0, b"SQLite format 3\x00", Kind("sqlite")),
    (0, b"PGDMP", Kind("pgdump")),
    (0, b"REDIS0", Kind("redis")),
    (0, b"\x6d\xe2\x99\x81", Kind("mongoarchive")),
    (0, b"PAR1", Kind("parquet")),
    (0, b"PARE", Kind("", "Parquet file", Reason.ENCRYPTED, "needs its key")),
    (0, b"ARROW1\x00\x00", Kind("arrow")),
    # A stream begins with a mark and the length of the message, which then begins so.
    (8, b"\x10\x00\x00\x00\x00\x00\x0a\x00", Kind("arrow")),
    (0, b"{\\rtf", Kind("rtf")),
    (257, b"ustar", Kind("tar")),
    (0, b"\x89PNG\r\n\x1a\n", _image("PNG")),
    (0, b"\xff\xd8\xff", _image("JPEG")),
    (0, b"GIF87a", _image("GIF")),
    (0, b"GIF89a", _image("GIF")),
    (0, b"II*\x00", _image("TIFF")),
    (0, b"MM\x00*", _image("TIFF")),
    (0, b"8BPS", _image("Photoshop")),
    (0, b"\x00\x00\x00\x0cjP  ", _image("JPEG 2000")),
    (0, b"\x00\x00\x01\x00", _image("icon")),
    (4, b"ftypheic", _image("HEIC")),
    (4, b"ftypmif1", _image("HEIF")),
    (4, b"ftypavif", _image("AVIF")),
    (8, b"WEBP", _image("WebP")),
    (0, b"\xd7\xcd\xc6\x9a", _image("Windows metafile")),
    (40, b" EMF", _image("Enhanced metafile")),
    (0, b"AT&TFORM", _image("DjVu")),
    (4, b"ftyp", _other("video or audio", _MEDIA)),
    (0, b"\x1aE\xdf\xa3", _other("Matroska video", _MEDIA)),
    (8, b"AVI ", _other("AVI video", _MEDIA)),
    (8, b"WAVE", _other("WAV audio", _MEDIA)),
    (0, b"ID3", _other("MP3 audio", _MEDIA)),
    (0, b"\xff\xfb", _other("MP3 audio", _MEDIA)),
    (0, b"OggS", _other("Ogg audio", _MEDIA)),
    (0, b"fLaC", _other("FLAC audio", _MEDIA)),
    (0, b"#!AMR", _other("AMR audio", _MEDIA)),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", _other("Windows media", _MEDIA)),
    (0, b"\x00\x00\x01\xba", _other("MPEG video", _MEDIA)),
    (0, b"\x7fELF", _EXECUTABLE),
    (0, b"\xcf\xfa\xed\xfe", _EXECUTABLE),
    (0, b"\xca\xfe\xba\xbe", _EXECUTABLE),
    (0, b"\x00asm", _EXECUTABLE),
    (0, b"wOFF", _FONT),
    (0, b"wOF2", _FONT),
    (0, b"OTTO\x00", _FONT),
    (14, b"HBAM7", _other("FileMaker database", _EXPORT)),
    (0, b"MSSQLBAK", _other("compressed SQL Server backup (bak)", _RESTORE)),
    (0, b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5", _locked("KeePass database (kdbx)", _VAULT)),
    (0, b"\x03\xd9\xa2\x9a\x65\xfb\x4b\xb5", _locked("KeePass database (kdb)", _VAULT)),
    (0, b"PWS3", _locked("Password Safe database (psafe3)", _VAULT)),
    (3, b"-FVE-FS-", _locked("disk encrypted with BitLocker", "unlock it, mount it and sweep it")),
    (0, b"LUKS\xba\xbe", _locked("disk encrypted with LUKS", "unlock it, mount it and sweep it")),
    (0, b"conectix", _other("virtual disk (VHD)", _DISK)),
    (0, b"vhdxfile", _other("virtual disk (VHDX)", _DISK)),
    (0, b"KDMV", _other("virtual disk (VMDK)", _DISK)),
    (0, b"QFI\xfb", _other("virtual disk (QCOW)", _DISK)),
    (0, b"<<< ", _other("virtual disk (VDI)", _DISK)),
    (0, b"MSWIM\x00\x00\x00", _other("Windows disk image (WIM)", _DISK)),
    (0, b"-----BEGIN PGP MESSAGE-----", _locked("message encrypted with PGP", _KEY)),
    (0, b"age-encryption.org/v1", _locked("file encrypted with age", _KEY)),
    (0, b"Salted__", _locked("file encrypted with OpenSSL")),
    (0, b"$ANSIBLE_VAULT", _locked("Ansible vault")),
    (0, b"\xc0\xb9\x07\x2e\x4f\x93\xf1\x46", _locked("file encrypted with AxCrypt")),
    (0, b"TAPE\x00\x00", _other("SQL Server or Windows backup (bak)", _RESTORE)),
    (0, b"\x01\x0f\x00\x00", _other("SQL Server database (mdf)", _EXPORT)),
    (3, b"EXPORT:V", _other("Oracle export (exp)", _RESTORE)),
    (4, b"EXPORT:V", _other("Oracle export (exp)", _RESTORE)),
    (0, b"\x00\x01\x00\x00\x00", _FONT),
    (4, b"Standard Jet DB", Kind("access")),
    (4, b"Standard ACE DB", Kind("access")),
    (0, b"7z\xbc\xaf\x27\x1c", Kind("7z")),
    (0, b"Rar!\x1a\x07", Kind("rar")),
    (0, b"MSCF", Kind("cab")),
    (0, b"!<arch>\n", Kind("ar")),
    (32769, b"CD001", Kind("iso")),
    (0, b"\x1f\x9d", Kind("compress")),
    (0, b"\x28\xb5\x2f\xfd", Kind("zstd")),
    (0, b"\x04\x22\x4d\x18", Kind("lz4")),
    (0, b"!BDN", Kind("pst")),
    (0, b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", Kind("onenote")),
    (0, b"\xa1\x2f\xff\x43\xd9\xef\x76\x4c", Kind("onenote")),
    (128, b"DICM", Kind("dicom")),
    (0, b"\x78\x9f\x3e\x22", Kind("tnef")),
    (0, b"Obj\x01", Kind("avro")),
    (0, b"ORC", Kind("orc")),
    (0, b"WARC/", Kind("text")),  # web pages as they were fetched, some of them packed
    (0, b"FEA1", Kind("feather")),
    (0, b"\x89HDF\r\n\x1a\n", _other("HDF5 file", _EXPORT)),
    (12, b"\x00\x05\x31\x62", Kind("berkeley")),
    (12, b"\x62\x31\x05\x00", Kind("berkeley")),
    (12, b"\x00\x06\x15\x61", Kind("berkeley")),
    (12, b"\x61\x15\x06\x00", Kind("berkeley")),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind(title="ole")),
    (0, b"\x09\x08\x08\x00\x00\x05", Kind("biff")),  # Excel 5 without its envelope
    (0, b"\x09\x04\x06\x00", Kind("biff")),
    (0, b"\x09\x02\x06\x00", Kind("biff")),
    (0, b"\x09\x00\x04\x00", Kind("biff")),
    (0, b"PK\x03\x04", Kind(title="zip")),
    (0, b"PK\x05\x06", Kind(title="zip")),
    (0, b"PK00PK\x03\x04", Kind(title="zip")),
    (0, b"PK\x07\x08PK\x03\x04", Kind(title="zip")),
    (0, b"\xdb\xa5-\x00", Kind("textruns")),  # Word 2
    (0, b"\xffWPC", Kind("wordperfect")),
    (0, b"\x00\x00\x02\x00\x06\x04", Kind("textruns")),  # Lotus 1-2-3, versions 2, 3 and 4
    (0, b"\x00\x00\x1a\x00\x00\x10", Kind("textruns")),
    (0, b"\x00\x00\x1a\x00\x02\x10", Kind("textruns")),
    (0, b"\x00\x00\x02\x00\x20\x51", Kind("textruns")),  # Quattro
    (0, b"\xff\x00\x02\x00\x04\x04", Kind("textruns")),  # Works
    (0, b"WordPro", Kind("textruns")),
)

# Names of streams in an OLE compound file.
OLE_STREAMS: tuple[tuple[str, Kind], ...] = (
    (
        "EncryptedPackage",
        Kind("", "encrypted Office document", Reason.ENCRYPTED, "needs its password"),
    ),
    # A message that holds a document in a storage of its own shows that document's streams too.
    ("__properties_version1.0", Kind("msg")),
    ("WordDocument", Kind("doc")),
    ("PowerPoint Document", Kind("ppt")),
    ("Workbook", Kind("xls")),
    ("Book", Kind("xls")),
)
# Objects in documents; Visio, Publisher, Project and programs that nobody knows.
OLE_UNKNOWN = Kind("ole")

# (a name that starts so tells it, kind): parts of Office Open XML and other ZIPs.
ZIP_PARTS: tuple[tuple[str, Kind], ...] = (
    ("xl/workbook.bin", Kind("xlsb")),
    ("DacMetadata.xml", Kind("bacpac")),
    ("word/", Kind("docx")),
    ("xl/", Kind("xlsx")),
    ("ppt/", Kind("pptx")),
    ("visio/", Kind("vsdx")),
)
# Members that only a document of Apple's Pages, Numbers or Keynote has.
IWORK_PARTS = frozenset({"Index/Document.iwa", "Index.zip"})
ODF_TYPES: tuple[tuple[str, str], ...] = (
    ("spreadsheet", "ods"),
    ("text", "odt"),
    ("presentation", "odt"),
    ("graphics", "odt"),
)

# Object identifiers at the beginning of a CMS message (p7m, p7s); RFC 5652, sections 5.1 and 6.1.
CMS: tuple[tuple[bytes, Kind], ...] = (
    (
        b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03",
        Kind("", "encrypted S/MIME message (p7m)", Reason.ENCRYPTED, "needs the recipient's key"),
    ),
    (
        b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02",
        Kind("cms"),
    ),
)
CMS_REACH = 32  # bytes; the identifier stands behind two lengths

# Kinds that only the ending tells, because the content is binary without a signature.
BY_ENDING: dict[str, Kind] = {
    "bson": Kind("bson"),
    "dmp": _other("Oracle Data Pump export (dmp)", _RESTORE),
    "bcp": _other("SQL Server table in native format (bcp)", "export it with bcp -c or -w"),
    "bak": _other("backup of a database (bak)", _RESTORE),
    "pgp": _locked("file encrypted with PGP", _KEY),
    "gpg": _locked("file encrypted with PGP", _KEY),
    "p12": _locked("key store (p12)", _VAULT),
    "pfx": _locked("key store (pfx)", _VAULT),
    "kdbx": _locked("KeePass database (kdbx)", _VAULT),
    "hc": _locked("VeraCrypt container", "unlock it, mount it and sweep it"),
    "tc": _locked("TrueCrypt container", "unlock it, mount it and sweep it"),
    "vhd": _other("virtual disk (VHD)", _DISK),
    "img": _other("disk image", _DISK),
    "dd": _other("disk image", _DISK),
    "vmdk": _other("virtual disk (VMDK)", _DISK),
    "dmg": _other("Apple disk image (dmg)", _DISK),
    "vbk": _other("Veeam backup (vbk)", _RESTORE_FILES),
    "tib": _other("Acronis backup (tib)", _RESTORE_FILES),
    "gho": _other("Ghost disk image (gho)", _RESTORE_FILES),
    "spf": _other("backup of ShadowProtect (spf)", _RESTORE_FILES),
    "mdf": _other("SQL Server database (mdf)", _EXPORT),
    "ndf": _other("SQL Server database (ndf)", _EXPORT),
    "ldf": _other("SQL Server log (ldf)", _EXPORT),
    "ibd": _other("MySQL table (ibd)", "dump it with mysqldump and sweep that"),
    "myd": _other("MySQL table (MYD)", "dump it with mysqldump and sweep that"),
    "fp7": _other("FileMaker database", _EXPORT),
    "fmp12": _other("FileMaker database", _EXPORT),
    "dbf": Kind("dbf"),
    "dbt": Kind("textruns"),  # notes of a dBase table
    "fpt": Kind("textruns"),
    "one": Kind("onenote"),
    "doc": _other("Word document of an old version (doc)", SAVE_AS),
    "xls": _other("Excel sheet of an old version (xls)", SAVE_AS),
    "dcm": Kind("dicom"),
    "exe": _EXECUTABLE,
    "dll": _EXECUTABLE,
}
