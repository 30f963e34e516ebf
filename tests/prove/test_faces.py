"""Faces made again are the same bytes: make prove."""

from pathlib import Path

from loosfiches.print import fonts


def test_faces_of_other_rules_are_made_again_with_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / fonts.STAMP).write_text("of other rules")
    fonts.make(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in fonts.FOLDER.iterdir()
    }
