"""The Jinja environment for templates of strangers: they can only read values and make text, and they end.

Work is counted rather than timed, so that a template that is too greedy is stopped at the same place on all machines.
"""

from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sized
from functools import wraps
from typing import Any

from jinja2 import Environment, TemplateRuntimeError, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import Template, TemplateModule
from jinja2.nodes import EvalContext
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace

from loosfiches.language import _
from loosfiches.reachable import is_callable, readable_names

#: The most steps that one page may take: turns of loops, calls, templates included, items given to filters.
STEPS = 1_000_000
#: The most characters that one page, or any text in it, may have.
LENGTH = 20_000_000
#: The greatest number that may be given to a filter or a function, and the longest list or text that `*` makes.
GREATEST = 100_000
#: Filters of Jinja that take more time than the length of a text, and the longest text that they are given.
_SLOW, _SHORT = {"wordwrap", "urlize", "truncate"}, 10_000
#: Filters that only show the number that they are given.
_SHOWING = {
    "abs", "d", "default", "e", "escape", "filesizeformat", "float", "int", "round", "string", "tojson", "typed",
}  # fmt: skip

#: Jinja's own values, whose public attributes do nothing but tell.
_JINJA = (BlockReference, Cycler, LoopContext, Macro, Namespace, TemplateModule)


class EndlessError(TemplateRuntimeError):
    """A template takes too many steps, or makes too long a text."""


class CountingCode(CodeGenerator):
    """The code that Jinja compiles of a template, with its loops and its `~` counted.

    Both methods are visitors of Jinja's compiler, found by the names of nodes. If Jinja renamed them, templates that
    loop or double a text would no longer be stopped: the cases of `ENDLESS` in the tests would fail.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802  (Jinja's name)
        """Write a template whose loops take a step at each turn."""
        for loop in node.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "_counted", [], [], None, None, lineno=loop.lineno)
        super().visit_Template(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802  (Jinja's name)
        """Write `a ~ b`, which makes no endless text."""
        self.write("environment.bounded(")
        super().visit_Concat(node, frame)
        self.write(")")


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment whose templates can reach only the values that they are given, within a budget of steps."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})
    code_generator_class = CountingCode
    steps = 0

    def begin(self) -> None:
        """Reset the budget, for a new page."""
        self.steps = 0

    def offer(self, filters: Iterable[tuple[str, Callable[..., object]]]) -> None:
        """Add filters, count the work of all filters, and remove Jinja's generator of filler text."""
        self.globals.pop("lipsum", None)
        self.filters.update(filters)
        self.filters = {name: self._bounded(name, function) for name, function in self.filters.items()}
        self.filters["_counted"] = self._counted

    # What may be read and called

    def getattr(self, obj: Any, attribute: str) -> object:
        """Return an attribute that may be read, else an item; other attributes are not even computed."""
        if attribute in readable_names(type(obj)) or self.is_safe_attribute(obj, attribute, None):
            return self._read(obj, attribute)
        try:
            return obj[attribute]
        except (TypeError, LookupError, AttributeError):
            return self._unreadable(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> object:
        """Return an item, else an attribute that may be read."""
        try:
            return obj[argument]
        except (TypeError, LookupError, AttributeError):
            if isinstance(argument, str) and self.is_safe_attribute(obj, argument, None):
                return self._read(obj, argument)
            return self._unreadable(obj, argument)

    def _read(self, obj: object, attribute: str) -> object:
        try:
            value = getattr(obj, attribute)
        except AttributeError:
            return self.undefined(obj=obj, name=attribute)
        return value if attribute != "format" else self.wrap_str_format(value) or value

    def _unreadable(self, obj: object, attribute: Any) -> Undefined:
        exists = isinstance(attribute, str) and attribute in dir(type(obj))
        return self.unsafe_undefined(obj, attribute) if exists else self.undefined(obj=obj, name=attribute)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Tell whether an attribute may be read."""
        del value
        return attr in readable_names(type(obj)) or (isinstance(obj, _JINJA) and not attr.startswith("_"))

    def is_safe_callable(self, obj: object) -> bool:
        """Tell whether a function may be called: those that templates define, that Jinja gives, or that we list."""
        if isinstance(obj, Macro | BlockReference | LoopContext | Joiner):
            return True
        given = (self.globals["range"], dict, Cycler, Joiner, Namespace, getattr(self, "say", None))
        owner = getattr(obj, "__self__", None)
        return is_callable(obj) or obj in given or isinstance(owner, Cycler | LoopContext)

    # The budget

    def spend(self, steps: int) -> None:
        """Take steps from the budget. Raises EndlessError when it is spent."""
        self.steps += steps
        if self.steps > STEPS:
            raise EndlessError(_("a page takes more than {n} steps to compose").format(n=STEPS))

    def concat(self, parts: Iterable[str]) -> str:
        """Join the pieces of a page or of a block."""
        pieces = list(parts)
        if sum(map(len, pieces)) > LENGTH:
            raise _too_long()
        return "".join(pieces)

    def bounded(self, value: object) -> object:
        """Return `value`. Raises EndlessError for a text that is too long."""
        if isinstance(value, str) and len(value) > 1000:
            if len(value) > LENGTH:
                raise _too_long()
            self.spend(len(value) // 1000)
        return value

    def call(self, context: Context, obj: object, *args: object, **named: object) -> object:
        """Call what may be called; a call takes as long as twenty turns of a loop."""
        self.spend(20)
        _refuse_great((*args, *named.values()))
        return self.bounded(super().call(context, obj, *args, **named))

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Compute `left operator right`, unless the result is of a size that no page needs."""
        numbers = [abs(operand) for operand in (left, right) if isinstance(operand, int)]
        sizes = [len(operand) for operand in (left, right) if isinstance(operand, str | list | tuple)]
        match operator:
            case "*" if sizes and numbers:
                _refuse_great([sizes[0] * numbers[0]])
            case "**" if len(numbers) == 2:
                _refuse_great([numbers[0].bit_length() * numbers[1] * 100])
            case "%" if isinstance(left, str):
                _refuse_great([*numbers, *(right if isinstance(right, tuple) else ())])
            case "+" if not isinstance(left, str):
                _refuse_great([sum(sizes)])
            case _:
                _refuse_great(number >> 64 for number in numbers)
        return self.bounded(super().call_binop(context, operator, left, right))

    def _bounded(self, name: str, function: Callable[..., object]) -> Callable[..., object]:
        """Return a filter that spends steps for its argument and for its result."""

        @wraps(function)
        def counting(*args: object, **named: object) -> object:
            first = 1 if args and isinstance(args[0], Context | EvalContext | Environment) else 0
            given = args[first] if len(args) > first else None
            self.spend(1 + _weight(given))
            _refuse_great((*args[first + (name in _SHOWING) :], *named.values()))
            if name in _SLOW and isinstance(given, str):
                _refuse_great([len(given) * GREATEST // _SHORT])
            made = function(*args, **named)
            self.spend(_weight(made))
            return self.bounded(made)

        return counting

    def _counted(self, items: Iterable[object]) -> Iterator[object]:
        """Yield the items of a loop; each turn is a step."""
        for item in items:
            self.steps += 1
            if self.steps > STEPS:
                self.spend(0)
            yield item

    # What templates take in

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, object] | None = None
    ) -> Template:
        """Return a template; to load one takes as long as a hundred turns of a loop."""
        self.spend(100)
        return super().get_template(name, parent, globals)

    def select_template(
        self,
        names: Iterable[str | Template],
        parent: str | None = None,
        globals: MutableMapping[str, object] | None = None,
    ) -> Template:
        """Return the first template there is of these names; each may have to be looked for."""
        if not isinstance(names, Undefined):
            names = list(names)
            self.spend(100 * len(names))
        return super().select_template(names, parent, globals)


def _too_long() -> EndlessError:
    return EndlessError(_("a page has more than {n} characters").format(n=LENGTH))


def _weight(value: object) -> int:
    """Return the number of steps that going through a value takes."""
    if not isinstance(value, Sized) or isinstance(value, Undefined):
        return 0
    return len(value) // (1000 if isinstance(value, str) else 10)


def _refuse_great(values: Iterable[object]) -> None:
    """Raise EndlessError for a number so great that it could make an endless text or list."""
    for value in values:
        if isinstance(value, int) and abs(value) > GREATEST:
            raise EndlessError(_("a number is too great for a template (at most {n})").format(n=GREATEST))
