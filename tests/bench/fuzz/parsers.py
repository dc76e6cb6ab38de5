"""What is fuzzed: every parser of our own, as a function of bytes.

A parser is imported when it is asked for, so that the fuzzer can watch the branches of its code.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

Parse = Callable[[bytes], object]

_MAX_STEPS = 200_000  # that a reader may yield for one small file; more never ends

# Formats by their registry name; the reader is called bare, so that nothing it raises is tidied up.
FORMATS = (
    *("text", "cards", "csv", "json", "ndjson", "hl7", "xml", "html", "sql", "rtf"),
    *("xlsx", "xlsb", "xls", "ods", "docx", "pptx", "odt", "doc", "ppt", "ole", "onenote"),
    *("vsdx", "iwork", "wordperfect", "textruns", "zstd", "lz4"),
    *("msg", "tnef", "cms", "eml", "mbox", "zip", "tar", "gzip"),
    *("sqlite", "pgdump", "mysqlxml", "copytext", "bson", "mongoarchive", "redis"),
    *("dynamodb", "ion", "bacpac", "dbf", "berkeley", "biff"),
)


@dataclass(frozen=True, slots=True)
class NeverEndsError(Exception):
    """A reader yields more for a small file than any small file holds."""


def names() -> tuple[str, ...]:
    """All parsers."""
    return FORMATS + tuple(_OTHERS)


def parser(name: str) -> tuple[Parse, tuple[type[Exception], ...]]:
    """A parser, and the errors it may raise on purpose."""
    return _OTHERS[name]() if name in _OTHERS else _format(name)


def _format(name: str) -> tuple[Parse, tuple[type[Exception], ...]]:
    errors, model = import_module("scanner.errors"), import_module("scanner.model")
    module, _, function = (
        import_module("scanner.formats.registry").by_name(name).reader.partition(":")
    )
    read = getattr(import_module(module), function)
    limits = model.Limits(
        max_member_bytes=4 << 20, max_total_bytes=16 << 20, max_members=500, max_depth=4
    )
    obj = model.DataObject(f"file:///share/sample.{name}", "files", "file:///share")

    def parse(content: bytes) -> None:
        for number, step in enumerate(read(BytesIO(content), obj, limits)):
            if isinstance(step, model.Member):
                _open(step, errors.UnreadableError)
            if number > _MAX_STEPS:
                raise NeverEndsError

    return parse, (errors.UnreadableError,)


def _open(member: Any, unreadable: type[Exception]) -> None:
    try:
        with member.open() as stream:
            stream.read(1 << 20)
    except unreadable:
        pass


def _compressed_rtf() -> tuple[Parse, tuple[type[Exception], ...]]:
    module, model = import_module("scanner.formats.compressed_rtf"), import_module("scanner.model")
    errors = import_module("scanner.errors")
    limits = model.Limits(max_member_bytes=4 << 20)
    return lambda content: module.rtf_of(content, limits), (errors.UnreadableError,)


def _ion() -> tuple[Parse, tuple[type[Exception], ...]]:
    module = import_module("scanner.formats.ion_text")

    def parse(content: bytes) -> object:
        return module.decode(content.decode("utf-8", "replace"))

    return parse, (module.BrokenIonError,)


def _bcp() -> tuple[Parse, tuple[type[Exception], ...]]:
    module = import_module("scanner.formats.bcp_native")
    types = ("int", "nvarchar", "bigint", "date", "decimal", "varchar", "datetime2", "bit", "xml")
    columns = [module.Column(name, name, is_max=name == "xml") for name in types]
    return lambda content: list(module.rows(BytesIO(content), columns, 1)), (module.BcpError,)


def _rules(ending: str) -> Callable[[], tuple[Parse, tuple[type[Exception], ...]]]:
    """Files of a user's own recognizers: problems are told, nothing is raised."""

    def load() -> tuple[Parse, tuple[type[Exception], ...]]:
        module = import_module("recognizers.user_files")
        return _in_a_file(f"rules{ending}", lambda file: module.read_folder(file.parent)), ()

    return load


def _config() -> tuple[Parse, tuple[type[Exception], ...]]:
    module, errors = import_module("scanner.config_file"), import_module("scanner.errors")
    return _in_a_file("keysweep.toml", module.load_config), (errors.ConfigError,)


def _weights() -> tuple[Parse, tuple[type[Exception], ...]]:
    module, errors = import_module("scanner.classify.weights"), import_module("scanner.errors")
    return _in_a_file("weights.toml", module.load_weights), (errors.ConfigError,)


def _in_a_file(name: str, read: Callable[[Path], object]) -> Parse:
    """For readers that take a path: the bytes in a file of the folder the fuzzer works in."""
    file = Path.cwd() / "written" / name
    file.parent.mkdir(exist_ok=True)

    def parse(content: bytes) -> object:
        file.write_bytes(content)
        return read(file)

    return parse


_OTHERS: dict[str, Callable[[], tuple[Parse, tuple[type[Exception], ...]]]] = {
    "compressed_rtf": _compressed_rtf,
    "ion_text": _ion,
    "bcp_native": _bcp,
    "rules_toml": _rules(".toml"),
    "rules_yaml": _rules(".yaml"),
    "config": _config,
    "weights": _weights,
}


def own_frames(error: BaseException) -> Iterator[str]:
    """The lines of our own code that an error passed, the outermost first."""
    trace = error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if {"scanner", "recognizers"} & set(path.parts):
            yield f"{path.parent.name}/{path.name}:{trace.tb_lineno}"
        trace = trace.tb_next
