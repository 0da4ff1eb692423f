"""What a person's word on sharing does, at once, to whatever agencies were asked on its ground."""

from reintegrate.models.agency_consent import AgencyConsent
from reintegrate.models.assignment import SHARING, Assignment, held
from reintegrate.models.case import Case
from reintegrate.models.consent import Consent, has_consent
from reintegrate.models.reminder import stop_reminders
from reintegrate.models.user import User

BY_CONSENT = Assignment.ground_code.is_(None)
"""What a law lets an agency be told does not hang on the person's yes."""


def answer_consent(case: Case, *, purpose_code: str, given: bool, key: str, by: User) -> Consent:
    """Write down the person's yes or no. A no to sharing ends what agencies see, at once."""
    consent = Consent.record(case, purpose_code=purpose_code, given=given, key=key, by=by)
    _stop_sharing(case, by=by)
    stop_reminders(case, by=by)
    return consent


def withdraw_consent(consent: Consent, *, by: User) -> None:
    """Take a yes back, in one transaction with whatever agencies were asked on its ground."""
    consent.withdraw(by=by)
    _stop_sharing(consent.case, by=by)
    stop_reminders(consent.case, by=by)


def withdraw_agency_consent(consent: AgencyConsent, *, by: User) -> None:
    """The same for one agency; the others go on."""
    consent.withdraw(by=by)
    of_agency = Assignment.agency_id == consent.agency_id
    for assignment in held(Assignment.case_id == consent.case_id, of_agency, BY_CONSENT):
        assignment.withdraw(by=by)


def _stop_sharing(case: Case, *, by: User) -> None:
    if not has_consent(case, SHARING):
        for assignment in held(Assignment.case_id == case.id, BY_CONSENT):
            assignment.withdraw(by=by)
