"""Loads the questionnaires of seeds/reference/questionnaires, a file each. Those that are there
stay as they are, and so does which one is in use."""

import tomllib
from collections.abc import Callable

from sqlalchemy import select

from reintegrate.db import db
from reintegrate.models.questionnaire import Questionnaire, Scoring
from reintegrate.paths import seeds_dir


def load_questionnaires(count: Callable[..., None]) -> None:
    files = sorted((seeds_dir() / "reference" / "questionnaires").glob("*.toml"))
    columns = select(Questionnaire.code, Questionnaire.revision)
    held = {(code, revision) for code, revision in db.session.execute(columns)}
    codes = {code for code, _ in held}
    added = 0
    for file in files:
        content = tomllib.loads(file.read_text("utf-8"))
        if (content["code"], content["revision"]) in held:
            continue
        content["scoring"] = Scoring(content["scoring"])
        key = f"{content['code']}:{content['revision']}"
        db.session.add(Questionnaire(key=key, in_use=content["code"] not in codes, **content))
        added += 1
    db.session.flush()
    count(Questionnaire.__tablename__, added=added, kept=len(files) - added)
