"""Recommendations that stand on evidence."""

__version__ = "0.1.0"
