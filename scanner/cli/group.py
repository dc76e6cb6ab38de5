"""The command `keysweep` itself: its commands, and what it says to a mistyped one."""

from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, version

import click

from scanner.cli.check import check
from scanner.cli.compare import compare
from scanner.cli.demo import demo
from scanner.cli.explain import explain
from scanner.cli.impact import impact
from scanner.cli.keys import keys
from scanner.cli.list_ import list_
from scanner.cli.merge import merge
from scanner.cli.rank import rank
from scanner.cli.report import report
from scanner.cli.review import review
from scanner.cli.scan import scan
from scanner.cli.schedule import schedule
from scanner.cli.verify import verify


class _Nearest(click.Group):
    """Names the nearest command to a mistyped one, which not every release of click does."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            near = get_close_matches(name, self.commands, n=1, cutoff=0.5)
            hint = f"Did you mean {near[0]!r}?" if near else f"Use {', '.join(self.commands)}."
            ctx.fail(f"No such command {name!r}. {hint}")
        return super().resolve_command(ctx, args)


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    try:
        number = version("keysweep")
    except PackageNotFoundError:
        number = "(run from a checkout that is not installed)"
    click.echo(f"keysweep {number}")
    ctx.exit()


@click.group(
    cls=_Nearest,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="\b\nExample:\n  keysweep scan /srv/share -o inventory",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Find where people's sensitive data lies, and what to protect first."""


for command in (
    check,
    scan,
    report,
    rank,
    compare,
    schedule,
    impact,
    review,
    merge,
    verify,
    keys,
    explain,
    list_,
    demo,
):
    cli.add_command(command)
