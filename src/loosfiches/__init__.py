"""loosfiches: a town's methodology sheets, from YAML files to a checked collection, a site and a binder."""

__version__ = "0.1.0"
