"""From HTML to paper: fonts, leaves, their cache, and the joined binder.

The only room that knows WeasyPrint, pikepdf and fontTools. Importing this package, or its modules `fonts`,
`fetcher`, `record`, `cache` and `press`, loads none of the three: they work on a machine without Pango.
"""
