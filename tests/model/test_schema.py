"""The JSON Schemas that editors read: fresh, described in French, and of one mind with the tool."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.model.schema import schemas
from tests.conftest import ROOT, TODAY

OURS = load(Project(ROOT), TODAY)
SCHEMAS = schemas(OURS.classeur.words())


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_schemas_in_the_project_are_those_the_code_makes(kind: str) -> None:
    assert (ROOT / f"fiches/schemas/{kind}.schema.json").read_text(encoding="utf-8") == SCHEMAS[kind]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_field_is_described(kind: str) -> None:
    def undescribed(node: Any, path: str = "") -> list[str]:
        own = [f"{path}/{key}" for key, each in node.get("properties", {}).items() if not each.get("description")]
        return own + [name for key, each in node.get("$defs", {}).items() for name in undescribed(each, key)]

    assert undescribed(json.loads(SCHEMAS[kind])) == []


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_allowed_word_is_explained(kind: str) -> None:
    def closed(node: Any) -> Iterator[Any]:
        if isinstance(node, dict) and "enum" in node:
            yield node
        elif isinstance(node, dict | list):
            for each in node.values() if isinstance(node, dict) else node:
                yield from closed(each)

    schema = json.loads(SCHEMAS[kind])
    for question in closed([schema.get("$defs"), schema["properties"]]):
        assert len(question["enum"]) == len(list(filter(None, question["enumDescriptions"])))


def test_what_a_word_means_is_said_as_the_classeur_defines_it() -> None:
    publics = json.loads(SCHEMAS["fiche"])["properties"]["publics"]["items"]
    meaning = dict(zip(publics["enum"], publics["enumDescriptions"], strict=True))
    assert meaning["riverains"] == "Celles et ceux qui habitent ou travaillent à côté du lieu dont on parle."


@pytest.mark.parametrize(
    "file", [each.file for each in OURS.entries] + ["fiches/classeur.yaml", "fiches/glossaire.yaml"]
)
def test_our_sheets_satisfy_them(file: str) -> None:
    value = yaml.load((ROOT / file).read_text(encoding="utf-8"), _Texts)
    kind = value["schema"].partition("/")[0]
    assert [error.message for error in Draft7Validator(json.loads(SCHEMAS[kind])).iter_errors(value)] == []


def test_a_schema_asks_for_what_a_sheet_in_force_needs() -> None:
    validator = Draft7Validator(json.loads(SCHEMAS["fiche"]))
    sheet = {
        "schema": "fiche/1",
        "code": "A-07",
        "titre": "Café",
        "resume": "Parler.",
        "etat": "brouillon",
        "nature": None,
    }
    assert list(validator.iter_errors(sheet)) == []
    lacking = {str(error.message) for error in validator.iter_errors(sheet | {"etat": "en_vigueur"})}
    assert any("objectifs" in message for message in lacking)


def test_a_schema_takes_numbers_where_the_tool_does() -> None:
    validator = Draft7Validator(json.loads(SCHEMAS["fiche"]))
    sheet = {"schema": "fiche/1", "code": "A-07", "titre": 1984, "resume": "Parler.", "participants": 26}
    assert list(validator.iter_errors(sheet)) == []


def test_a_schema_refuses_unknown_keys_and_words() -> None:
    validator = Draft7Validator(json.loads(SCHEMAS["fiche"]))
    sheet = {"schema": "fiche/1", "code": "A-07", "titre": "Café", "resume": "Parler."}
    assert list(validator.iter_errors(sheet | {"titer": "x"}))
    assert list(validator.iter_errors(sheet | {"niveau": ["concertter"]}))
    assert not list(validator.iter_errors(sheet | {"niveau": ["concertation"]}))


class _Texts(yaml.SafeLoader):
    """Dates stay text, as in editors (YAML 1.2)."""


_Texts.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_the_modeline_of_each_sheet_leads_to_its_schema() -> None:
    for entry in OURS.entries:
        first = entry.source.lines[0]
        path = first.partition("$schema=")[2]
        assert (ROOT / entry.file).parent.joinpath(path).resolve() == Path(
            ROOT / f"fiches/schemas/{entry.kind}.schema.json"
        )
