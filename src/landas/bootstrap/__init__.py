"""The one place where parts are joined: a project's folder becomes a project that can import, build and answer."""

from landas.bootstrap.project import Project, open_project
from landas.bootstrap.stores import STATE_FOLDER

__all__ = ["STATE_FOLDER", "Project", "open_project"]
