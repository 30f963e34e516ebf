"""How long the site takes next to MkDocs-Material, Zensical and Hugo: python -m benchmarks.site (make bench).

The same texts for all: the others get them as Markdown, a page for each sheet. Every figure is the median of runs in
processes of their own, which take turns. Prints a table in Markdown.
"""

import argparse
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from benchmarks import corpus
from benchmarks.as_typst import Reader
from benchmarks.contest import Contest, machine, measure, say
from loosfiches.output.writer import write

_OURS = [sys.executable, "-m", "loosfiches", "render"]
_MARKS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "li": "- "}
_MKDOCS = "site_name: Classeur\nsite_url: https://example.org/\ntheme:\n  name: material\n  language: fr\n"
_HUGO = 'baseURL = "https://example.org/"\ntitle = "Classeur"\nlanguageCode = "fr"\n'
_LAYOUT = (
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><nav>'
    '{{ range .Site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav><main>{{ .Content }}'
    '{{ range .Pages }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}</main></body></html>'
)


def main() -> None:
    """Make the corpus, run the contests and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.site", description="Measure loosfiches render.")
    parser.add_argument("--tools", type=Path, required=True, help="bin/ of a venv with mkdocs-material and zensical")
    parser.add_argument("--number", type=int, default=1000, help="how many sheets")
    parser.add_argument("--rounds", type=int, default=3, help="how many runs of each")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        stand = _Stand(Path(name), options.number, options.tools.resolve())
        contests = stand.contests()
        measure(contests, stand.folder, options.rounds)
        say(f"{options.number} sheets, {options.rounds} runs of each in turns, median; MB of the largest process:\n")
        say("| what | tool | seconds | MB |\n| --- | --- | ---: | ---: |")
        for each in contests:
            held = max(*each.own, *each.others)
            say(f"| {each.name} | {each.tool} | {each.median:.2f} | {held:.0f} |")
    say(f"\n{machine()}")


class _Stand:
    """A corpus as YAML and as Markdown."""

    def __init__(self, folder: Path, number: int, tools: Path) -> None:
        self.folder, self._tools, self._count = folder, tools, itertools.count()
        self._cache = folder / "cache"
        self._sheets = corpus.write(number, folder)
        subprocess.run(_OURS, cwd=folder, check=True, capture_output=True, env=os.environ | self._around)
        self._pages = [self._markdown(sheet) for sheet in self._sheets]
        write(folder / "mkdocs.yml", _MKDOCS.encode())
        write(folder / "hugo/config.toml", _HUGO.encode())
        for name in ("single", "list"):
            write(folder / f"hugo/layouts/_default/{name}.html", _LAYOUT.encode())
        shutil.copytree(folder / "docs", folder / "hugo/content")

    @property
    def _around(self) -> dict[str, str]:
        return {"LOOSFICHES_CACHE_DIR": str(self._cache)}

    def _markdown(self, sheet: Path) -> Path:
        """Write the words of a sheet's page as Markdown."""
        code = "-".join(sheet.stem.split("-")[:2]).lower()
        html = (self.folder / f"build/site/{code}/index.html").read_text(encoding="utf-8")
        reader = Reader(_MARKS)
        reader.feed(html.partition("<main")[2].partition(">")[2].partition("</main>")[0])
        reader.close()
        text = "\n\n".join(reader.lines).replace("\n\n- ", "\n- ")
        page = self.folder / f"docs/{code[0]}/{code}.md"
        write(page, f'---\ntitle: "{code}"\n---\n\n{text}\n'.encode())
        return page

    def contests(self) -> list[Contest]:
        """Return the contests in the order in which they take turns."""
        return [
            self._ours("`loosfiches render`, cold", lambda: self._forget("build", "cache/site")),
            self._ours("`loosfiches render`, one sheet edited", self._edit),
            self._ours("`loosfiches render`, nothing changed", lambda: None),
            self._theirs(
                "mkdocs",
                "MkDocs-Material, cold",
                "mkdocs-material",
                ["build", "-q", "-d", "out-mkdocs"],
                lambda: self._forget("out-mkdocs"),
            ),
            self._theirs(
                "zensical", "Zensical, cold", "zensical", ["build", "--clean"], lambda: self._forget("site", ".cache")
            ),
            self._theirs("zensical", "Zensical, one page edited", "zensical", ["build"], self._edit_page),
            *([self._hugo()] if shutil.which("hugo") else []),
        ]

    def _ours(self, name: str, before: Callable[[], None]) -> Contest:
        return Contest(name, f"loosfiches {version('loosfiches')}", _OURS, before, self._around)

    def _theirs(self, tool: str, name: str, package: str, arguments: list[str], before: Callable[[], None]) -> Contest:
        ask = f"from importlib.metadata import version; print(version({package!r}))"
        python = str(self._tools / "python")
        known = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
        return Contest(name, f"{package} {known}", [str(self._tools / tool), *arguments], before)

    def _hugo(self) -> Contest:
        said = subprocess.run(["hugo", "version"], capture_output=True, text=True, check=True).stdout.split()[1]
        command = ["hugo", "-s", str(self.folder / "hugo"), "-d", str(self.folder / "out-hugo"), "--quiet"]
        name = "Hugo, a layout of ten lines, cold"
        return Contest(name, f"Hugo {said.partition('+')[0]}", command, lambda: self._forget("out-hugo"))

    def _forget(self, *names: str) -> None:
        """Put folders out of sight, not away: for minutes, ext4 is slow to make files where many were just deleted."""
        for name in names:
            if (self.folder / name).exists():
                (self.folder / name).rename(self.folder / f"former-{next(self._count)}")

    def _edit(self) -> None:
        sheet = self._sheets[len(self._sheets) // 2]
        lines = sheet.read_text(encoding="utf-8").splitlines(keepends=True)
        at = next(number for number, line in enumerate(lines) if line.startswith("auteurs:"))
        lines[at + 1] = f"  - Rédaction n° {next(self._count)}\n"
        sheet.write_text("".join(lines), encoding="utf-8")

    def _edit_page(self) -> None:
        page = self._pages[len(self._pages) // 2]
        page.write_text(page.read_text(encoding="utf-8") + f"\nRédaction n° {next(self._count)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
