"""What every source must do. A source's tests inherit `SourceContract` and give one fixture."""

import io
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

import pytest

from scanner.errors import UnreadableError
from scanner.model import DataObject, Reason
from scanner.sources.protocol import Source


@dataclass(frozen=True)
class Known:
    """A source over a tree whose content is known."""

    source: Source
    expected: dict[bytes, bytes]  # path below the root -> content; two or more, in two folders
    snapshot: Callable[[], object]  # all that can be seen of the tree from outside
    remove: Callable[[bytes], None]  # takes one of the expected objects away


class SourceContract:
    """Inherit it, and define the fixture `known`, which gives a `Known`."""

    @pytest.fixture
    def known(self) -> Known:
        """A source over a fresh tree, to be defined by whoever inherits."""
        raise NotImplementedError("define the fixture `known`")

    def test_each_object_is_yielded_once(self, known: Known) -> None:
        """A walk yields every object of the tree, and none twice."""
        paths = [_path(known.source, obj.uri) for obj in _objects(known.source)]
        assert sorted(paths) == sorted(known.expected)

    def test_two_walks_are_equal(self, known: Known) -> None:
        """A second walk over an unchanged tree yields the same in the same order."""
        assert list(known.source.walk()) == list(known.source.walk())

    def test_a_walk_resumes_after_any_object(self, known: Known) -> None:
        """`resume_after` leaves out everything up to and including that uri, and no more."""
        whole = list(known.source.walk())
        for done, last in enumerate(whole, start=1):
            assert list(known.source.walk(last.uri)) == whole[done:]

    def test_a_walk_resumes_after_an_object_that_vanished(self, known: Known) -> None:
        """The object a walk resumes after need not be there any more."""
        whole = list(known.source.walk())
        known.remove(_path(known.source, whole[0].uri))
        assert [item.uri for item in known.source.walk(whole[0].uri)] == [
            item.uri for item in whole[1:]
        ]

    def test_objects_say_where_they_are_from(self, known: Known) -> None:
        """Every object names its source and target, and has a version and a size."""
        for obj in _objects(known.source):
            assert (obj.source, obj.container) == (known.source.name, known.source.root)
            assert obj.uri.startswith(known.source.root)
            assert obj.version
            assert obj.size_bytes == len(known.expected[_path(known.source, obj.uri)])

    def test_times_are_in_utc(self, known: Known) -> None:
        """A modification time, where there is one, knows its time zone."""
        times = [obj.modified_at for obj in _objects(known.source)]
        assert all(time is None or not time.utcoffset() for time in times)
        assert all(time is None or time.tzinfo for time in times)

    def test_open_gives_the_bytes(self, known: Known) -> None:
        """A stream holds the object's content from the first byte to the last."""
        for obj in _objects(known.source):
            with known.source.open(obj) as stream:
                assert stream.read() == known.expected[_path(known.source, obj.uri)]

    def test_streams_are_seekable(self, known: Known) -> None:
        """A reader can go back to the start and to the end of a stream."""
        obj = _objects(known.source)[-1]
        content = known.expected[_path(known.source, obj.uri)]
        with known.source.open(obj) as stream:
            assert stream.seek(0, io.SEEK_END) == len(content)
            assert stream.seek(1) == 1
            assert stream.read() == content[1:]

    def test_streams_are_read_only(self, known: Known) -> None:
        """Nobody can write to a source through a stream."""
        with known.source.open(_objects(known.source)[0]) as stream:
            assert not stream.writable()
            with pytest.raises(OSError):  # io.UnsupportedOperation is one
                stream.write(b"x")

    def test_objects_can_be_sent_to_workers(self, known: Known) -> None:
        """Whatever a walk yields pickles without change."""
        whole = list(known.source.walk())
        assert pickle.loads(pickle.dumps(whole)) == whole

    def test_a_sent_source_opens_objects(self, known: Known) -> None:
        """A pickled source opens the objects that the first one listed."""
        sent: Source = pickle.loads(pickle.dumps(known.source))
        obj = _objects(known.source)[0]
        with sent.open(obj) as stream:
            assert stream.read() == known.expected[_path(known.source, obj.uri)]

    def test_a_sweep_leaves_no_trace(self, known: Known) -> None:
        """After a walk and the reading of every object the tree is as it was."""
        before = known.snapshot()
        for obj in _objects(known.source):
            with known.source.open(obj) as stream:
                stream.read()
        assert known.snapshot() == before

    def test_a_vanished_object_is_unreadable(self, known: Known) -> None:
        """Opening an object that is gone says so, with the reason a person can act on."""
        obj = _objects(known.source)[0]
        known.remove(_path(known.source, obj.uri))
        with pytest.raises(UnreadableError) as caught:
            known.source.open(obj)
        assert caught.value.reason is Reason.VANISHED


def _objects(source: Source) -> list[DataObject]:
    return [item for item in source.walk() if isinstance(item, DataObject)]


def _path(source: Source, uri: str) -> bytes:
    """The path below the root that a uri stands for."""
    return unquote_to_bytes(uri.removeprefix(source.root).lstrip("/"))
