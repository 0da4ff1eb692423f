"""What was said in one breath is one entry of the history."""

from reintegrate.db import at, db, utcnow
from reintegrate.models.consent import Consent

SAID = "Người được hỗ trợ"


def said(case, by, **answers) -> None:
    for purpose, given in answers.items():
        Consent.record(case, purpose_code=purpose, given=given, by=by)
    db.session.commit()


def entries_of_consents(page) -> list[str]:
    found = [entry.get_text(" ", strip=True) for entry in page.select(".entry")]
    return [text for text in found if text.startswith(SAID)]


def test_answers_given_together_stand_together_and_each_is_named(browser, lan, case):
    with at(utcnow()):  # one minute, however slow the machine
        said(case, lan, share_with_agency=True, family_contact=True, reminders=False)

    no, yes = sorted(entries_of_consents(browser.sign_in(lan).get(f"/cases/{case.id}")))

    assert "không đồng ý Nhắc lịch" in no
    assert "Liên lạc với người thân; Chia sẻ với cơ quan" in yes


def test_the_same_said_by_another_hand_stands_alone(browser, lan, khanh, case):
    with at(utcnow()):
        said(case, lan, share_with_agency=True)
        said(case, khanh, family_contact=True)

    found = entries_of_consents(browser.sign_in(lan).get(f"/cases/{case.id}"))

    assert len(found) == 2
