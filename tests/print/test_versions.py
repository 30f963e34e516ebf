"""The fingerprint of what prints: steady here, and free of the libraries it names."""

import os
import subprocess
import sys
from pathlib import Path

from loosfiches.print.versions import fingerprint

CODE = (
    "import sys; from loosfiches.print.versions import fingerprint; print(fingerprint());"
    "assert not {'weasyprint', 'pikepdf', 'fontTools'} & set(sys.modules)"
)


def test_it_is_the_same_in_every_process_and_loads_nothing() -> None:
    sources = str(Path(sys.modules["loosfiches"].__path__[0]).parent)
    known = os.environ | {"PYTHONPATH": sources, "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", CODE]
    told = subprocess.run(command, env=known, check=True, capture_output=True, text=True).stdout
    assert told.strip() == fingerprint()
