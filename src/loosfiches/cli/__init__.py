"""The commands, and the one place where what stops the program is caught and said."""

import gc
import io
import os
import sys
from contextlib import nullcontext
from threading import current_thread, main_thread
from typing import Annotated

import typer

from loosfiches import __version__
from loosfiches.build.limits import is_memory, is_short
from loosfiches.cli import binder, explain, extract, list_, new, render, schema, serve, validate
from loosfiches.cli.shared import note, reason
from loosfiches.cli.signals import Heard, signals
from loosfiches.cli.usage import Command, Group, sentence
from loosfiches.diagnostics import Stop
from loosfiches.language import _

app = typer.Typer(
    name="loosfiches",
    cls=Group,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "LOOSFICHES"},
)
app.command("validate", cls=Command, help=_("Check the sheets; say how to mend them."))(validate.validate)
app.command("list", cls=Command, help=_("List the documents that fit."))(list_.list_)
app.command("new", cls=Command, help=_("Write a new document to fill in."))(new.new)
app.command("render", cls=Command, help=_("Build the web site."))(render.render)
app.command("serve", cls=Command, help=_("Show the web site as it is written."))(serve.serve)
app.command("binder", cls=Command, help=_("Build the printable binder."))(binder.binder)
app.command("extract", cls=Command, help=_("Take the sources of the sheets out of a binder."))(extract.extract)
app.command("schema", cls=Command, help=_("Write the schemas that editors read."))(schema.schema)
app.command("explain", cls=Command, help=_("Explain a code such as LF112."))(explain.explain)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"loosfiches {__version__}")
        raise typer.Exit


@app.callback(help=_("Keep a town's methodology sheets as YAML; check them, and make a site and a binder of them."))
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
        typer.Option("--lang", metavar="fr|en", show_envvar=False, help=_("Language of messages; may stand anywhere.")),
    ] = "",
) -> None:
    """Declare the options that stand before any command."""
    del version, lang  # both were obeyed earlier


#: Composed before it is needed: then there may be no memory left for it.
_SHORT = "loosfiches" + _(": ") + _("this needs more memory than the machine gives") + "\n"


#: Said once all that was made is let go: until then there may be no memory to say anything.
_NO_MEMORY = -1
#: In megabytes: with less than the first, nothing is begun; with less than the other, libraries fail in any way.
_LEAST, _LITTLE = 100, 200


def run(arguments: list[str]) -> int:
    """Run the program on `arguments` and return its exit status (DESIGN §7)."""
    _ready()
    with signals() if current_thread() is main_thread() else nullcontext(Heard()) as heard:
        status = _NO_MEMORY if is_short(_LEAST) else _status(arguments)
    if status == _NO_MEMORY:
        gc.collect()
        sys.stderr.write(_SHORT)
        return 3
    return heard.status if status == 130 and heard.number else status


def _status(arguments: list[str]) -> int:
    """Run the program and say in one line what stops it."""
    try:
        if any("\udc80" <= sign <= "\udcff" for word in arguments for sign in word):
            raise Stop(_("an argument is not text in this machine's encoding"))
        status = int(app(arguments, prog_name="loosfiches", standalone_mode=False) or 0)
        return _say(_("interrupted"), 130) if status == 130 else status
    except Stop as stop:
        return _say(str(stop), stop.status)
    except (typer.Abort, KeyboardInterrupt):
        return _say(_("interrupted"), 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _NO_MEMORY if is_memory(error) else _say(_("cannot go on: {reason}").format(reason=reason(error)), 3)
    except Exception as error:
        return _unforeseen(error, arguments)


def _ready() -> None:
    """Make sure that all can be printed: a closed stream becomes a silent one, a sign unknown there is escaped."""
    sys.stdout = sys.stdout or io.TextIOWrapper(io.BytesIO(), "utf-8")
    sys.stderr = sys.stderr or io.TextIOWrapper(io.BytesIO(), "utf-8")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _unforeseen(error: Exception, arguments: list[str]) -> int:
    """Say a wrong use in the user's language, and a bug of ours in one line."""
    if usage := sentence(error, arguments):
        return _say(usage, 2)
    if is_memory(error) or is_short(_LITTLE):
        return _NO_MEMORY
    if os.environ.get("LOOSFICHES_DEBUG"):
        raise error
    text = _("a bug of loosfiches: {kind}: {text} (LOOSFICHES_DEBUG=1 shows where)")
    return _say(text.format(kind=type(error).__name__, text=error), 70)


def _say(text: str, status: int) -> int:
    note("loosfiches" + _(": ") + text)
    return status
