"""The HTTP API as an app: every route of every project, and what stands before them all."""

from collections.abc import Callable, Collection
from contextlib import AbstractAsyncContextManager

from fastapi import APIRouter, FastAPI

from landas.serving.guard import LOOPBACK_HOSTS, Guard
from landas.serving.metrics import Measured
from landas.serving.problems import install_problems
from landas.serving.project import ProjectApi, Projects, prefix_of
from landas.serving.routes.conversations import conversations_routes
from landas.serving.routes.events import events_routes
from landas.serving.routes.health import health_routes
from landas.serving.routes.items import items_routes
from landas.serving.routes.parse import parse_routes
from landas.serving.routes.preferences import preferences_routes
from landas.serving.routes.receipts import receipts_routes
from landas.serving.routes.recommend import recommend_routes
from landas.serving.routes.reviews import reviews_routes
from landas.serving.routes.search import search_routes
from landas.serving.routes.users import users_routes
from landas.serving.routes.verify import verify_routes

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def make_app(
    projects: Projects,
    *,
    hosts: Collection[str] | None = LOOPBACK_HOSTS,
    lifespan: Lifespan | None = None,
) -> FastAPI:
    """The app over opened projects, which it doesn't close. One project answers at `/v1/…`, several each at
    `/p/{name}/v1/…`. `hosts` are the names the server may be asked by; None: any.
    """
    from landas.observe.prometheus import PrometheusRecorder

    metrics = PrometheusRecorder()
    for project in projects.values():
        project.observer.add(metrics)
    app = FastAPI(
        title="Landas",
        description="Recommendations that stand on evidence.",
        version="1",
        docs_url=None,  # its page loads scripts from another site
        redoc_url=None,
        lifespan=lifespan,
    )
    install_problems(app)
    app.include_router(health_routes(projects, metrics))
    for name, project in projects.items():
        for router in project_routes(project):
            app.include_router(router, prefix=prefix_of(name, projects))
    app.add_middleware(Guard, hosts=hosts)
    app.add_middleware(Measured, recorder=metrics)
    return app


def project_routes(project: ProjectApi) -> tuple[APIRouter, ...]:
    """Every route of one project, one file a group."""
    return (
        items_routes(project),
        events_routes(project),
        recommend_routes(project),
        search_routes(project),
        parse_routes(project),
        conversations_routes(project),
        verify_routes(project),
        receipts_routes(project),
        # Before those of users, whose ids may hold a slash.
        preferences_routes(project),
        users_routes(project),
        reviews_routes(project),
    )
