"""The pages: a conversation for shoppers at `/`, a readable receipt at `/receipts/{id}`, and what is remembered of a
person at `/users/{id}/preferences`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from jinja2 import Environment, PackageLoader, StrictUndefined, UndefinedError
from starlette.responses import HTMLResponse, JSONResponse
from starlette.staticfiles import StaticFiles

from landas.catalog.fields import Field, Schema
from landas.console.others import other_items, titles_of
from landas.console.project import PageProject, Suggestion
from landas.console.receipt_page import CANDIDATES_SHOWN, receipt_view
from landas.console.words import choose_language, page_languages, page_words
from landas.errors import NotFound
from landas.ids import ReceiptId
from landas.language.display import show_number

_TEMPLATES = Environment(
    loader=PackageLoader("landas.console"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


def add_pages(
    app: FastAPI, projects: Mapping[str, PageProject], suggestions: Sequence[Suggestion] = ()
) -> None:
    """Adds the pages of each project at its prefix (`""` or `/p/{name}`), and of several a list at `/`."""
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    for prefix, project in projects.items():
        app.include_router(
            project_pages(project, prefix, suggestions), prefix=prefix, include_in_schema=False
        )
    if "" not in projects:
        app.include_router(_list_of_projects(projects), include_in_schema=False)


def project_pages(project: PageProject, prefix: str, suggestions: Sequence[Suggestion]) -> APIRouter:
    router = APIRouter(default_response_class=HTMLResponse)

    @router.get("/")
    def chat(request: Request, lang: str | None = None, user: str | None = None) -> HTMLResponse:
        """`user`: whose conversations these are."""
        language = _language(request, lang)
        return _page("chat.html", language, name=project.settings.project.name,
                     data=_page_data(project, prefix, suggestions, language, user))  # fmt: skip

    @router.get("/users/{user_id:path}/preferences")
    def remembered(request: Request, user_id: str, lang: str | None = None) -> HTMLResponse:
        language = _language(request, lang)
        return _page("remembered.html", language, name=project.settings.project.name,
                     data=_page_data(project, prefix, (), language, user_id))  # fmt: skip

    @router.get("/receipts/{receipt_id}")
    def receipt(request: Request, receipt_id: str, lang: str | None = None) -> HTMLResponse:
        language = _language(request, lang)
        name = project.settings.project.name
        try:
            with project.reading(ReceiptId(receipt_id)) as (document, intact):
                ids = [candidate["item_id"] for candidate in document["candidates"][:CANDIDATES_SHOWN]]
                titles = titles_of(ids, project.items)
                view = receipt_view(document, titles, project.schema, language, page_words(language))
                return _whole(language, name=name, prefix=prefix, receipt=document, view=view, intact=intact)
        except NotFound:
            return _page("missing.html", language, 404, name=name, prefix=prefix)

    @router.get("/receipts/{receipt_id}/others")
    def others(receipt_id: str) -> JSONResponse:
        with project.reading(ReceiptId(receipt_id)) as (document, _):
            return JSONResponse(other_items(document, project.items))

    return router


def _whole(language: str, **shown: Any) -> HTMLResponse:
    """A receipt's page. Raises LookupError where the receipt lacks something that the page shows."""
    try:
        return _page("receipt.html", language, **shown)
    except UndefinedError as error:
        raise LookupError(str(error)) from error


def _list_of_projects(projects: Mapping[str, PageProject]) -> APIRouter:
    router = APIRouter(default_response_class=HTMLResponse)
    named = [(prefix, project.settings.project.name) for prefix, project in projects.items()]

    @router.get("/")
    def listed(request: Request, lang: str | None = None) -> HTMLResponse:
        return _page("projects.html", _language(request, lang), name="", projects=named)

    return router


def _language(request: Request, asked: str | None) -> str:
    return choose_language(asked, request.headers.get("accept-language", ""), page_languages())


def _page(template: str, language: str, status: int = 200, **values: Any) -> HTMLResponse:
    words = page_words(language)
    html = _TEMPLATES.get_template(template).render(language=language, words=words, **values)
    return HTMLResponse(html, status)


def _page_data(
    project: PageProject,
    prefix: str,
    suggestions: Sequence[Suggestion],
    language: str,
    user: str | None = None,
) -> dict[str, Any]:
    """What the page's script starts from."""
    return {
        "user": user,
        "prefix": prefix,
        "language": language,
        "words": {code: page_words(code) for code in page_languages()},
        "fields": field_data(project.schema),
        "category": project.schema.category_field,
        "suggestions": [{"text": s.text, "language": s.language, "shows": s.shows} for s in suggestions],
    }


def field_data(schema: Schema) -> dict[str, Any]:
    """How the script names and shows the values of each public field."""
    return {
        field.name: {
            "type": field.type,
            "labels": {code: field.label(code) for code in page_languages()},
            "units": {code: unit_word(field, code) for code in page_languages()} if field.unit else {},
            "values": {
                value: {code: words[0] for code, words in labels.items() if words}
                for value, labels in field.values.items()
            },
        }
        for field in schema.fields.values()
        if field.public
    }


def unit_word(field: Field, language: str) -> str:
    """How the language writes the field's unit after a number: "kg", "jam"."""
    return show_number(2, field.unit, language).removeprefix("2").strip()
