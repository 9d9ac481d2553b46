"""The OpenAPI document: ninja's, with our problem answers, examples and the asked language put in."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from surga.core.cases.states import STATUSES
from surga.doors.api.answers import words
from surga.doors.api.answers.problems import MEDIA_TYPE, type_of
from surga.doors.api.answers.shapes import Problem
from surga.doors.api.describe.examples import ANSWERS, BODIES
from surga.doors.api.operations.api import api

TAGS = {
    "cases": _("Warga: membuat laporan dan mengikutinya"),
    "officers": _("Petugas: daftar dan tindakan"),
    "register": _("Daftar publik"),
    "figures": _("Angka-angka"),
    "exchange": _("Pertukaran dengan pemerintah lain"),
}
_SECURITY = {
    "CaseToken": _("Authorization: Case <token>, token yang diterima saat membuat laporan."),
    "OfficerToken": _("Authorization: Bearer <token>, token pribadi petugas dari “surga token NAMA”."),
    "PartnerToken": _("Authorization: Bearer <token>, token akun pemerintah lain."),
}
#: The code of the problem that stands as the example of its status.
_TYPICAL = {
    400: "json_invalid",
    401: "credentials_missing",
    403: "not_allowed",
    404: "code_unknown",
    409: "move_refused",
    413: "body_too_large",
    415: "content_type_unknown",
    422: "text_empty",
    429: "too_many_requests",
    500: "fault",
    503: "database_busy",
    507: "disk_full",
}
_METHODS = ("get", "post")
_SPOKEN = frozenset({"summary", "description"})


def document() -> dict[str, Any]:
    """The whole document in the active language; made once for each."""
    return _document((get_language() or "id")[:2], settings.PUBLIC_URL)


@lru_cache(maxsize=4)
def _document(_language: str, public_url: str) -> dict[str, Any]:
    # A copy: parts of ninja's document are the operations' own.
    made: dict[str, Any] = deepcopy(dict(api.get_openapi_schema(path_prefix="/api/v1")))
    made["servers"] = [{"url": public_url}]
    made["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    components = made["components"]
    for name, text in _SECURITY.items():
        components["securitySchemes"][name]["description"] = text
    components["schemas"] |= _problem_schemas()
    for schema in components["schemas"].values():
        schema.pop("description", None)  # our docstrings, in one language
    components["responses"] = {f"Problem{status}": _problem(status) for status in _TYPICAL}
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            if method in _METHODS:
                _complete(operation, path)
    translated: dict[str, Any] = _translated(made)
    return translated


def _problem_schemas() -> dict[str, Any]:
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    return {**schema.pop("$defs"), "Problem": schema}


def _complete(operation: dict[str, Any], path: str) -> None:
    """Fill in the problem answers that the operation named, and examples of what is sent and answered."""
    answers = operation["responses"]
    for status, answer in list(answers.items()):
        if answer.pop("problem", False):
            answers[status] = {"$ref": f"#/components/responses/Problem{status}"}
        elif example := ANSWERS.get(operation["operationId"]):
            answer["content"]["application/json"]["example"] = example
    operation["responses"] = {str(status): answers[status] for status in sorted(answers, key=int)}
    if operation["operationId"] in BODIES:
        operation["requestBody"]["content"]["application/json"]["example"] = BODIES[operation["operationId"]]
    if "{code}" in path:
        code = next(each for each in operation["parameters"] if each["name"] == "code")
        code |= {"description": _("Nomor laporan."), "example": "KDR-2206-7Q4KX"}


def _problem(status: int) -> dict[str, Any]:
    code = _TYPICAL[status]
    sentence = words.say(code, status=STATUSES[0], move="answer")
    path = "text" if status == 422 else ""
    example = {
        "type": type_of(code),
        "title": words.title_of(status),
        "status": status,
        "detail": sentence,
        "errors": [{"path": path, "code": code, "detail": sentence}],
    }
    schema = {"$ref": "#/components/schemas/Problem"}
    answer: dict[str, Any] = {
        "description": f"{HTTPStatus(status).phrase}: {words.title_of(status)}",
        "content": {MEDIA_TYPE: {"schema": schema, "example": example}},
    }
    if status in (429, 503):
        seconds = {"schema": {"type": "integer"}, "description": _("Coba lagi setelah sekian detik.")}
        answer["headers"] = {"Retry-After": seconds}
    return answer


def _translated(part: Any) -> Any:
    """The same with every summary and description in the active language."""
    if isinstance(part, list):
        return [_translated(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {key: _said(value) if key in _SPOKEN else _translated(value) for key, value in part.items()}


def _said(value: Any) -> Any:
    # gettext("") is the catalogue's own head.
    return gettext(value) if isinstance(value, str) and value else _translated(value)
