"""The administrator sees whether time does its work; nobody else does."""

import pytest

from reintegrate.cli.jobs import JOBS
from reintegrate.models.job import run
from reintegrate.web.ui.news_labels import JOB_WORDS

pytestmark = pytest.mark.either_database


def test_it_warns_until_the_command_runs(browser, admin):
    page = browser.sign_in(admin).get("/admin/jobs")
    assert page.select_one(".notice.late")

    assert not [outcome for _, outcome in run(JOBS) if isinstance(outcome, Exception)]

    page = browser.get("/admin/jobs")
    assert not page.select_one(".notice.late")
    assert len(page.select("tbody tr")) >= len(JOBS)


def test_a_worker_does_not(browser, lan):
    browser.sign_in(lan).get("/admin/jobs", expect=403)


def test_every_job_has_its_words():
    assert {job.name for job in JOBS} == set(JOB_WORDS)
