"""A collection -> files as values: pages, lists, the binder; nothing here writes to disk or knows a screen."""
