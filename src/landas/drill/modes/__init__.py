"""One file a failure mode; `drill/run.py` has their list."""
