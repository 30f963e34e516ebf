"""The Jinja environment: the project's templates first, then ours; strict, everything escaped, sandboxed with theirs.

A project replaces a template or a style sheet by a file at the same path under its own `templates/`, and reaches
ours as `builtin/…` to change one block. Sheet text is never a template.
"""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    compiler,
    pass_context,
)  # fmt: skip
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from loosfiches.language import catalogue, translator

__all__ = ["Context", "Faulty", "Templates", "builtin", "pass_context"]


class Faulty(Exception):  # noqa: N818  (caught by the view that asked, and told as LF901)
    """A template that cannot be composed: `file` and `line` say where, the message says what."""

    def __init__(self, message: str, file: str, line: int) -> None:
        super().__init__(message)
        self.file, self.line = file, line


def builtin() -> Path:
    """Return the folder of our own templates: inside the package, or two parents up in a checkout."""
    packaged = Path(__file__).parent / "templates"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "templates"


@dataclass(frozen=True)
class Templates:
    """Our templates and, unless refused, those of a project (its `templates/` folder, or None).

    `filters` are the functions that templates may apply, by name.
    """

    filters: Mapping[str, Callable[..., Any]]
    own: Path | None = None

    def render(self, name: str, language: str, **values: Any) -> str:
        """Return the text of template `name`; `language` is that of its frame. Raises Faulty."""
        try:
            template = self._speaking(language).get_template(name)
            return template.render(_=translator(language), lang=language, **values)
        except TemplateSyntaxError as error:
            raise Faulty(error.message or "", error.name or name, error.lineno) from error
        except Exception as error:
            place = _template_at_fault(error)
            if place is None:
                raise
            raise Faulty(str(error) or type(error).__name__, *place) from error

    def source(self, name: str) -> str:
        """Return the text of file `name` of a template folder as it stands: a script. Raises Faulty for want of it."""
        try:
            environment = self._speaking("en")
            return environment.loader.get_source(environment, name)[0] if environment.loader else ""
        except TemplateError as error:
            raise Faulty(error.message or "", name, 1) from error

    def _speaking(self, language: str) -> Environment:
        """Return the environment of a language, where templates are compiled with its words in them."""
        base = language.partition("-")[0].lower()
        if base not in self._environments:
            self._environments[base] = self._environment(base)
        return self._environments[base]

    @cached_property
    def _environments(self) -> dict[str, Environment]:
        return {}

    def _environment(self, language: str) -> Environment:
        ours = FileSystemLoader(builtin())
        first = [FileSystemLoader(self.own)] if self.own and self.own.is_dir() else []
        # The sandbox asks at each dot whether it may be followed; ours are our own code, and take a third less without.
        kind = ImmutableSandboxedEnvironment if first else Environment
        environment = kind(
            loader=ChoiceLoader([*first, ours, PrefixLoader({"builtin": ours})]),
            autoescape=lambda name: not (name or "").endswith(".yaml"),
            undefined=StrictUndefined,
            extensions=[_Spoken],
            bytecode_cache=None if first else _Compiled(language),
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        environment.code_generator_class = _Code
        environment.extend(say=translator(language), escaped=_escaped)
        environment.filters.update(self.filters)
        return environment

    def announced(self) -> list[str]:
        """Return the names of the project's own templates, so that the person who builds knows of them."""
        own = self.own
        if own is None or not own.is_dir() or own.resolve() == builtin().resolve():
            return []
        names = sorted(path.relative_to(own).as_posix() for path in own.rglob("*") if path.is_file())
        return [name for name in names if not _same(own / name, builtin() / name)]

    def fingerprint(self, kind: str) -> str:
        """Return a digest of the templates of one kind ("binder"), ours and the project's, for recipes."""
        if kind not in self._fingerprints:
            self._fingerprints[kind] = _fingerprint(self.own, kind)
        return self._fingerprints[kind]

    @cached_property
    def _fingerprints(self) -> dict[str, str]:
        return {}


class _Spoken(Extension):
    """Says `_("…")` while templates are compiled: a page says a hundred such words, the same on all pages."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield tokens; a message takes the place of a call that asks for it."""
        held: list[Token] = []
        for token in stream:
            if not held and (token.type, token.value) != ("name", "_"):
                yield token
                continue
            held.append(token)
            if [each.type for each in held] == _CALL:
                yield Token(token.lineno, "string", self.environment.say(held[2].value))  # type: ignore[attr-defined]
                held.clear()
            elif token.type != _CALL[len(held) - 1]:
                yield from held
                held.clear()


#: The signs of a call on a text: _("…").
_CALL = ["name", "lparen", "string", "rparen"]


class _Code(CodeGenerator):
    """What Jinja compiles, but for what is escaped on its way out: a page is five hundred pieces.

    By the hook that Jinja's own native templates use; without it pages would be the same, made more slowly.
    """

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write(f"environment.escaped({finalize.src or ''}")
        else:
            super()._output_child_pre(node, frame, finalize)


def _escaped(value: Any) -> str:
    """Return what is safe as it is, without the `Markup` around it that `markupsafe.escape` would make."""
    kind = type(value)
    if kind is Markup or (kind is str and not _UNSAFE(value)):
        return value  # type: ignore[no-any-return]
    return escape(value)


#: The signs that `markupsafe.escape` replaces.
_UNSAFE = re.compile("[&<>'\"]").search


class _Compiled(FileSystemBytecodeCache):
    """Our own templates compiled, which takes a quarter of a second: kept where Python keeps our modules compiled.

    And trusted as those are: never in the cache of builds, which a CI may have filled from elsewhere.
    """

    def __init__(self, language: str) -> None:
        super().__init__(str(Path(cache_from_source(__file__)).parent), f"templates-{language}-%s.compiled")
        known = [Path(file).stat() for file in (__file__, compiler.__file__)]
        self._stamp = repr([catalogue(language), *((each.st_size, each.st_mtime_ns) for each in known)])

    def get_source_checksum(self, source: str) -> str:
        """Return what tells that a template, its words or what compiles it changed."""
        return super().get_source_checksum(self._stamp + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template that was kept; what was cut short is compiled again."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # whatever a spoilt file makes of it
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, where one may write."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


def _fingerprint(own: Path | None, kind: str) -> str:
    digest = sha256()
    others = {path.name for path in builtin().iterdir()} - {kind}
    for folder in (builtin() / kind, *([own] if own else [])):
        found = (path for path in folder.rglob("*") if path.is_file())
        # A project's template may take in any other of its own, wherever it is.
        for path in sorted(path for path in found if folder != own or path.relative_to(folder).parts[0] not in others):
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _template_at_fault(error: Exception) -> tuple[str, int] | None:
    """Return the file and line of the innermost template on the way to `error`, None when none is."""
    place, frame = None, error.__traceback__
    while frame:
        file = Path(frame.tb_frame.f_code.co_filename)
        if "templates" in file.parts and file.suffix in {".html", ".css", ".yaml"}:
            inside = len(file.parts) - 1 - file.parts[::-1].index("templates")
            place = ("/".join(file.parts[inside + 1 :]), frame.tb_lineno)
        frame = frame.tb_next
    if place is None and isinstance(error, TemplateError):
        return (error.message or "", 1)
    return place
