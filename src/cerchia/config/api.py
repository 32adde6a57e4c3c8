"""The JSON interface, joined from the rooms. Mounted at `/api/v1/`."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from cerchia.access.api import Session, Token, not_here, say_refusals_in_json
from cerchia.circles.api import router as circles
from cerchia.composing.api import router as composing
from cerchia.desk.api import router as desk
from cerchia.funds.api import router as funds
from cerchia.jobs.api import router as jobs
from cerchia.network.api import router as network
from cerchia.network.api_tables import router as tables
from cerchia.projects.api import router as projects
from cerchia.selection.api import router as selection
from cerchia.support.api import router as support

METHODS = ("get", "post", "put", "patch", "delete")


class OwnPages(DocsBase):
    """The documentation as a page of ours: no script and nothing from elsewhere."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        schema = api.get_openapi_schema(path_params=kwargs)
        context = {
            "schema": schema,
            "operations": list(_operations(schema)),
            "shapes": [
                (name, _fields(shape)) for name, shape in schema["components"]["schemas"].items()
            ],
        }
        return render(request, "config/api.html", context)


def _operations(schema: Any) -> Iterator[dict[str, Any]]:
    """Each operation with what goes in and what comes out, in the order of the rooms."""
    for path, item in schema["paths"].items():
        for method in METHODS:
            if method in item:
                yield {"method": method.upper(), "path": path, **_described(item[method], schema)}


def _described(said: Any, schema: Any) -> dict[str, Any]:
    return {
        "about": said.get("description") or said.get("summary", ""),
        "parameters": said.get("parameters", ()),
        "takes": list(_bodies(said.get("requestBody", {}), schema)),
        "gives": [
            (status, list(_bodies(answer, schema))) for status, answer in said["responses"].items()
        ],
    }


def _bodies(part: Any, schema: Any) -> Iterator[dict[str, Any]]:
    """Content type and fields of each body."""
    for kind, content in part.get("content", {}).items():
        found = content.get("schema", {})
        name = found.get("$ref", "").rpartition("/")[2]
        shape = schema["components"]["schemas"].get(name, found)
        yield {"kind": kind, "fields": _fields(shape)}


def _fields(shape: Any) -> list[tuple[str, str, bool]]:
    """Name, kind and whether it must be there, of each field."""
    needed = set(shape.get("required", ()))
    return [
        (field, _kind_of(about), field in needed)
        for field, about in shape.get("properties", {}).items()
    ]


def _kind_of(about: Any) -> str:
    """The type of a field in one word or a few."""
    if "$ref" in about:
        return str(about["$ref"].rpartition("/")[2])
    if "anyOf" in about:
        return " | ".join(_kind_of(one) for one in about["anyOf"])
    if about.get("type") == "array":
        return f"[{_kind_of(about.get('items', {}))}]"
    if "enum" in about:
        return " | ".join(f'"{one}"' for one in about["enum"])
    return str(about.get("format") or about.get("const") or about.get("type", "any"))


api = NinjaAPI(
    title="Cerchia",
    version="1",
    description="Circles, funds and paths. The same rules as the pages.",
    urls_namespace="api",
    auth=[Token(), Session()],
    docs=OwnPages(),
)
say_refusals_in_json(api)
for router in (
    desk,
    circles,
    composing,
    projects,
    funds,
    jobs,
    network,
    selection,
    support,
    tables,
):
    api.add_router("", router)


def unknown(_request: HttpRequest, rest: str = "") -> JsonResponse:  # noqa: ARG001
    """An address of the interface that is none."""
    return not_here()
