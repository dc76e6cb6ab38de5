"""The registry: names, lazy loading, formats of other packages, contained readers."""

from io import BytesIO

import pytest

from scanner.errors import ConfigError, UnreadableError
from scanner.formats import registry
from scanner.formats.protocol import Format
from scanner.model import DataObject, Limits, Reason

OBJ = DataObject(uri="file:///a.bin", source="files", container="file:///")


class _Point:
    def __init__(self, name, loaded):
        self.name, self.loaded = name, loaded

    def load(self):
        return self.loaded


@pytest.fixture
def entry_points(monkeypatch):
    """Pretends that packages with these entry points are installed."""

    def pretend(*points):
        monkeypatch.setattr(registry, "entry_points", lambda group: points)
        registry.added_formats.cache_clear()

    yield pretend
    registry.added_formats.cache_clear()


def _raising(error):
    def reader(stream, obj, limits):
        yield from ()
        raise error

    return reader


def _load_with(monkeypatch, reader):
    monkeypatch.setattr("scanner.formats.mbox.read", reader)
    return registry.load(registry.by_name("mbox"))


def test_names_are_unique():
    """No two built-in formats share a name."""
    names = [format.name for format in registry.BUILT_IN]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("format", registry.BUILT_IN, ids=lambda format: format.name)
def test_every_reader_loads(format):
    """Each line of the registry names a function that can be imported."""
    assert callable(registry.load(format))


def test_unknown_name_is_refused():
    """A name that does not exist is refused with the names that do."""
    with pytest.raises(ConfigError, match="xlsx"):
        registry.by_name("lotus123")


def test_missing_module_names_what_to_install():
    """Where an import fails, the error says which package to install."""
    format = Format("pst", "Outlook mailbox", "no_such_module:read", ("pst",), "keysweep[pst]")
    with pytest.raises(UnreadableError) as caught:
        registry.load(format)
    assert caught.value.reason is Reason.EXTRA_MISSING
    assert caught.value.remedy == "pip install 'keysweep[pst]'"


def test_entry_point_adds_a_format(entry_points):
    """A format of another package is found by its name."""
    added = Format("abc", "ABC file", "scanner.formats.mbox:read", ("abc",))
    entry_points(_Point("abc", added))
    assert registry.by_name("abc") is added


def test_entry_point_cannot_replace_a_format(entry_points):
    """A format of another package whose name is taken is refused."""
    entry_points(_Point("pdf", Format("pdf", "Mine", "mine:read", ("pdf",))))
    with pytest.raises(ConfigError, match="exists"):
        registry.all_formats()


def test_entry_point_must_be_a_format(entry_points):
    """An entry point that is something else is refused."""
    entry_points(_Point("odd", "a string"))
    with pytest.raises(ConfigError, match="not a Format"):
        registry.all_formats()


def test_unforeseen_error_becomes_unreadable_without_its_message(monkeypatch):
    """What a parser raises is told by its type alone: its message may quote content."""
    reader = _load_with(monkeypatch, _raising(KeyError("QQ123456C")))
    with pytest.raises(UnreadableError) as caught:
        list(reader(BytesIO(b"x"), OBJ, Limits()))
    assert caught.value.reason is Reason.CRASHED
    assert "KeyError" in caught.value.detail
    assert "QQ123456C" not in str(caught.value)


def test_memory_error_is_named(monkeypatch):
    """Running out of memory is told as that."""
    reader = _load_with(monkeypatch, _raising(MemoryError()))
    with pytest.raises(UnreadableError) as caught:
        list(reader(BytesIO(b"x"), OBJ, Limits()))
    assert caught.value.reason is Reason.OUT_OF_MEMORY
