"""How long the binder takes next to one WeasyPrint pass and to Typst: python -m benchmarks.binder (make bench).

The same leaves for all: our HTML, style sheet and faces in one WeasyPrint pass; their text and faces in Typst, from
scratch. Every figure is the median of runs in processes of their own, which take turns. Prints tables in Markdown.
"""

import argparse
import itertools
import json
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from tests.conftest import TODAY

from benchmarks import as_typst, corpus
from benchmarks.contest import Contest, machine, measure, say
from loosfiches.build.store import Store
from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.print import fonts
from loosfiches.print.press import open_press
from loosfiches.templates import Templates
from loosfiches.views.binder.builder import BinderBuilder
from loosfiches.views.filters import FILTERS

_OURS = [sys.executable, "-m", "loosfiches", "binder"]


def main() -> None:
    """Make the corpora, run the contests and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.binder", description="Measure loosfiches binder.")
    parser.add_argument("--tools", type=Path, required=True, help="bin/ of a venv with typst")
    parser.add_argument("--number", type=int, default=1000, help="how many sheets")
    parser.add_argument("--few", type=int, default=100, help="how many in the small binder")
    parser.add_argument("--rounds", type=int, default=1, help="how many runs of each on the large binder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        large = _Stand(Path(name) / "large", options.number, options.tools)
        measure(large.all(), large.folder, options.rounds)
        large.report()
        few = _Stand(Path(name) / "few", options.few, options.tools)
        subprocess.run(_OURS, cwd=few.folder, check=True, capture_output=True, env=few.edited().environment)
        contests = [few.typst(), few.edited()]
        measure(contests, few.folder, 3)
        say(f"\n{options.few} sheets, 3 runs of each in turns, median:\n")
        _table(contests, contests[0])
    say(f"\n{machine()}")


class _Stand:
    """A corpus with all that its contests need."""

    def __init__(self, folder: Path, number: int, tools: Path) -> None:
        self.folder, self._number, self._tools = folder, number, tools.resolve()
        self._sheets, self._count = corpus.write(number, folder), itertools.count()
        self._cache = folder / "cache"
        self._fonts = fonts.faces().folder
        self._prepare()

    def _prepare(self) -> None:
        """Write the leaves' HTML for WeasyPrint, their text for Typst."""
        with open_press(Store(self.folder / "unused")) as press:
            shop = BinderBuilder(load(Project(self.folder), TODAY), Templates(FILTERS), press, self.folder / "x.pdf")
            leaves = [shop._document(entry).html() for entry in shop.entries]
        style = "\n".join(shop._stylesheets.values()).replace('url("fonts/', f'url("{self._fonts.as_uri()}/')
        given = {"base": self.folder.as_uri() + "/", "style": style, "leaves": leaves}
        (self.folder / "leaves.json").write_text(json.dumps(given), encoding="utf-8")
        (self.folder / "binder.typ").write_text(as_typst.source(leaves), encoding="utf-8")

    def all(self) -> list[Contest]:
        """Return the contests in the order in which they take turns."""
        self._contests = [self.one_pass(), self.typst(), self.cold(), self.edited(), self.unchanged()]
        return self._contests

    def one_pass(self) -> Contest:
        """All leaves in one document, one process."""
        command = [sys.executable, "-m", "benchmarks.one_pass", str(self.folder)]
        here = {"PYTHONPATH": str(Path(__file__).parents[1])}
        return Contest("one WeasyPrint pass", f"WeasyPrint {version('weasyprint')}", command, environment=here)

    def typst(self) -> Contest:
        """The same text, from scratch."""
        python = str(self._tools / "python")
        ask = "from importlib.metadata import version; print(version('typst'))"
        theirs = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
        command = [python, str(Path(as_typst.__file__)), str(self.folder), str(self._fonts)]
        return Contest("Typst, from scratch", f"Typst {theirs}", command)

    def cold(self) -> Contest:
        """No leaf in the cache; the faces are there, as they are in a wheel."""
        return self._ours("`loosfiches binder`, cold", self._forget)

    def edited(self) -> Contest:
        """One sheet has another word than at the last run."""
        return self._ours("`loosfiches binder`, one sheet edited", self._edit)

    def unchanged(self) -> Contest:
        """Nothing changed since the last run."""
        return self._ours("`loosfiches binder`, nothing changed", lambda: None)

    def _ours(self, name: str, before: object) -> Contest:
        around = {"LOOSFICHES_CACHE_DIR": str(self._cache)}
        return Contest(name, f"loosfiches {version('loosfiches')}", _OURS, before, around)  # type: ignore[arg-type]

    def _forget(self) -> None:
        shutil.rmtree(self._cache, ignore_errors=True)

    def _edit(self) -> None:
        sheet = self._sheets[self._number // 2]
        text = sheet.read_text(encoding="utf-8").splitlines(keepends=True)
        at = next(number for number, line in enumerate(text) if line.startswith("auteurs:"))
        text[at + 1] = f"  - Rédaction n° {next(self._count)}\n"
        sheet.write_text("".join(text), encoding="utf-8")

    def report(self) -> None:
        """Print what the contests took, and how large the files came out."""
        one, theirs, cold, *_ = self._contests
        say(f"{self._number} sheets, {len(one.seconds)} run of each in turns, median; seconds, and MB of the first")
        say("process and of the largest of the others:\n")
        _table(self._contests, theirs)
        ours, single = ((self.folder / name).stat().st_size for name in ("build/classeur.pdf", "one.pdf"))
        say(f"\ncold against one pass: {cold.median / one.median:.2f}; size {ours / single:.2f} times")
        say(f"({ours / 1e6:.1f} against {single / 1e6:.1f} MB)")


def _table(contests: list[Contest], base: Contest) -> None:
    say("| what | tool | seconds | times Typst's | MB | MB of a worker |\n| --- | --- | ---: | ---: | ---: | ---: |")
    for each in contests:
        ratio = f"{each.median / base.median:.2f}"
        held = f"{max(each.own):.0f} | {max(each.others):.0f}"
        say(f"| {each.name} | {each.tool} | {each.median:.2f} | {ratio} | {held} |")


if __name__ == "__main__":
    main()
