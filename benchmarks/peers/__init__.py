"""Landas beside the libraries people use to recommend from behaviour, on one log, in one run."""
