"""Yes and take-back at the very same moment: one counts, the other reads it, and nothing fails."""

from contextvars import Context
from threading import Barrier, Thread

from reintegrate.db import db
from reintegrate.models.transfer import TransferStatus
from tests.browser import Browser


def test_two_answers_at_once_leave_one_ward_answering(
    app, minh, tuan, duc_xuan, bac_kan, transfer, case
):
    wards = {TransferStatus.ACCEPTED: bac_kan.id, TransferStatus.WITHDRAWN: duc_xuan.id}
    answers = {"acceptance": Browser(app).sign_in(tuan), "withdrawal": Browser(app).sign_in(minh)}
    forms, address = {}, f"/transfers/{transfer.id}"
    for answer, browser in answers.items():
        page = browser.get(address)
        token = page.select_one(f'form[action$="/{answer}"] [name=csrf_token]')["value"]
        forms[answer] = {"csrf_token": token}
    start, statuses = Barrier(2), []

    def post(answer: str) -> None:
        start.wait()
        response = answers[answer].client.post(f"{address}/{answer}", data=forms[answer])
        statuses.append(response.status_code)

    db.session.commit()
    threads = [Thread(target=Context().run, args=(post, answer)) for answer in answers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses == [302, 302]
    db.session.refresh(transfer)
    db.session.refresh(case)
    assert case.area_id == wards[transfer.status]
    assert not case.transfer_pending
