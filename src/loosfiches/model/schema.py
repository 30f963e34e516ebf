"""The model -> JSON Schema (draft-07, which editors know best), with French descriptions and the classeur's words.

`enumDescriptions`, `errorMessage` and `patternErrorMessage` are no part of JSON Schema: VS Code and others show them.
"""

import json
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import JsonSchemaValue

from loosfiches.model.needs import DRAFT, TABLE, Need
from loosfiches.model.reading import KINDS, VERSION, Lists
from loosfiches.model.texts import list_schema

DRAFT_07 = "http://json-schema.org/draft-07/schema#"
#: The types of a value that is not null.
FILLED = ["string", "number", "boolean", "array", "object"]


def schemas(lists: Lists) -> Mapping[str, str]:
    """Return the text of each kind's schema; `lists` holds the words that this classeur allows."""
    return {kind: _text(schema(kind, lists)) for kind in KINDS}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def schema(kind: str, lists: Lists) -> JsonSchemaValue:
    """Return the schema of one kind of document."""
    made = KINDS[kind].model_json_schema(by_alias=True)
    body = _plain(made, lists)
    body["properties"]["schema"] = {**body["properties"]["schema"], "const": f"{kind}/{VERSION}"}
    return {"$schema": DRAFT_07, **body, "allOf": [_rule(need) for need in TABLE[kind]]}


def _plain(value: Any, lists: Lists) -> Any:
    """Return pydantic's schema without its titles and defaults, empty values allowed, our lists in place.

    What a part says of itself in English goes too: editors would show it instead of the field's description.
    """
    if isinstance(value, list):
        return [_plain(item, lists) for item in value]
    if not isinstance(value, dict):
        return value
    if "anyOf" in value:  # « X or null »: what is left empty says nothing, and is no fault
        filled = next(item for item in value["anyOf"] if item != {"type": "null"})
        rest = {key: item for key, item in value.items() if key not in {"anyOf", "default", "title"}}
        return _optional({**_plain(filled, lists), **rest})
    if "x-words" in value:
        return list_schema(lists[value["x-words"]])
    if value.get("type") == "array" and "default" in value:
        return _optional({**_array(value, lists), "description": value["description"]})
    english = {"title", "description"} if "properties" in value else {"title"}
    kept = {key: item for key, item in value.items() if key not in english or not isinstance(item, str)}
    return {key: _plain(item, lists) for key, item in kept.items() if key != "default"}


def _array(value: JsonSchemaValue, lists: Lists) -> JsonSchemaValue:
    return {"type": "array", "items": _plain(value["items"], lists)}


def _optional(value: JsonSchemaValue) -> JsonSchemaValue:
    """Return a schema that an empty key satisfies too."""
    if "$ref" in value:
        reference = {"$ref": value["$ref"]}
        rest = {key: item for key, item in value.items() if key != "$ref"}
        return {**rest, "anyOf": [reference, {"type": "null"}]}
    if "type" in value:
        kinds = value["type"] if isinstance(value["type"], list) else [value["type"]]
        return {**value, "type": [*kinds, "null"]}
    if "enum" in value:
        meanings = [*value["enumDescriptions"], "Vide : rien n’est dit."]
        return {**value, "enum": [*value["enum"], None], "enumDescriptions": meanings}
    return value


def _rule(need: Need) -> JsonSchemaValue:
    """Return « in force, and concerned: one of the fields is filled » in JSON Schema; for a draft, « is there »."""
    lacking = f"il manque « {' / '.join(need.fields)} »" + (f" ({need.least} au moins)" if need.least > 1 else "")
    if need.state == DRAFT:
        return {"required": list(need.fields), "errorMessage": lacking}
    concerned: list[JsonSchemaValue] = [{"properties": {"etat": {"const": "en_vigueur"}}, "required": ["etat"]}]
    if need.where:
        concerned.append({"anyOf": [_holds(field, words) for field, words in need.where.items()]})
    if need.unless:
        concerned.append({"not": {"anyOf": [_holds(field, words) for field, words in need.unless.items()]}})
    message = {"errorMessage": f"document en vigueur : {lacking}"}
    value = {"type": FILLED, **({"minItems": need.least} if need.least > 1 else {}), **message}
    filled = [{"required": [field], "properties": {field: value}, **message} for field in need.fields]
    return {"if": {"allOf": concerned}, "then": filled[0] if len(filled) == 1 else {"anyOf": filled}}


def _holds(field: str, words: tuple[str, ...]) -> JsonSchemaValue:
    """Return the schema of « this field has one of these words », for a field that is one value or a list."""
    value: JsonSchemaValue = {"type": FILLED}
    if words:
        value = {"anyOf": [{"enum": list(words)}, {"type": "array", "contains": {"enum": list(words)}}]}
    return {"required": [field], "properties": {field: value}}
