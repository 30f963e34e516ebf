"""What only some systems have, asked for here and nowhere else; elsewhere, the next best thing is done.

Linux is where it is tried; macOS and Windows have their lines, written from the documentation of Python.
"""
