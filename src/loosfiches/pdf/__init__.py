"""PDFs as files of objects: leaves -> segments -> one binder, with its sources; and a PDF -> what it encloses.

It knows neither WeasyPrint nor sheets.
"""

#: The key that tells, in a leaf, of which face (0, 1, 2: `print.fonts.STYLES`) a font program is a part; in a segment,
#: where that face will be.
FACE = "/LoosfichesFace"
