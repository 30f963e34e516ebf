"""The same leaves in one WeasyPrint pass, as a project without leaves would print them.

python -m benchmarks.one_pass FOLDER: reads leaves.json (style sheet, fonts folder, HTML of each leaf), writes one.pdf.
"""

import json
import re
import sys
from pathlib import Path

from loosfiches.print.engine import CSS, HTML, CounterStyle, FontConfiguration

_BODY = re.compile(r'<html[^>]*?(?: style="([^"]*)")?>.*?<body(?: class="([^"]*)")?[^>]*>(.*)</body>', re.DOTALL)


def main() -> None:
    """Lay out and write all leaves at once."""
    folder = Path(sys.argv[1])
    given = json.loads((folder / "leaves.json").read_text(encoding="utf-8"))
    fonts, counters = FontConfiguration(), CounterStyle()
    rule = "section.leaf { break-before: recto }"
    sheets = [
        CSS(string=text, base_url=given["base"], font_config=fonts, counter_style=counters)
        for text in (given["style"], rule)
    ]
    body = "".join(_section(html) for html in given["leaves"])
    page = f'<!doctype html><html lang="fr"><head><title>Classeur</title></head><body>{body}</body></html>'
    document = HTML(string=page, base_url=given["base"]).render(
        fonts, counters, stylesheets=sheets, pdf_variant="pdf/ua-1"
    )
    document.write_pdf(folder / "one.pdf", pdf_variant="pdf/ua-1")


def _section(html: str) -> str:
    style, kind, body = _BODY.search(html).groups()  # type: ignore[union-attr]
    return f'<section class="leaf {kind or ""}" style="{style or ""}">{body}</section>'


if __name__ == "__main__":
    main()
