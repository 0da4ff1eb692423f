"""Every address of the app that carries a record's number, and who may go there."""

from collections.abc import Iterator
from typing import NamedTuple

from flask import Flask, url_for

from tests.trust.scenery import Side

RECORDS = {
    "case_id": ["case", "unassigned", "moving", "ended", "moved"],
    "need_id": ["need"],
    "consent_id": ["consent"],
    "benefit_id": ["benefit"],
    "plan_id": ["plan"],
    "goal_id": ["goal"],
    "step_id": ["step"],
    "reply_id": ["reply"],
    "attachment_id": ["attachment"],
    "fact_id": ["fact"],
    "questionnaire_id": ["questionnaire"],
    "contact_id": ["contact"],
    "rhythm_id": ["rhythm"],
    "set_id": ["set"],
    "act_id": ["act"],
    "helper_id": ["helper"],
    "team_id": ["team"],
    "member_id": ["member"],
    "assignment_id": ["offered", "accepted", "declined", "finished", "withdrawn"],
    "intake_id": ["draft", "submitted", "returned"],
    "agency_id": ["agency"],
    "agency_consent_id": ["agency_consent"],
    "appointment_id": ["appointment"],
    "cluster_id": ["cluster"],
    "cluster_task_id": ["cluster_task"],
    "transfer_id": ["transfer", "refused", "gone"],
    "stay_id": ["stay"],
    "user_id": ["user"],
    "session_id": ["session"],
    "token_id": ["api_token"],
    "device_id": ["offline_device"],
    "reminder_id": ["reminder"],
    "cover_id": ["cover"],
    "leave_id": ["leave"],
    "document_id": ["paper", "issued_paper"],
    "file_id": ["paper_file"],
    "signer_id": ["signer"],
    "kind_id": ["kind"],
    "deadline_id": ["deadline"],
    "rule_id": ["rule"],
    "year_id": ["year"],
    "clock_id": ["clock"],
    "information_id": ["request", "offer", "handled", "concern"],
    "activity_id": ["talk"],
    "task_id": ["task"],
    "inquiry_id": ["inquiry"],
    "reveal_id": ["reveal"],
    "request_id": ["data_request"],
    "breach_id": ["breach"],
    "reassignment_id": ["reassignment"],
    "joining_id": ["joining"],
    "report_id": ["report", "returned_report"],
    "indicator_id": ["indicator"],
    "person_id": ["joined"],
    "other_id": ["joined"],
    "template_id": ["template"],
    "change_id": ["area_change"],
}
"""Whose numbers stand in an address, by the name of the number."""

OTHER_PARTS = {
    "name": ["who", "papers", "residence", "family", "rehabilitation", "work", "needs", "consents"],
    "catalogue": ["case_status"],
    "topic": ["roles", "privacy"],
    "figure": ["activities"],
    "mark": ["nobodys"],
    "handle": ["nobodys"],
    "key": ["nobodys"],
    "code": ["own_plain"],
    "token": ["nobodys"],
    "paper": ["1000000000000000"],
    "ending": ["docx", "pdf"],
    "counted": ["opening", "loans"],
    "place": ["2025-pause-prison"],
    "outcome": ["not_home"],
    "kind_code": ["month_15"],
    "ground": ["urgent_health"],
    "detail": ["officer"],
    "clock": ["delete"],
    "piece": ["template", "sample", "sample_pdf"],
}


class Address(NamedTuple):
    endpoint: str
    methods: frozenset[str]
    record: str | None
    """The scenery's name for the record whose number stands in the address."""
    values: tuple[tuple[str, str | int], ...]

    def path(self, app: Flask, number: int | None = None) -> str:
        values = {
            name: number if name.endswith("_id") and number is not None else value
            for name, value in self.values
        }
        with app.test_request_context():
            return url_for(self.endpoint, **values)


def addresses(app: Flask, side: Side) -> Iterator[Address]:
    """Every endpoint with each of this side's records. A number of a new kind is a KeyError."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        methods = frozenset(rule.methods or ()) - {"HEAD", "OPTIONS"}
        numbers = [name for name in rule.arguments if name.endswith("_id")]
        others = [name for name in rule.arguments if name not in numbers]
        for record in RECORDS[numbers[0]] if numbers else [None]:
            for other in OTHER_PARTS[others[0]] if others else [""]:
                values: dict[str, str | int] = {name: side.ids[record] for name in numbers}
                values |= {name: other for name in others}
                yield Address(rule.endpoint, methods, record, tuple(values.items()))
