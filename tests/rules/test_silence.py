"""One line's findings may be silenced where they stand; a silence that silences nothing is told."""

from collections.abc import Callable

import pytest

from loosfiches.collection.project import Project
from tests.conftest import codes, read

Make = Callable[..., Project]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("duree: 1h30", ["LF105"]),
        ("duree: 1h30  # loosfiches: ignore LF105", []),
        ("# loosfiches: ignore LF105\nduree: 1h30", []),
        ("duree: 1h30  # comme sur l’affiche # loosfiches: ignore LF105", []),
        ("duree: 1h30  # loosfiches: ignore LF105, LF106", ["LF030"]),
        ("duree: 1h30  # loosfiches: ignore LF106", ["LF105", "LF030"]),
        ("duree: 1h30\n# loosfiches: ignore LF105", ["LF105", "LF030"]),
        ("promesse: 'Écrire # loosfiches ignore LF105 ne fait rien.'", []),
    ],
)
def test_a_comment_silences_its_line_or_the_next(project: Make, text: str, found: list[str]) -> None:
    assert codes(read(project(text))[1]) == found
