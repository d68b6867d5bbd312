"""`/healthz`, `/readyz`, `/metrics`: is the process alive, can it answer, what has it done."""

import logging

from fastapi import APIRouter
from starlette.responses import PlainTextResponse, Response

from landas.errors import LandasError, StorageError
from landas.observe.measures import BUDGET_USED
from landas.observe.prometheus import CONTENT_TYPE, PrometheusRecorder
from landas.serving.json_response import JsonResponse
from landas.serving.problems import Problem
from landas.serving.project import ProjectApi, Projects

_log = logging.getLogger(__name__)


def health_routes(projects: Projects, metrics: PrometheusRecorder) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/healthz", summary="Is the process alive?")
    async def healthz() -> JsonResponse:
        # Without a thread of the pool: an orchestrator that waits behind many slow turns would kill a live process.
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
        """Of this process; with several workers, of all of them."""
        for project in projects.values():
            project.gateway.note_breakers()
            note_budget(project)
        return PlainTextResponse(metrics.text(), media_type=CONTENT_TYPE)

    return router


def note_budget(project: ProjectApi) -> None:
    """How far each limited budget is used. A database that fails is `/readyz`'s to tell."""
    try:
        accounts = project.budget()
    except StorageError as error:
        _log.warning("the used budgets can't be read: %s", error)
        return
    for account in accounts:
        for kind, limit in account["limits"].items():
            project.observer.note(
                BUDGET_USED, account[kind] / limit if limit else 1.0, account["account"], kind
            )


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
