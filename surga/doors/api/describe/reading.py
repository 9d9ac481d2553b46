"""The OpenAPI document laid out for a page: operations by subject, with their fields and answers."""

from __future__ import annotations

import json
from typing import Any

from surga.doors.api.answers import words
from surga.doors.api.answers.happenings import TYPES
from surga.doors.api.describe.document import document as document
from surga.doors.look import sentences
from surga.doors.look.words import label


def page() -> dict[str, Any]:
    """What the template shows."""
    whole = document()
    groups = [
        {"name": tag["name"], "title": tag["description"], "operations": _operations(whole, tag["name"])}
        for tag in whole["tags"]
    ]
    return {
        "info": whole["info"],
        "server": whole["servers"][0]["url"],
        "groups": groups,
        "security": [
            {"name": name, "text": scheme["description"]}
            for name, scheme in whole["components"]["securitySchemes"].items()
        ],
        "happenings": [(code, label("event", name)) for code, name in TYPES.items()],
        "problems": [(code, words.say(code)) for code in sorted({*words.OWN, *sentences.SENTENCES})],
    }


def _operations(whole: dict[str, Any], tag: str) -> list[dict[str, Any]]:
    return [
        _operation(whole, path, method, operation)
        for path, methods in whole["paths"].items()
        for method, operation in methods.items()
        if tag in operation.get("tags", ())
    ]


def _operation(whole: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "description": operation.get("description", ""),
        "tokens": [name for each in operation.get("security", ()) for name in each],
        "open": not operation.get("security") or {} in operation["security"],
        "parameters": [_parameter(each) for each in operation["parameters"]],
        "fields": _fields(whole, body.get("schema", {})),
        "sent": _shown(body.get("example")),
        "answers": [_answer(status, _named(whole, each)) for status, each in operation["responses"].items()],
    }


def _parameter(each: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": each["name"],
        "place": each["in"],
        "required": each.get("required", False),
        "description": each.get("description", ""),
        "choices": each.get("schema", {}).get("examples", ()),
    }


def _fields(whole: dict[str, Any], schema: dict[str, Any], before: str = "") -> list[dict[str, Any]]:
    """The fields of a body, those inside others written with a dot."""
    schema = _resolved(whole, schema)
    found = []
    for name, value in schema.get("properties", {}).items():
        inner = _resolved(whole, value)
        if "properties" in inner:
            found += _fields(whole, inner, f"{before}{name}.")
            continue
        found.append(
            {
                "name": before + name,
                "required": not before and name in schema.get("required", ()),
                "description": value.get("description", ""),
                "choices": value.get("examples", ()),
            }
        )
    return found


def _resolved(whole: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The schema behind a reference, or behind "this or nothing"."""
    for each in schema.get("anyOf", ()):
        if "$ref" in each:
            schema = each
    return _named(whole, schema)


def _named(whole: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """What "#/components/…" stands for, or the part itself."""
    if "$ref" not in part:
        return part
    kind, name = part["$ref"].split("/")[-2:]
    found: dict[str, Any] = whole["components"][kind][name]
    return found


def _answer(status: str, answer: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = next(iter(answer.get("content", {}).values()), {})
    return {
        "status": status,
        "description": answer["description"],
        "example": _shown(content.get("example")) if status < "300" else "",
    }


def _shown(example: Any) -> str:
    return json.dumps(example, indent=2, ensure_ascii=False) if example else ""
