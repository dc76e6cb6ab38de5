"""A stage that fails says which kind of error and where, and never what it quotes."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from scanner.engines import local
from scanner.engines.pool import Pool
from tests.trust.failing import STAGES, break_stage
from tests.trust.outputs import Outputs
from tests.trust.search import Leak, Search

NHS = "999 638 0661"
TEXT = f"Edna Clegg, NHS number {NHS}. Key safe code 482931"


def leaks(outputs: Outputs, value: str = NHS) -> set[Leak]:
    """What of the value stands in anything that was said or written."""
    search = Search([("UK_NHS", "the failing stage", value)])
    return {leak for _, content in outputs.searchable() for leak in search.find(content)}


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """Two files with the value that the errors will quote."""
    folder = tmp_path / "share"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text(TEXT)
    return folder


@pytest.fixture
def outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outputs:
    """Objects are read in this process, by the function that children read them with."""
    here = partial(Pool, workers=0)
    monkeypatch.setattr(local, "Pool", lambda initialise, workers, **more: here(initialise, **more))
    (tmp_path / "out").mkdir()
    made = Outputs(tmp_path / "out")
    with made.config.open("a") as config:
        config.write('recognizers = ["UK_NHS", "KEY_SAFE_CODE", "PERSON"]\n')
    return made


# Results are packed on their way from a child alone; `tests/bench/leaks.py` breaks that too.
HERE = sorted(set(STAGES) - {"packing of a result"})


@pytest.fixture(params=HERE)
def broken(request: pytest.FixtureRequest) -> Iterator[str]:
    """One stage after the other, failing with the value in its hands."""
    undo = break_stage(request.param, NHS)
    yield request.param
    undo()


def test_a_failing_stage_quotes_nothing(share: Path, outputs: Outputs, broken: str) -> None:
    """Not on the terminal, in the log, in the inventory or beside it; and it is said."""
    outputs.run("scan", "scan", share, "-o", outputs.inventory, "-vv", "--config", outputs.config)
    assert leaks(outputs) == set()
    assert outputs.codes["scan"] in (3, 70)
    assert b"Careless" in outputs.said["scan"]


def test_the_search_finds_a_careless_traceback(share: Path, outputs: Outputs) -> None:
    """So that the test above can fail: printed as Python does, the value is found."""
    undo = break_stage("listing", NHS)
    try:
        with pytest.raises(ValueError, match="cannot make sense") as caught:
            local.sweep([str(share)], outputs.inventory, local.Settings(recognizers=("UK_NHS",)))
    finally:
        undo()
    outputs.said["traceback"] = str(caught.getrepr(showlocals=True)).encode()
    assert {leak.spelling for leak in leaks(outputs)} == {"whole"}
