"""The Jinja environment: the project's templates first, then ours; strict, everything escaped, sandboxed with theirs.

A project replaces a template or a style sheet by a file at the same path under its own `templates/`, and reaches
ours as `builtin/…` to change one block. Sheet text is never a template. What a project's templates may do is in
`sandbox.py` and `reachable.py`.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    FunctionLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    pass_context,
)  # fmt: skip
from jinja2.runtime import Context

from loosfiches import refusals, template_files
from loosfiches.build.digest import digest
from loosfiches.language import _, translator
from loosfiches.sandbox import Sandbox
from loosfiches.system.bounds import little_memory
from loosfiches.template_code import Compiled, Spoken
from loosfiches.template_files import builtin

__all__ = ["Context", "Faulty", "Templates", "builtin", "pass_context"]


class Faulty(Exception):  # noqa: N818  (caught by the view that asked, and told as LF901)
    """A template that cannot be rendered: `file` and `line` say where, the message says why."""

    def __init__(self, message: str, file: str, line: int) -> None:
        super().__init__(message)
        self.file, self.line = file, line


@dataclass(frozen=True)
class Templates:
    """Our templates and, unless refused, those of a project (its `templates/` folder, or None).

    `filters` are the functions that templates may apply, by name.
    """

    filters: Mapping[str, Callable[..., object]]
    own: Path | None = None

    def __getstate__(self) -> dict[str, object]:
        """Leave out what was compiled: another process does that itself."""
        return {"filters": self.filters, "own": self.own}

    def render(self, name: str, language: str, **values: object) -> str:
        """Return the text of template `name`; `language` is that of its frame. Raises Faulty."""
        try:
            template = self._template(name, language)
            with little_memory() if self._is_strange else nullcontext():
                return template.render(_=translator(_base(language)), lang=language, **values)
        except TemplateSyntaxError as error:
            raise Faulty(error.message or "", error.name or name, error.lineno) from error
        except Exception as error:
            place = self._place(error)
            if place is None:
                raise
            raise Faulty(str(error) or type(error).__name__, *place) from error

    def _template(self, name: str, language: str) -> Template:
        """Return a template, compiled. Raises Faulty for a text of the project's that Python cannot compile."""
        environment = self._speaking(language)
        if not isinstance(environment, Sandbox):
            return environment.get_template(name)
        environment.begin()
        try:
            with little_memory():
                return environment.get_template(name)
        except (TemplateError, Faulty):
            raise
        except Exception as error:
            raise Faulty(str(error) or type(error).__name__, name, 1) from error

    def source(self, name: str) -> str:
        """Return the text of file `name` of a template folder, unrendered. Raises Faulty if it is missing."""
        try:
            environment = self._speaking("en")
            return environment.loader.get_source(environment, name)[0] if environment.loader else ""
        except TemplateError as error:
            raise Faulty(error.message or "", name, 1) from error

    def _speaking(self, language: str) -> Environment:
        """Return the environment of a language, where templates are compiled with its words in them."""
        base = _base(language)
        if base not in self._environments:
            self._environments[base] = self._environment(base)
        return self._environments[base]

    @cached_property
    def _environments(self) -> dict[str, Environment]:
        return {}

    def _environment(self, language: str) -> Environment:
        ours = FileSystemLoader(builtin())
        first = [FunctionLoader(self._own_source)] if self._is_strange else []
        # The sandbox asks at each dot whether it may be followed; ours are our own code, and take a third less without.
        environment = (Sandbox if first else Environment)(
            loader=ChoiceLoader([*first, ours, PrefixLoader({"builtin": ours})]),
            autoescape=lambda name: not (name or "").endswith(".yaml"),
            undefined=StrictUndefined,
            extensions=[Spoken],
            bytecode_cache=None if first else Compiled(language),
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        environment.extend(say=translator(language))
        if isinstance(environment, Sandbox):
            environment.offer(self.filters.items())
        else:
            environment.filters.update(self.filters)
        return environment

    @property
    def _is_strange(self) -> bool:
        """Whether templates that are not ours are in use."""
        return self.own is not None and self.own.is_dir()

    def _own_source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """Return the text of a template of the project and its file, None when it has none. Raises Faulty."""
        assert self.own
        try:
            body = template_files.content(self.own, name)
            return None if body is None else (body.decode(), str(self.own / name), lambda: True)
        except OSError as error:
            raise Faulty(refusals.said(refusals.name(error)), name, 1) from error
        except UnicodeDecodeError as error:
            raise Faulty(_("this file is not UTF-8"), name, 1) from error
        except template_files.RefusedError as error:
            raise Faulty(str(error), name, 1) from error

    def _place(self, error: Exception) -> tuple[str, int] | None:
        """Return the file and line of the innermost template on the way to `error`, None when none is."""
        place, frame = None, error.__traceback__
        while frame:  # Jinja shows each of its frames as a line of a template
            if name := self._name(Path(frame.tb_frame.f_code.co_filename)):
                place = (name, frame.tb_lineno)
            frame = frame.tb_next
        if place is None and isinstance(error, TemplateError):
            return (error.message or "", 1)
        return place

    def _name(self, file: Path) -> str:
        """Return the name of a template from its folder, "" where the file is none."""
        folders = (folder for folder in (self.own, builtin()) if folder and file.is_relative_to(folder))
        return next((file.relative_to(folder).as_posix() for folder in folders), "")

    def announced(self) -> list[str]:
        """Return the names of the project's own templates, so that the person who builds knows of them."""
        own = self.own
        if own is None or not own.is_dir() or own.resolve() == builtin().resolve():
            return []
        names = [name for name in template_files.names(own) if not _is_same(own / name, builtin() / name)]
        return [os.fsencode(name).decode("utf-8", "backslashreplace") for name in names]

    def fingerprint(self, kind: str) -> str:
        """Return a digest of the templates of one kind ("binder"), ours and the project's, for recipes."""
        if kind not in self._fingerprints:
            self._fingerprints[kind] = _fingerprint(self.own, kind)
        return self._fingerprints[kind]

    @cached_property
    def _fingerprints(self) -> dict[str, str]:
        return {}


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _is_same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


def _fingerprint(own: Path | None, kind: str) -> str:
    parts: list[bytes] = []
    others = {path.name for path in builtin().iterdir()} - {kind}
    ours = sorted((builtin(), str(path.relative_to(builtin()))) for path in (builtin() / kind).rglob("*"))
    # A project's template may take in any other of its own, wherever it is.
    theirs = [name for name in template_files.names(own) if name.partition("/")[0] not in others] if own else []
    for folder, name in (*ours, *((own, name) for name in theirs)):
        if folder and (folder / name).is_file():
            parts += [os.fsencode(name), (folder / name).read_bytes()]
    return digest(*parts)
