"""The commands, and the one place where errors that stop the program are caught and reported."""

import gc
import io
import os
import sys
from contextlib import nullcontext
from threading import current_thread, main_thread
from typing import Annotated

import typer

from loosfiches import __version__
from loosfiches.build.limits import is_memory
from loosfiches.cli import binder, explain, extract, list_, new, render, schema, serve, validate
from loosfiches.cli.shared import note, reason
from loosfiches.cli.usage import Command, Group, sentence
from loosfiches.diagnostics import Stop
from loosfiches.language import _
from loosfiches.system.bounds import is_short
from loosfiches.system.signals import Heard, signals

app = typer.Typer(
    name="loosfiches",
    cls=Group,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "LOOSFICHES"},
)
app.command("validate", cls=Command, help=_("Check the sheets and explain how to fix them."))(validate.validate)
app.command("list", cls=Command, help=_("List the documents that match."))(list_.list_)
app.command("new", cls=Command, help=_("Create a new document to fill in."))(new.new)
app.command("render", cls=Command, help=_("Build the web site."))(render.render)
app.command("serve", cls=Command, help=_("Serve a live preview of the web site."))(serve.serve)
app.command("binder", cls=Command, help=_("Build the printable binder."))(binder.binder)
app.command("extract", cls=Command, help=_("Extract the sources of the sheets from a binder."))(extract.extract)
app.command("schema", cls=Command, help=_("Write the JSON Schemas for editors."))(schema.schema)
app.command("explain", cls=Command, help=_("Explain a code such as LF112."))(explain.explain)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"loosfiches {__version__}")
        raise typer.Exit


@app.callback(
    help=_("Keep a town's methodology sheets as YAML, check them, and build a web site and a binder from them.")
)
def options(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            show_envvar=False,
            help=_("Print the version and exit."),
        ),
    ] = False,
    lang: Annotated[
        str,
        typer.Option(
            "--lang",
            metavar="fr|en",
            show_envvar=False,
            help=_("Language of messages; accepted anywhere in the command."),
        ),
    ] = "",
) -> None:
    """Declare the options that stand before any command."""
    del version, lang  # both were obeyed earlier


#: Composed before it is needed: then there may be no memory left for it.
_SHORT = "loosfiches" + _(": ") + _("this needs more memory than the machine has") + "\n"


#: Said once all that was made is let go: until then there may be no memory to say anything.
_NO_MEMORY = -1
#: In megabytes: with less than the first, nothing is begun; with less than the other, libraries fail in any way.
_LEAST, _LITTLE = 100, 200


def run(arguments: list[str]) -> int:
    """Run the program on `arguments` and return its exit status, as `Stop` has them."""
    _prepare_streams()
    with signals() if current_thread() is main_thread() else nullcontext(Heard()) as heard:
        status = _NO_MEMORY if is_short(_LEAST) else _status(arguments)
    if status == _NO_MEMORY:
        gc.collect()
        sys.stderr.write(_SHORT)
        return 3
    return heard.status if status == 130 and heard.number else status


def _status(arguments: list[str]) -> int:
    """Run the program and report in one line what stops it."""
    try:
        if any("\udc80" <= sign <= "\udcff" for word in arguments for sign in word):
            raise Stop(_("an argument is not valid text in this machine's encoding"))
        status = int(app(arguments, prog_name="loosfiches", standalone_mode=False) or 0)
        return _report(_("interrupted"), 130) if status == 130 else status
    except Stop as stop:
        return _report(str(stop), stop.status)
    except (typer.Abort, KeyboardInterrupt):
        return _report(_("interrupted"), 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        text = _("cannot continue: {reason}").format(reason=reason(error))
        return _NO_MEMORY if is_memory(error) else _report(text, 3)
    except Exception as error:
        return _handle_exception(error, arguments)


def _prepare_streams() -> None:
    """Make all text printable: a closed stream becomes a silent one, a character it cannot encode is escaped."""
    sys.stdout = sys.stdout or io.TextIOWrapper(io.BytesIO(), "utf-8")
    sys.stderr = sys.stderr or io.TextIOWrapper(io.BytesIO(), "utf-8")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _handle_exception(error: Exception, arguments: list[str]) -> int:
    """Report incorrect usage in the user's language, and a bug in loosfiches in one line."""
    if usage := sentence(error, arguments):
        return _report(usage, 2)
    if is_memory(error) or is_short(_LITTLE):
        return _NO_MEMORY
    if os.environ.get("LOOSFICHES_DEBUG"):
        raise error
    text = _("a bug in loosfiches: {kind}: {text} (LOOSFICHES_DEBUG=1 shows where)")
    return _report(text.format(kind=type(error).__name__, text=error), 70)


def _report(text: str, status: int) -> int:
    note("loosfiches" + _(": ") + text)
    return status
