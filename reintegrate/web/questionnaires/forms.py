"""A questionnaire being entered: lines of text, a question or an answer each, in two languages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from reintegrate.models.questionnaire import Questionnaire, Scoring
from reintegrate.models.questionnaire_outline import Outline
from reintegrate.web.ui.fields import LINE, Choice, LongText, Number, Text
from reintegrate.web.ui.forms import CreateForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l

MOST_QUESTIONS, MOST_POINTS, LONGEST_LINE = 30, 11, 300


class QuestionnaireForm(CreateForm):
    name_vi = Text(_l("Name in Vietnamese"), longest=LINE)
    name_en = Text(_l("Name in English"), longest=LINE)
    source = LongText(
        _l("Source and licence"),
        longest=1000,
        hint=_l("Where the questions come from, what allows their use, and who checked the words."),
    )
    questions_vi = LongText(_l("Questions in Vietnamese, one a line"), longest=6000)
    questions_en = LongText(_l("The same questions in English, one a line"), longest=6000)
    lowest = Number(_l("Number of the first answer"), low=0, high=10, default=1)
    points_vi = LongText(_l("Answers in Vietnamese, one a line, the hardest first"), longest=2000)
    points_en = LongText(_l("The same answers in English, one a line"), longest=2000)
    scoring = Choice(_l("How answers count"), default=str(Scoring.EACH))

    whole: Mapping[str, int] = MappingProxyType({})
    """How many lines of what, where the instrument is known."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Both languages ask the same number of things."""
        in_shape = bool(super().validate(extra_validators))
        return (
            self._pairs_match("questions", 1, MOST_QUESTIONS)
            & (self._pairs_match("points", 2, MOST_POINTS))
            and in_shape
        )

    def _pairs_match(self, what: str, least: int, most: int) -> bool:
        vi, en = lines(self[f"{what}_vi"].data), lines(self[f"{what}_en"].data)
        if self[f"{what}_vi"].errors or self[f"{what}_en"].errors:
            return False
        whole = self.whole.get(what, len(vi))
        if len(vi) != whole:
            words = gettext("This instrument has %(n)s: copy them all.", n=whole)
            self.refuse(words, f"{what}_vi")
        elif not least <= len(vi) <= most:
            words = gettext("Write from %(least)s to %(most)s lines.", least=least, most=most)
            self.refuse(words, f"{what}_vi")
        elif len(vi) != len(en):
            words = gettext("Write as many lines as in Vietnamese: %(n)s.", n=len(vi))
            self.refuse(words, f"{what}_en")
        elif any(len(line) > LONGEST_LINE for line in (*vi, *en)):
            self.refuse(
                gettext("A line has at most %(n)s characters.", n=LONGEST_LINE), f"{what}_vi"
            )
        else:
            return True
        return False

    def expect(self, outline: Outline) -> None:
        """Say of how many lines the instrument is, and hold it to that."""
        self.whole = {"questions": outline.items, "points": outline.answers}
        for what, number in self.whole.items():
            self[f"{what}_vi"].description = gettext("%(n)s lines", n=number)

    def content(self) -> dict[str, Any]:
        questions = zip(lines(self.questions_vi.data), lines(self.questions_en.data), strict=True)
        points = zip(lines(self.points_vi.data), lines(self.points_en.data), strict=True)
        first = self.lowest.data
        return {
            "name_vi": self.name_vi.data,
            "name_en": self.name_en.data,
            "source": self.source.data,
            "scoring": Scoring(self.scoring.data),
            "questions": [
                {"code": f"q{place}", "vi": vi, "en": en}
                for place, (vi, en) in enumerate(questions, start=1)
            ],
            "points": [
                {"value": value, "vi": vi, "en": en}
                for value, (vi, en) in enumerate(points, start=first)
            ],
        }


def begun(outline: Outline) -> dict[str, Any]:
    """Everything but the words."""
    kept = ("name_vi", "name_en", "source", "lowest")
    return {name: getattr(outline, name) for name in kept} | {"scoring": str(outline.scoring)}


def known(of: Questionnaire) -> dict[str, Any]:
    """What a next revision begins with."""
    return {
        "name_vi": of.name_vi,
        "name_en": of.name_en,
        "source": of.source,
        "scoring": str(of.scoring),
        "lowest": of.lowest,
    } | {
        f"{what}_{tongue}": "\n".join(line[tongue] for line in content)
        for what, content in (("questions", of.questions), ("points", of.points))
        for tongue in ("vi", "en")
    }


def lines(text: Any) -> list[str]:
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]
