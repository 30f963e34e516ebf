"""The colours of sections."""

import pytest

from loosfiches.model.colours import NAMED, contrast, tint


@pytest.mark.parametrize("name", NAMED)
def test_section_colours_can_be_read_on_white_and_ink_on_their_tints(name: str) -> None:
    assert contrast(NAMED[name], "#ffffff") >= 4.5
    assert contrast("#57534e", tint(NAMED[name])) >= 4.5
