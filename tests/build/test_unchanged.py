"""An output is said to be unchanged only where it is: any byte that decides it, or that it lost, has it made again."""

from pathlib import Path

import pytest

from loosfiches.build.digest import digest_file
from loosfiches.build.store import Store
from loosfiches.build.unchanged import Unchanged
from tests.conftest import put


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return put(tmp_path, "fiches/a/A-01.yaml", "titre: Un")


def unchanged(root: Path, *facts: str) -> Unchanged:
    return Unchanged(Store(root / "cache"), ("binder", "out.pdf"), facts, (root / "fiches",))


def remembered(root: Path) -> Path:
    """Have the output remembered; return it."""
    output = put(root, "out.pdf", "%PDF-")
    unchanged(root, "2026-11-23").remember(digest_file(output), {"pages": 1})
    return output


def said(root: Path, *facts: str) -> object:
    return unchanged(root, *(facts or ["2026-11-23"])).recall(lambda: digest_file(root / "out.pdf"))


def test_what_was_said_of_an_output_is_said_again_until_a_byte_changes(tmp_path: Path, sheet: Path) -> None:
    assert said(tmp_path) is None
    remembered(tmp_path).touch()
    assert said(tmp_path) == {"pages": 1}
    assert said(tmp_path, "2026-11-24") is None
    sheet.write_text("titre: Uns")
    assert said(tmp_path) is None
    sheet.write_text("titre: Un")
    assert said(tmp_path) == {"pages": 1}


@pytest.mark.usefixtures("sheet")
def test_an_output_that_was_touched_or_is_gone_is_not_taken_for_ours(tmp_path: Path) -> None:
    output = remembered(tmp_path)
    output.write_bytes(b"%PDF- spoilt")
    assert said(tmp_path) is None
    output.unlink()
    assert said(tmp_path) is None


@pytest.mark.parametrize("name", ["b", "a/A-02.yaml"])
def test_a_link_among_the_sheets_is_seen_though_it_is_not_followed(tmp_path: Path, sheet: Path, name: str) -> None:
    remembered(tmp_path)
    (tmp_path / "fiches" / name).symlink_to(sheet.parent if name == "b" else sheet)
    assert said(tmp_path) is None


def test_a_file_renamed_is_seen(tmp_path: Path, sheet: Path) -> None:
    remembered(tmp_path)
    sheet.rename(sheet.with_name("A-02.yaml"))
    assert said(tmp_path) is None


def test_a_sheet_changed_while_the_output_is_made_is_not_taken_for_what_was_printed(
    tmp_path: Path, sheet: Path
) -> None:
    output = put(tmp_path, "out.pdf", "%PDF-")
    still = unchanged(tmp_path)
    assert still.recall(lambda: digest_file(output)) is None
    sheet.write_text("titre: Deux")
    still.remember(digest_file(output), {"pages": 1})
    sheet.write_text("titre: Un")
    assert unchanged(tmp_path).recall(lambda: digest_file(output)) is None


@pytest.mark.usefixtures("sheet")
@pytest.mark.parametrize("spoilt", [b"", b"[]", b'{"inputs": 1}', b'{"said": []}', b"[" * 100_000])
def test_what_is_no_memory_of_ours_is_not_believed(tmp_path: Path, spoilt: bytes) -> None:
    remembered(tmp_path)
    still = unchanged(tmp_path, "2026-11-23")
    Store(tmp_path / "cache").put(still._key, spoilt)
    assert still.recall(lambda: digest_file(tmp_path / "out.pdf")) is None
