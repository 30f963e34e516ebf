"""Why a picture or a document to take away cannot be shown or offered, as a value."""

from collections.abc import Mapping
from typing import NamedTuple


class Fault(NamedTuple):
    """The code of the rule that says it, and the details of its sentence but the file's name (`path`)."""

    code: str
    details: Mapping[str, str] = {}
