"""LF308, LF309, LF409 to LF414: marks of markup that texts would print as typed, links that lead nowhere for it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from loosfiches.collection import Collection
from loosfiches.collection.marks import Mark, find_marks
from loosfiches.collection.register import Index
from loosfiches.diagnostics import Diagnostic, Fix, Severity
from loosfiches.rules import Words, across, rule
from loosfiches.source import Path, Source

WARNING = Severity.WARNING
#: A mark is shown as it was typed, the start of a long one.
_LONGEST = 40


@rule(
    "LF308",
    WARNING,
    fr=Words(
        "le lien mène à « {target} » : vouliez-vous dire « {near} » ?",
        "Une cible qui n’est pas comprise s’imprime telle quelle, entre parenthèses, et ne mène nulle part.",
        "Écrivez le code du document (A-02) ou l’adresse entière (https://…).",
    ),
    en=Words(
        "the link leads to “{target}”: did you mean “{near}”?",
        "A target that is not understood is printed as typed, in brackets, and leads nowhere.",
        "Write the document's code (A-02) or the whole address (https://…).",
    ),
    bad="variantes:\n  - Voir la [convention](exemple.fr/convention).",
    good="variantes:\n  - Voir la [convention](https://exemple.fr/convention).",
)
def near_target(collection: Collection) -> Iterator[Diagnostic]:
    """Find links whose target is another writing of a code or of an address."""
    for raw_mark in _find_raw_marks(collection):
        if raw_mark.mark.kind == "link" and raw_mark.mark.meant:
            yield raw_mark.link("LF308", target=raw_mark.mark.text, near=raw_mark.mark.meant)


@rule(
    "LF309",
    WARNING,
    fr=Words(
        "le lien mène à « {target} », qui n’est ni un document du classeur ni une adresse",
        "Le lien s’imprime avec ses crochets, et ne mène nulle part.",
        "Écrivez un code (A-02), une adresse (https://…, mailto:…, tel:…) ; un fichier se met dans « documents ».",
    ),
    en=Words(
        "the link leads to “{target}”, which is neither a document of the binder nor an address",
        "The link is printed with its brackets, and leads nowhere.",
        "Write a code (A-02) or an address (https://…, mailto:…, tel:…); a file goes into “documents”.",
    ),
    bad="variantes:\n  - Voir la [convention](documents/convention.odt).",
    good="variantes:\n  - Voir la convention, dans les documents à utiliser.",
)
def lost_target(collection: Collection) -> Iterator[Diagnostic]:
    """Find links whose target is nothing that pages follow."""
    for raw_mark in _find_raw_marks(collection):
        if raw_mark.mark.kind == "link" and not raw_mark.mark.meant:
            yield raw_mark.link("LF309", target=raw_mark.mark.text)


@rule(
    "LF409",
    WARNING,
    fr=Words(
        "un texte n’a ni titre ni filet : « {mark} » s’imprime tel quel",
        "Les titres d’une page viennent des champs ; un texte n’en a pas.",
        "Mettez une ligne en gras (**Avant**), ou coupez le texte en étapes ou en rubriques ; effacez le filet.",
    ),
    en=Words(
        "a text has neither headings nor rules: “{mark}” is printed as typed",
        "The headings of a page come from its fields; a text has none.",
        "Write a line in bold (**Before**), or cut the text into steps or passages; delete the rule.",
    ),
    bad="mobilisation: |\n  ## Avant\n\n  Aller vers les gens.",
    good="mobilisation: |\n  **Avant**\n\n  Aller vers les gens.",
)
def heading(collection: Collection) -> Iterator[Diagnostic]:
    """Find headings and rules of Markdown."""
    yield from _report(collection, "heading", "LF409")


@rule(
    "LF410",
    WARNING,
    fr=Words(
        "les pages n’ont pas de HTML : « {mark} » s’imprime tel quel",
        "Ce qui vient d’une page web garde ses balises, que le lecteur verrait.",
        "Passez à la ligne au lieu de <br>, **gras** au lieu de <b>, et le caractère lui-même (&, é, une espace).",
    ),
    en=Words(
        "pages hold no HTML: “{mark}” is printed as typed",
        "What is pasted from a web page keeps its tags, which readers would see.",
        "Begin a new line instead of <br>, write **bold** instead of <b>, and the sign itself (&, é, a space).",
    ),
    bad="variantes:\n  - Parler<br>et <b>écouter</b>.",
    good="variantes:\n  - Le café citoyen, 5 < 6 & <nom de la ville>.",
)
def html(collection: Collection) -> Iterator[Diagnostic]:
    """Find tags and entities of HTML."""
    yield from _report(collection, "html", "LF410")


@rule(
    "LF411",
    WARNING,
    fr=Words(
        "un texte ne contient pas d’image : « {mark} » ne montre rien",
        "Une image a besoin de son texte pour qui ne la voit pas, de son auteur et de sa licence.",
        "Mettez l’image dans « illustrations », avec « place » pour dire ce qu’elle accompagne.",
    ),
    en=Words(
        "a text holds no picture: “{mark}” shows nothing",
        "A picture needs its text for those who do not see it, its author and its licence.",
        "Put the picture into “illustrations”, with “place” to say what it goes with.",
    ),
    bad="mobilisation: 'Voir le plan : ![plan](images/plan.png)'",
    good="mobilisation: Bravo ! [Le plan](https://exemple.fr/plan) est là.",
)
def picture(collection: Collection) -> Iterator[Diagnostic]:
    """Find pictures of Markdown."""
    yield from _report(collection, "picture", "LF411")


@rule(
    "LF412",
    WARNING,
    fr=Words(
        "« {mark} » n’est pas compris, et s’imprime tel quel ou se perd",
        "Les textes ont gras, italique, liens, listes, citations et tableaux ; les autres marques restent des signes.",
        "Une note devient une source [@nom], une case à cocher une ligne de « materiel » ou d’« evaluation » ; un "
        "tableau a une ligne |---|---| sous ses titres, dans un texte qui commence par « | » ; un gras se ferme sur sa "
        "ligne ; devant une étoile à garder, mettez \\.",
    ),
    en=Words(
        "“{mark}” is not understood, and is printed as typed or lost",
        "Texts have bold, italics, links, lists, quotations and tables; other marks stay mere signs.",
        "A note becomes a source [@name], a box to tick a line of “materiel” or “evaluation”; a table has a line "
        "|---|---| under its heads, in a text that begins with “|”; bold closes on its own line; put \\ before a star "
        "that is to stay.",
    ),
    bad="variantes:\n  - Le faire ~~dehors~~ dedans.",
    good="variantes:\n  - Le faire dedans, **pas dehors**.",
)
def other_mark(collection: Collection) -> Iterator[Diagnostic]:
    """Find other marks of Markdown: code, strokes, notes, boxes, unfinished tables and bold."""
    yield from _report(collection, "mark", "LF412")


@across(
    "LF413",
    WARNING,
    fr=Words(
        "le texte nomme {target}, qui n’est le code d’aucun document",
        "Le lecteur chercherait en vain dans le classeur.",
        "Corrigez le code ; mieux, faites-en un lien : [la marche](A-02) suit le titre et se vérifie.",
    ),
    en=Words(
        "the text names {target}, which is no document's code",
        "Readers would look for it in vain in the binder.",
        "Correct the code; better, make it a link: [the walk](A-02) follows the title and is checked.",
    ),
    bad="variantes:\n  - Voir aussi la fiche A-99.",
    good="variantes:\n  - Voir aussi la fiche A-07 et l’autoroute A-99.",
)
def missing_mention(register: Index) -> Iterator[Diagnostic]:
    """Find documents that sentences name by a code that nobody has."""
    for card in register.cards:
        for mention in card.mentions:
            if mention.target not in register.by_code and mention.target not in register.unread:
                yield Diagnostic("LF413", card.file, mention.span, {"target": mention.target})


@rule(
    "LF414",
    WARNING,
    fr=Words(
        "« {mark} » : ce champ n’a pas de mise en forme, et l’imprime tel quel",
        "Un titre, un nom, un rôle tiennent en quelques mots ; les lignes brèves n’ont ni liste ni tableau.",
        "Ôtez les marques, ou mettez ce passage dans un texte.",
    ),
    en=Words(
        "“{mark}”: this field has no such formatting, and prints it as typed",
        "A title, a name, a role take a few words; short lines have no list or table.",
        "Take the marks away, or put the passage into a text.",
    ),
    bad="roles:\n  - role: Une **animatrice**\n    mission: Elle accueille.",
    good="roles:\n  - role: Une animatrice\n    mission: Elle **accueille**.",
)
def misplaced(collection: Collection) -> Iterator[Diagnostic]:
    """Find marks that texts understand in fields that are no such texts."""
    yield from _report(collection, "place", "LF414")


class Found(NamedTuple):
    """A mark that pages would print as it was typed, and the text that holds it."""

    source: Source
    path: Path
    text: str
    mark: Mark

    def diagnostic(self, code: str, /, **details: str) -> Diagnostic:
        """Return what is said of the mark, at its first place in the text."""
        start = max(self.text.find(self.mark.text), 0)
        span = self.source.spot(self.path, start, start + len(self.mark.text))
        return Diagnostic(code, self.source.file, span, details)

    def link(self, code: str, /, **details: str) -> Diagnostic:
        """Return what is said of a link, at its target, with the fix that writes what was meant where that is sure."""
        typed = f"]({self.mark.text})"
        start = max(self.text.find(typed), 0) + len("](")
        place = self.source.stretch(self.path, start, start + len(self.mark.text))
        is_sure = self.mark.meant and self.text.count(typed) == 1 and place and place.line == place.end_line
        fix = Fix(place, self.mark.meant) if is_sure and place else None
        return Diagnostic(code, self.source.file, place or self.source.place(self.path), details, fix=fix)


@lru_cache(maxsize=1)
def _find_raw_marks(collection: Collection) -> list[Found]:
    """Return the marks that texts would print raw; seven rules read them."""
    return [
        Found(source, path, text, mark)
        for name, source in collection.sources.items()
        for path, text in collection.texts[name]
        for mark in find_marks(path, text)
    ]


def _report(collection: Collection, kind: str, code: str) -> Iterator[Diagnostic]:
    for raw_mark in _find_raw_marks(collection):
        typed = raw_mark.mark.text
        if raw_mark.mark.kind == kind:
            yield raw_mark.diagnostic(code, mark=typed if len(typed) <= _LONGEST else typed[:_LONGEST] + "…")
