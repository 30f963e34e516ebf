"""From HTML to leaves: fonts, pages laid out, made accessible and printed on several processes.

The only room that knows WeasyPrint and fontTools. Importing this package, or its modules `fonts`, `fetcher`, `record`
and `press`, loads neither: they work on a machine without Pango.
"""
