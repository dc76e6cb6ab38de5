"""A user's recognizers beside ours: the folder that the settings name, for every room.

The process that starts a sweep calls `verify` once; workers only load what was verified, and
`same_rules` refuses where the two are no longer the same.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version

from recognizers import catalogue
from recognizers.declaration import DeclarationError, Entity, Recognizer
from recognizers.user_files import load_folder, uses_presidio
from recognizers.user_problems import Problem, UserRulesError
from scanner.config import Settings
from scanner.errors import ConfigError


class RulesError(ConfigError):
    """A folder of recognizers is refused, with all that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))


def known(settings: Settings, *, verify: bool = False) -> tuple[Recognizer, ...]:
    """Ours, then the user's. Raises `RulesError`."""
    if settings.recognizers_folder is None:
        return catalogue.ALL
    try:
        return (*catalogue.ALL, *load_folder(settings.recognizers_folder, verify=verify))
    except UserRulesError as error:
        raise RulesError(error.problems) from None


def verify(settings: Settings) -> None:
    """Tries the user's examples and looks for patterns that run away. Raises `RulesError`."""
    known(settings, verify=True)


def chosen(settings: Settings) -> tuple[Recognizer, ...]:
    """What the settings choose of all that is known. Raises `ConfigError`.

    Where none are left it raises too: a sweep for nothing would call all clean.
    """
    names = settings.recognizers or None
    try:
        left = catalogue.select(names, settings.exclude_recognizers, among=known(settings))
    except DeclarationError as error:
        raise ConfigError(str(error)) from None
    if not left:
        raise ConfigError("no recognizers are left; exclude fewer of them")
    return left


def entities(recognizers: Iterable[Recognizer]) -> dict[str, Entity]:
    """Ours by name, and those that the recognizers of a sweep add."""
    return catalogue.ENTITIES | {one.entity.name: one.entity for one in recognizers}


def imported_version(settings: Settings) -> str:
    """The version of Presidio where the user's recognizers come through it: its classes change."""
    folder = settings.recognizers_folder
    return version("presidio-analyzer") if folder and uses_presidio(folder) else ""


@contextmanager
def rules_kept(expected: str, found: Callable[[], str]) -> Iterator[None]:
    """A worker that found other rules cannot start; says why where that is the reason."""
    try:
        yield
    except RuntimeError:
        same_rules(expected, found())
        raise


def same_rules(expected: str, found: str) -> None:
    """Raises `ConfigError` where the rules of two processes of one sweep have come apart."""
    if expected != found:
        raise ConfigError(
            "the recognizers changed while the sweep ran; start it again, and it goes on with them"
        )
