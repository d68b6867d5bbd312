"""`/healthz`, `/readyz`, `/metrics`: is the process alive, can it answer, what has it done."""

from fastapi import APIRouter
from starlette.responses import PlainTextResponse, Response

from landas.errors import LandasError
from landas.serving.json_response import JsonResponse
from landas.serving.metrics import Metrics
from landas.serving.problems import Problem
from landas.serving.project import ProjectApi, Projects


def health_routes(projects: Projects, metrics: Metrics) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/healthz", summary="Is the process alive?")
    def healthz() -> JsonResponse:
        return JsonResponse({"status": "alive"})

    @router.get("/readyz", summary="Can it answer?")
    def readyz() -> Response:
        """The database answers and a release is open, of every project. Never calls a model."""
        checks = {name: readiness(project) for name, project in projects.items()}
        missing = [
            f"{name}: {check}" for name, found in checks.items() for check in found.values() if check != "ok"
        ]
        if not missing:
            return JsonResponse({"status": "ready", "projects": checks})
        return Problem(
            503, "not-ready", "Not ready", " ".join(missing), "Do what each check says.", {"projects": checks}
        ).response()

    @router.get("/metrics", summary="Counts for Prometheus")
    def counts() -> PlainTextResponse:
        return PlainTextResponse(metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

    return router


def readiness(project: ProjectApi) -> dict[str, str]:
    """`ok` for each of database and release, or what is missing and what to do."""
    found = {}
    for name, check in (("database", project.items.latest_number), ("release", project.live.current)):
        try:
            check()
        except LandasError as error:
            found[name] = str(error)
        else:
            found[name] = "ok"
    return found
