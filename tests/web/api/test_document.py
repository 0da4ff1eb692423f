"""The document: valid OpenAPI 3.1, whole, in both languages, and every answer is as it says."""

import json
import re

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from reintegrate.db import today
from reintegrate.models.api_token import Grant
from reintegrate.models.period import PeriodKind, ended_periods
from reintegrate.models.report import Report
from tests import cast

pytestmark = pytest.mark.either_database

PATHS = {
    "/",
    "/openapi.json",
    "/me",
    "/areas",
    "/catalogues/{catalogue}",
    "/caseload",
    "/cases/{case_id}",
    "/due",
    "/counts",
    "/reports",
    "/reports/{report_id}",
}


def test_it_is_valid_and_speaks_of_every_address(ask, app):
    told = ask("/openapi.json")
    validate(told)

    assert told["openapi"].startswith("3.1")
    assert set(told["paths"]) == PATHS
    assert {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api")} == {
        "/api/v1" + re.sub(r"{(\w+_id)}", r"<int:\1>", path).replace("{c", "<c").replace("e}", "e>")
        for path in PATHS
    }


def test_it_says_what_is_in_no_answer_in_both_languages(ask):
    vietnamese = ask("/openapi.json")["info"]["description"]
    english = ask("/openapi.json?lang=en")["info"]["description"]

    assert "số điện thoại" in vietnamese
    assert "phones" in english


def test_every_answer_is_as_the_document_says(ask, lan, binh, duc_xuan, minh):
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    report = Report.begin(
        duc_xuan, ended_periods(PeriodKind.coded("month"), today(), 1)[0], by=minh
    )
    report.submit(because="", by=minh)
    document = ask("/openapi.json")
    everything = Resource(contents=document, specification=DRAFT202012)
    registry = Registry().with_resource("document", everything)
    asked = 0
    for who in (lan, minh, binh):
        ask.reading(who, *Grant)
        for path, item in document["paths"].items():
            address = path.format(case_id=case.id, report_id=report.id, catalogue="closure_outcome")
            status = 403 if who is binh and path in BARRED else 200
            answer = ask(address, status)
            schema = schema_for(document, item["get"], status)
            Draft202012Validator(schema, registry=registry).validate(answer)
            asked += 1
    assert asked == 3 * len(PATHS)


BARRED = {"/caseload", "/cases/{case_id}", "/due"}


def schema_for(document, operation, status):
    answer = operation["responses"][str(status)]
    if "$ref" in answer:
        answer = document["components"]["responses"][str(status)]
    (content,) = answer["content"].values()
    text = json.dumps(content["schema"]).replace('"#/', '"document#/')
    return json.loads(text)


def test_what_has_not_changed_is_not_sent_again(ask, lan):
    ask("/openapi.json")
    tag = ask.answer.headers["ETag"]
    again = ask.open("/api/v1/openapi.json", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")

    ask.reading(lan)
    ask("/areas?on=2025-07-02")
    assert ask.answer.headers["ETag"]
    ask("/me")
    assert "ETag" not in ask.answer.headers
