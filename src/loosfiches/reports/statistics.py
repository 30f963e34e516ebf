"""How often each code was met: what to teach, or to settle once for all in classeur.yaml."""

from collections import Counter

from loosfiches.reports.finding import Report
from loosfiches.reports.summary import summary
from loosfiches.rules import RULES


def render(report: Report) -> str:
    """Return a line a code, the most frequent first, then the count."""
    counts = Counter(diagnostic.code for diagnostic in report.diagnostics)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    lines = [f"{count:>5}  {code}  {RULES[code].words[report.language].mend}" for code, count in ordered]
    return "\n".join([*lines, summary(report), ""])
