"""How long checking takes next to other tools: python -m benchmarks.validate (make bench).

Every figure is the median of cold runs, each a process of its own, all tools taking turns in one session, so that a
busy machine slows them alike. Prints a table in Markdown.
"""

import argparse
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from importlib.metadata import version
from pathlib import Path

from benchmarks import corpus
from benchmarks.contest import Contest, machine, measure

_BARE = """\
import typer
from rich.console import Console

app = typer.Typer()


@app.command()
def check(folder: str = ".", strict: bool = False) -> None:
    "Check the sheets."
    Console().print(folder, strict)


@app.command()
def build(folder: str = ".") -> None:
    "Build the site."
    Console().print(folder)


app()
"""
#: yamllint's own defaults, less the length of lines, which it would report on all sheets and take its time to print.
_YAMLLINT = "{extends: default, rules: {line-length: disable, document-start: disable}}"


def main() -> None:
    """Make the corpus, run the contests and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.validate", description="Measure loosfiches validate.")
    parser.add_argument("--tools", type=Path, required=True, help="bin/ of a venv with check-jsonschema and yamllint")
    parser.add_argument("--number", type=int, default=1000, help="how many sheets")
    parser.add_argument("--rounds", type=int, default=3, help="how many runs of each")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sheets = [str(path.relative_to(folder)) for path in corpus.write(options.number, folder)]
        ours = [sys.executable, "-m", "loosfiches"]
        subprocess.run([*ours, "schema"], cwd=folder, check=True, capture_output=True)
        many = _many(ours, options.tools.resolve(), sheets, folder / "cold")
        few = [*_few(ours, folder), _edited(ours, folder, sheets[0])]
        measure(many, folder, options.rounds)
        measure(few, folder, max(5, options.rounds))
    _print(options, many, few)


def _many(ours: list[str], tools: Path, sheets: list[str], cache: Path) -> list[Contest]:
    python = str(tools / "python")
    schema = ["--schemafile", "fiches/schemas/fiche.schema.json"]
    ask = "from importlib.metadata import version; print(version('check-jsonschema'), version('yamllint'))"
    tool, around = f"loosfiches {version('loosfiches')}", {"LOOSFICHES_CACHE_DIR": str(cache)}
    theirs, linted = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.split()
    return [
        Contest("`loosfiches validate`", tool, [*ours, "validate"], partial(shutil.rmtree, cache, True), around),
        Contest(
            "check-jsonschema, our schema",
            f"check-jsonschema {theirs}",
            [str(tools / "check-jsonschema"), *schema, *sheets],
        ),
        Contest("yamllint", f"yamllint {linted}", [str(tools / "yamllint"), "-d", _YAMLLINT, *sheets]),
    ]


def _few(ours: list[str], folder: Path) -> list[Contest]:
    bare = folder / "bare.py"
    bare.write_text(_BARE, encoding="utf-8")
    one = _alone(folder / "one")
    tool = f"loosfiches {version('loosfiches')}"
    typer = f"Typer {version('typer')}, Rich {version('rich')}"
    return [
        Contest("a bare application's `--help`", typer, [sys.executable, str(bare), "--help"]),
        Contest("`loosfiches --help`", tool, [*ours, "--help"]),
        Contest("`loosfiches validate`, one sheet", tool, [*ours, "validate", "-C", str(one)]),
    ]


def _edited(ours: list[str], folder: Path, name: str) -> Contest:
    """Check all sheets again when a word of one of them changed since the last time."""
    sheet, words, around = folder / name, itertools.count(), {"LOOSFICHES_CACHE_DIR": str(folder / "warm")}
    text = sheet.read_text(encoding="utf-8")
    subprocess.run([*ours, "validate"], cwd=folder, env=os.environ | around, check=True, capture_output=True)

    def edit() -> None:
        sheet.write_text(f"{text}# {next(words)}\n", encoding="utf-8")

    tool = f"loosfiches {version('loosfiches')}"
    return Contest("`loosfiches validate`, all sheets, one edited", tool, [*ours, "validate"], edit, around)


def _alone(folder: Path) -> Path:
    """Make a project of one sheet, without the links that would lead nowhere."""
    sheet, other = corpus.write(2, folder)
    other.unlink()
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(re.sub(r"^liens:\n(?: .*\n)+", "", text, flags=re.MULTILINE), encoding="utf-8")
    return folder


def _print(options: argparse.Namespace, many: list[Contest], few: list[Contest]) -> None:
    ours, *others = many
    both = sum(each.median for each in others)
    write = sys.stdout.write
    write(f"{machine()}\n\n{options.number} sheets, {options.rounds} cold runs of each in turns, median;")
    write(" memory is that of the largest process:\n\n")
    write("| what | tool | seconds | times ours | peak MB |\n| --- | --- | ---: | ---: | ---: |\n")
    for each in many:
        write(_row(each, each.median / ours.median))
    write(
        f"| the two together | | {both:.2f} | {both / ours.median:.1f} | {max(_peak(each) for each in others):.0f} |\n"
    )
    bare = few[0]
    write(f"\nStarting, {max(5, options.rounds)} cold runs of each in turns, median:\n\n")
    write("| what | tool | seconds | times bare | peak MB |\n| --- | --- | ---: | ---: | ---: |\n")
    for each in few:
        write(_row(each, each.median / bare.median))


def _peak(each: Contest) -> float:
    """Return the most memory of any run, in MB: that of its largest process."""
    return max(*each.own, *each.others)


def _row(each: Contest, ratio: float) -> str:
    return f"| {each.name} | {each.tool} | {each.median:.2f} | {ratio:.2f} | {_peak(each):.0f} |\n"


if __name__ == "__main__":
    main()
