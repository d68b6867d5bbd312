"""The pages are tested on the same small shop as the API."""

from tests.serving.conftest import built, client, project

__all__ = ["built", "client", "project"]
