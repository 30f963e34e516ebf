"""Help and usage errors, in the user's language, without boxes."""

from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from loosfiches.language import _, later
from loosfiches.spelling import nearest

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter
    from typer.core import TyperOption

#: Typer's own few words, which it asks our catalogue for.
FRAME = (
    later("Options"),
    later("Commands"),
    later("Arguments"),
    later("required"),
    later("default: {default}"),
)
COMMANDS = ("validate", "list", "new", "render", "serve", "binder", "extract", "schema", "explain")


class Command(TyperCommand):
    """A command whose help frame is translated."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        for param in self.params:  # each option has its variable, LOOSFICHES_<COMMAND>_<OPTION>; help is short without
            param.show_envvar = False  # type: ignore[attr-defined]
            if param.param_type_name == "argument":  # help says what it is; its Python type says nothing
                param.display_type_rich = lambda **_: ""  # type: ignore[attr-defined]

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=_("Usage: "))

    def get_help_option(self, ctx: "Context") -> "TyperOption | None":
        """Return the help option with our words."""
        return _translate_help(super().get_help_option(ctx))


class Group(TyperGroup):
    """The list of commands, in the order of their use, with a translated help frame."""

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=_("Usage: "))

    def get_help_option(self, ctx: "Context") -> "TyperOption | None":
        """Return the help option with our words."""
        return _translate_help(super().get_help_option(ctx))

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.subcommand_metavar = _("COMMAND [ARGS]...")

    def list_commands(self, ctx: "Context") -> list[str]:
        """Return the commands' names."""
        del ctx
        return list(self.commands)


def _translate_help(option: "TyperOption | None") -> "TyperOption | None":
    if option is not None:
        option.help = _("Show this help and exit.")
    return option


def sentence(error: Any, arguments: list[str]) -> str:
    """Return a message about the command line, or "" when `error` is not a usage error.

    Typer's own words are English; its exceptions are told apart by class name and attributes, never by their text.
    """
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if "TyperException" not in kinds:
        return ""
    context = getattr(error, "ctx", None)
    hint = _("run loosfiches {command} --help for usage").format(command=_command_name(context)).replace("  ", " ")
    if "NoArgsIsHelpError" in kinds:
        return _("missing command") + "\n\n" + str(error.message)
    return f"{_describe(error, kinds, arguments)}\n{hint}"


def _command_name(context: "Context | None") -> str:
    name = context.info_name if context and context.parent else ""
    return str(name or "")


def _describe(error: Any, kinds: set[str], arguments: list[str]) -> str:
    if "NoSuchOption" in kinds:
        near = ", ".join(sorted(error.possibilities or []))
        text = _("unknown option {option}").format(option=error.option_name)
        return text + (_(" (did you mean {near}?)").format(near=near) if near else "")
    if "MissingParameter" in kinds:
        return _("missing {name}").format(name=_parameter_name(error))
    if "BadParameter" in kinds:
        # The cause is that of whoever reads values: what it was given is among its details.
        typed = next((each["input"] for each in getattr(error.__cause__, "errors", list)()), "")
        return _describe_bad_value(error.param, _parameter_name(error), typed)
    if "BadOptionUsage" in kinds:
        return _("option {option} requires a value").format(option=error.option_name)
    word = next((word for word in arguments if not word.startswith("-")), "")
    if word and word not in COMMANDS:
        near = nearest(word, COMMANDS)
        text = _("unknown command “{word}”").format(word=word)
        return text + (_(" (did you mean {near}?)").format(near=near) if near else "")
    return _("too many arguments")


def _describe_bad_value(option: object, name: str, typed: object) -> str:
    """Say which values a parameter takes; a number has a minimum, and perhaps a maximum."""
    least, most = getattr(option, "min", None), getattr(option, "max", None)
    if least is None:
        return _("{name} cannot be “{value}”").format(name=name, value=typed)
    text = _("{name} takes a number of at least {least}, not “{value}”")
    if most is not None:
        text = _("{name} takes a number from {least} to {most}, not “{value}”")
    return text.format(name=name, least=least, most=most, value=typed)


def _parameter_name(error: Any) -> str:
    return str(error.param.get_error_hint()).replace("'", "") if error.param else ""
