"""Documents -> the printed binder: its leaves, in their order, printed, joined."""
