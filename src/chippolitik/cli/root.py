"""The root of the command line: global options, error lines, exit codes."""

from __future__ import annotations

import importlib
import io
import logging
import os
import sys
from pathlib import Path

import click

from chippolitik import __version__
from chippolitik.cli.context import Context
from chippolitik.errors import ChippolitikError
from chippolitik.settings import DEFAULT_STORE, Settings

__all__ = ["cli", "main"]

# Command → module of chippolitik.cli that defines it; a module is imported only when one of its commands runs.
COMMANDS: dict[str, str] = {
    "ingest": "ingest",
    "extract": "extract",
    "validate": "validate",
    "load": "load",
    "query": "query",
    "queries": "queries",
    "lint-query": "lint_query",
    "match": "match",
    "claims": "claims",
    "explain": "explain",
    "ledger": "ledger",
    "analyze": "analyze",
    "retract": "retract",
    "rebuild": "retract",
    "quarantine": "quarantine",
    "evaluate": "evaluate",
    "export": "export",
    "push": "push",
    "connect": "push",
    "diff": "snapshots",
    "restore": "snapshots",
    "stats": "stats",
    "serve": "serve",
    "kb": "kb",
    "lexicon": "lexicon",
    "ontology": "ontology",
    "demo": "demo",
}
# Commands that keep what an interrupted run has done.
_GO_ON = frozenset({"ingest", "load", "push", "rebuild", "retract"})


class LazyGroup(click.Group):
    """A group whose commands are imported when they are first asked for, so that ``--help`` stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the base class sets the signature
        """Return the commands in the order of the path of the data."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """Import and return a command, or None for an unknown name."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = getattr(
            importlib.import_module(f"chippolitik.cli.{module}"), cmd_name.replace("-", "_")
        )
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Add a "did you mean" to the message for an unknown command."""
        from chippolitik.cli.words import did_you_mean  # noqa: PLC0415 - only on the error path

        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise click.UsageError(f"no command {args[0]!r}{did_you_mean(args[0], COMMANDS)}", ctx) from error


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    default=DEFAULT_STORE,
    show_default=True,
    envvar="CHIPPOLITIK_STORE",
    help="Folder of the embedded store.",
)
@click.option("-v", "--verbose", count=True, help="Say more on stderr; twice for every step.")
@click.version_option(__version__, prog_name="chippolitik")
@click.pass_context
def cli(ctx: click.Context, store: Path, verbose: int) -> None:
    """Turn news about AI chips and export controls into a knowledge graph that can be checked, queried and trusted.

    \b
    Example:
      chippolitik ingest articles/ && chippolitik query order-fulfilment
    """
    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    ctx.obj = Context(Settings(store=store))


def main() -> None:
    """Run the command line; a user's error is one line and a hint, never a traceback.

    Output is UTF-8 whatever the locale, so that the same call gives the same bytes everywhere.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else "strict")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code."""
    code = 0
    try:
        result = cli.main(args=arguments, prog_name="chippolitik", standalone_mode=False)
        sys.stdout.flush()
        code = result if isinstance(result, int) else 0
    except click.exceptions.Exit as error:
        code = error.exit_code
    except click.UsageError as error:
        hint = f"see '{error.ctx.command_path} --help'" if error.ctx else "see 'chippolitik --help'"
        code = _say(error.format_message(), hint, 2)
    except click.ClickException as error:
        code = _say(error.format_message(), "", error.exit_code)
    except ChippolitikError as error:
        code = _say(str(error), error.hint, error.exit_code)
    except (KeyboardInterrupt, click.exceptions.Abort):
        goes_on = next((word for word in arguments if word in COMMANDS), "") in _GO_ON
        said = "interrupted; what was done is kept" if goes_on else "interrupted; nothing was kept"
        code = _say(said, f"run the same command again{' to go on' if goes_on else ''}", 130)
    except BrokenPipeError:
        # The reader has gone (``| head``): silence the flush at exit, and end like other tools.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _say(message: str, hint: str, code: int) -> int:
    click.echo(f"chippolitik: {message}", err=True)
    if hint:
        click.echo(f"  hint: {hint}", err=True)
    return code
