"""How templates are compiled: with the words of their language in them, and ours kept for the next run."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import FileSystemBytecodeCache, compiler
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from loosfiches.language import catalogue


class Spoken(Extension):
    """Translates `_("…")` when templates are compiled: a page has a hundred such messages, the same on all pages."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield tokens; a message takes the place of a call that asks for it."""
        held: list[Token] = []
        for token in stream:
            if not held and (token.type, token.value) != ("name", "_"):
                yield token
                continue
            held.append(token)
            if [one.type for one in held] == _CALL:
                yield Token(token.lineno, "string", self.environment.say(held[2].value))  # type: ignore[attr-defined]
                held.clear()
            elif token.type != _CALL[len(held) - 1]:
                yield from held
                held.clear()


#: The signs of a call on a text: _("…").
_CALL = ["name", "lparen", "string", "rparen"]


class Compiled(FileSystemBytecodeCache):
    """Keeps our templates compiled, which takes a quarter of a second, beside the compiled modules of Python.

    They are trusted as those are; the build cache, which a CI may have filled from elsewhere, is not used.
    """

    def __init__(self, language: str) -> None:
        super().__init__(str(Path(cache_from_source(__file__)).parent), f"templates-{language}-%s.compiled")
        statuses = [Path(file).stat() for file in (__file__, compiler.__file__)]
        self._stamp = repr([catalogue(language), *((status.st_size, status.st_mtime_ns) for status in statuses)])

    def get_source_checksum(self, source: str) -> str:
        """Return what tells that a template, its words or what compiles it changed."""
        return super().get_source_checksum(self._stamp + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a compiled template; a damaged one is compiled again."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # whatever a spoilt file makes of it
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store a compiled template, where the folder is writable."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
