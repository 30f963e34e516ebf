"""A made-up classeur of N distinct sheets: python -m benchmarks.corpus N FOLDER --seed 1.

Copies of a few sheets would flatter every figure (what is read once is known). Here each sheet has its own text,
fields, steps and links, at the length of real ones; the same seed gives the same bytes.
"""

import argparse
import datetime
import re
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import words
from loosfiches.model import words as lists
from loosfiches.spelling import slug

_WIDTH = 118
_LETTERS = "ABDEFGHIJKLMNOPQSTUVWXYZ"  # C and R stand for chapters and récits
_PER_SECTION = 99
_DAY = datetime.date(2026, 11, 23)
_COLOURS = ("brique", "canal", "ocre")


def write(number: int, folder: Path, seed: int = 1) -> list[Path]:
    """Write a project of `number` sheets under `folder` and return the sheets' paths."""
    if not 2 <= number <= len(_LETTERS) * _PER_SECTION:
        raise SystemExit(f"between 2 and {len(_LETTERS) * _PER_SECTION} sheets")
    titles = _titles(number, Random(f"titles {seed}"))
    codes = [f"{_LETTERS[n // _PER_SECTION]}-{n % _PER_SECTION + 1:02d}" for n in range(number)]
    sections = sorted({code[0] for code in codes})
    _put(folder / "fiches/classeur.yaml", _classeur(sections))
    paths: list[Path] = []
    for n, (code, title) in enumerate(zip(codes, titles, strict=True)):
        paths.append(folder / f"fiches/section-{code[0].lower()}/{code}-{slug(title)}.yaml")
        _put(paths[-1], _Sheet(Random(f"{seed} {code}"), code, title).fields(_links(n, codes)))
    return paths


def _put(path: Path, fields: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(_mapping(fields, 0)) + "\n", encoding="utf-8", newline="\n")


def _titles(number: int, rng: Random) -> list[str]:
    titles: dict[str, None] = {}
    while len(titles) < number:
        titles[" ".join(rng.choice(part) for part in (words.FORMES, words.THEMES, words.LIEUX))] = None
    return list(titles)


def _links(n: int, codes: Sequence[str]) -> dict[str, list[str]]:
    """Return links to later and earlier sheets: a ring, so that nobody is forgotten, and two leaps."""
    near, leap, back = (codes[(n + step) % len(codes)] for step in (1, 7 + n % 13, -(2 + n % 5)))
    own = codes[n]
    links = {"apres": [near], "a_la_place": [leap], "voir_aussi": [back]}
    seen = {own}
    kept: dict[str, list[str]] = {}
    for name, targets in links.items():
        if fresh := [target for target in targets if target not in seen]:
            kept[name] = fresh
            seen.update(fresh)
    return kept


def _classeur(sections: Sequence[str]) -> dict[str, Any]:
    return {
        "schema": "classeur/1",
        "titre": "Classeur fabriqué pour mesurer",
        "collectivite": {"nom": "Ville inventée", "pays": "France"},
        "langue": "fr-FR",
        "mention": "Textes tirés au sort pour mesurer l’outil ; ils ne disent rien d’aucune ville",
        "sections": [
            {
                "lettre": letter,
                "titre": f"Section {letter}",
                "couleur": _COLOURS[number % len(_COLOURS)],
                "dossier": f"section-{letter.lower()}",
            }
            for number, letter in enumerate(sections)
        ],
        "edition": {"numero": "1", "date": str(_DAY), "type": "base"},
        "licence": "etalab-2.0",
    }


class _Sheet:
    """One sheet's fields, drawn from its own random numbers."""

    def __init__(self, rng: Random, code: str, title: str) -> None:
        self.rng, self.code, self.title = rng, code, title
        self.sources = self._sources()
        self.people = rng.randint(1, 8) * 4

    def fields(self, links: dict[str, list[str]]) -> dict[str, Any]:
        """Return all that the sheet says, in the usual order of fields."""
        parts = (self._head(), self._why(), self._means(), self._course(), self._outcome(), self._here())
        fields = {key: value for part in parts for key, value in part.items()}
        # What no state asks for is left out of one sheet in six, never the same things.
        spare = ("phases", "variantes", "roles", "materiel", "postures", "evaluation", "lecons", "quand_eviter")
        fields = {key: value for key, value in fields.items() if key not in spare or self.rng.random() > 1 / 6}
        return fields | {"liens": links} | self._tail()

    def _head(self) -> dict[str, Any]:
        level = self._some(list(lists.NIVEAUX), 1, 2)
        return {
            "schema": "fiche/1",
            "code": self.code,
            "titre": self.title,
            "resume": f"{self._fact()} {self._short()}",
            "etat": "en_vigueur",
            "nature": self.rng.choice(("dispositif", "demarche", "evenement", "procedure", "technique")),
            "phases": self._some(list(lists.PHASES), 1, 3),
            "niveau": level,
        }

    def _why(self) -> dict[str, Any]:
        return {
            "objectifs": self._sentences(2, 3),
            "quand_utiliser": self._facts(2, 3),
            "quand_eviter": self._facts(2, 3),
            "publics": self._some(list(lists.PUBLICS), 1, 3),
            "acces": self.rng.choice(list(lists.ACCES)),
            "mobilisation": self._paragraph(3, 6),
        }

    def _means(self) -> dict[str, Any]:
        weeks, days, euros = self.rng.randint(1, 6), self.rng.randint(1, 5), self.rng.randint(1, 30) * 20
        return {
            "participants": f"{self.people} à {self.people + self.rng.randint(2, 60)}",
            "preparation": f"{weeks} à {weeks + self.rng.randint(1, 4)} semaines",
            "temps_agents": f"{days} à {days + self.rng.randint(1, 3)} jours",
            "cout": f"{euros} à {euros + self.rng.randint(1, 15) * 20} €",
            "modalite": self.rng.choice(list(lists.MODALITES)),
            "difficulte": self.rng.choice(list(lists.DIFFICULTES)),
            "roles": [{"role": role, "mission": self._fact()} for role in self._some(words.METIERS, 2, 5)],
            "materiel": [f"{thing} {self.rng.choice(words.PRECISIONS)}" for thing in self._some(words.CHOSES, 3, 6)],
            "origine": {
                "type": self.rng.choice(("attestee", "adaptee")),
                "sources": [source["id"] for source in self.sources],
                "note": self._fact(),
            },
        }

    def _course(self) -> dict[str, Any]:
        steps: list[dict[str, Any]] = []
        minutes = 0
        for when, least, most in (("avant", 1, 3), ("pendant", 2, 3), ("apres", 1, 2)):
            for _ in range(self.rng.randint(least, most)):
                length = self.rng.randint(1, 9) * 5
                minutes += length if when == "pendant" else 0
                steps.append(self._step(when, length))
        rounded = -(-minutes // 15) * 15
        return {"duree": _clock(rounded), "etapes": steps, "variantes": self._sentences(2, 3)}

    def _step(self, when: str, minutes: int) -> dict[str, Any]:
        days = self.rng.randint(2, 4 if when == "avant" else 12)  # within the shortest preparation
        step = {
            "titre": f"{_capital(self.rng.choice(words.ACTIONS))} {self.rng.choice(words.OBJETS)}",
            "quand": when,
            "duree": _clock(minutes) if when == "pendant" else f"{days} jours",
            "qui": ", ".join(self._some(words.METIERS, 2, 3)),
            "texte": self._paragraph(2, 4),
        }
        if self.rng.random() < 0.3:
            step["resultat"] = self._fact()
        return step

    def _outcome(self) -> dict[str, Any]:
        return {
            "initiative": self.rng.choice(list(lists.PORTEURS)),
            "realisation": self.rng.choice(list(lists.PORTEURS)),
            "marges_de_manoeuvre": self._paragraph(3, 5),
            "promesse": self._sentence(),
            "restitution": self._paragraph(3, 5),
            "points_forts": self._facts(2, 3),
            "limites": self._facts(2, 3),
            "points_de_vigilance": self._sentences(2, 3),
            "postures": {"elus": self._sentence(), "agents": self._sentence(), "habitants": self._sentence()},
            "evaluation": [f"{who} {what} ?" for who, what in self._questions()],
            "lecons": self._facts(1, 3),
        }

    def _here(self) -> dict[str, Any]:
        since = self.rng.randint(1995, 2020)
        figures = [
            {
                "valeur": f"environ {self.rng.randint(3, 900)}",
                "libelle": f"{self.rng.choice(words.COMPTES)}, {self.rng.choice(words.NUANCES)}",
                "date": f"{since + number}",
                "source": source["id"],
            }
            for number, source in enumerate(self.sources)
        ]
        times = [
            {
                "date": str(datetime.date(2021, 1, 1) + datetime.timedelta(self.rng.randint(1, 1800))),
                "sujet": self._short().rstrip("."),
                "lieu": _capital(self.rng.choice(words.LIEUX)),
                "participants": f"{self.rng.randint(4, 50)} à {self.rng.randint(51, 250)}",
                "suites": self.rng.choice(list(lists.SUITES)),
                "source": self.rng.choice(self.sources)["id"],
            }
            for _ in range(self.rng.randint(0, 2))
        ]
        cited = self.sources[0]["id"]
        here: dict[str, Any] = {
            "statut": self.rng.choice(("actif", "suspendu")),
            "depuis": {"date": f"{since}", "note": f"{self._fact()[:-1]} [@{cited}]."},
            "texte": f"{self._paragraph(1, 2)[:-1]} [@{cited}].",
            "chiffres": figures,
        }
        return {"ici": here | ({"mises_en_oeuvre": times} if times else {})}

    def _tail(self) -> dict[str, Any]:
        day = _DAY - datetime.timedelta(self.rng.randint(600, 1500))
        history = []
        for number in range(1, self.rng.randint(1, 3) + 1):
            change = "creation" if number == 1 else self.rng.choice(("modification", "correction"))
            history.append({"version": f"{number}", "date": str(day), "changement": change, "motif": self._fact()})
            day += datetime.timedelta(self.rng.randint(20, 250))
        service = self.rng.choice(words.SERVICES)
        return {
            "sources": self.sources,
            "auteurs": self._some(words.SERVICES, 1, 3),
            "tenue_par": {"service": service, "fonction": self.rng.choice(words.METIERS)},
            "revoir_avant": str(datetime.date(2040, 1, 1) + datetime.timedelta(self.rng.randint(0, 1500))),
            "historique": history,
        }

    def _sources(self) -> list[dict[str, str]]:
        sources = []
        for title in self._some(words.LIVRES, 2, 3):
            year = self.rng.randint(1996, 2025)
            name = f"{slug(title)}-{year}"
            source = {
                "id": name,
                "titre": f"{title} {self.rng.choice(words.LIEUX)}, numéro {self.rng.randint(2, 400)}",
                "auteur": self.rng.choice(words.SERVICES),
                "annee": f"{year}",
                "fiabilite": self.rng.choice(list(lists.FIABILITES)),
            }
            if self.rng.random() < 0.6:
                source["url"] = f"https://exemple.fr/{self.code.lower()}/{name}"
            sources.append(source)
        return sources

    def _some(self, among: Sequence[str], least: int, most: int) -> list[str]:
        return self.rng.sample(among, self.rng.randint(least, most))

    def _short(self) -> str:
        return f"{_capital(self.rng.choice(words.ACTIONS))} {self.rng.choice(words.OBJETS)}."

    def _sentence(self) -> str:
        moment, action, object_, aim = (
            self.rng.choice(part) for part in (words.MOMENTS, words.ACTIONS, words.OBJETS, words.BUTS)
        )
        return f"{moment}, {action} {object_}, {aim}."

    def _fact(self) -> str:
        return f"{self.rng.choice(words.GENS)} {self.rng.choice(words.FAITS)}, {self.rng.choice(words.NUANCES)}."

    def _sentences(self, least: int, most: int) -> list[str]:
        return [self._sentence() for _ in range(self.rng.randint(least, most))]

    def _facts(self, least: int, most: int) -> list[str]:
        return [self._fact() for _ in range(self.rng.randint(least, most))]

    def _paragraph(self, least: int, most: int) -> str:
        makers = (self._sentence, self._fact)
        return " ".join(self.rng.choice(makers)() for _ in range(self.rng.randint(least, most)))

    def _questions(self) -> Iterator[tuple[str, str]]:
        for who in self._some(words.GENS, 2, 4):
            yield f"Est-ce que {who[0].lower()}{who[1:]}", self.rng.choice(words.FAITS)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _clock(minutes: int) -> str:
    """Write a duration as sheets do: 45 min, 1 h 30."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02d}" if hours and rest else f"{hours} h" if hours else f"{rest} min"


def _mapping(fields: dict[str, Any], indent: int) -> Iterator[str]:
    blank = " " * indent
    for key, value in fields.items():
        match value:
            case dict():
                yield f"{blank}{key}:"
                yield from _mapping(value, indent + 2)
            case list():
                yield f"{blank}{key}:"
                yield from _items(value, indent + 2)
            case _:
                yield from _scalar(f"{blank}{key}: ", value, indent + 2)


def _items(items: list[Any], indent: int) -> Iterator[str]:
    for item in items:
        if isinstance(item, dict):
            first, *others = _mapping(item, indent + 2)
            yield f"{' ' * indent}- {first.lstrip()}"
            yield from others
        else:
            yield from _scalar(f"{' ' * indent}- ", item, indent + 2)


def _scalar(head: str, text: str, indent: int) -> Iterator[str]:
    if len(head) + len(text) <= _WIDTH:
        yield head + (f'"{text}"' if re.search(r": | #|:$|^[^\w]", text) else text)
        return
    yield f"{head}>-"
    yield from textwrap.wrap(
        text, _WIDTH, initial_indent=" " * indent, subsequent_indent=" " * indent, break_on_hyphens=False
    )


def main() -> None:
    """Read the command line and write the sheets."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.corpus", description="Make up a classeur to measure on."
    )
    parser.add_argument("number", type=int, help="how many sheets")
    parser.add_argument("folder", type=Path, help="where to put the project")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other sheets")
    options = parser.parse_args()
    write(options.number, options.folder, options.seed)


if __name__ == "__main__":
    main()
