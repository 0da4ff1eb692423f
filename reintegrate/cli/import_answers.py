"""The columns with a fixed set of answers: whatever a register calls them, the code they mean."""

from collections.abc import Iterator

from reintegrate.cli.import_cells import Unclear
from reintegrate.models.catalogue import (
    CatalogueEntry,
    NoNextDateReason,
    PaperKind,
    RehabilitationKind,
    Relation,
    choices,
)
from reintegrate.models.intake_answers import NO, YES, Employment
from reintegrate.models.names import fold
from reintegrate.models.person import PhoneOwner, Sex
from reintegrate.web.ui.i18n import LANGUAGES, language
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.labels import LABELS

MORE_WORDS: dict[str, dict[str, str]] = {
    "sex": {
        "nam": Sex.MALE,
        "nữ": Sex.FEMALE,
        "male": Sex.MALE,
        "female": Sex.FEMALE,
        "m": Sex.MALE,
        "f": Sex.FEMALE,
        "trai": Sex.MALE,
        "gái": Sex.FEMALE,
        "không rõ": Sex.UNSTATED,
    },
    "paper_kind": {
        "cccd": "citizen_id",
        "cc": "citizen_id",
        "căn cước": "citizen_id",
        "căn cước công dân": "citizen_id",
        "thẻ căn cước": "citizen_id",
        "citizen card": "citizen_id",
        "chứng minh nhân dân": "old_id",
        "old card": "old_id",
        "hc": "passport",
        "giấy khai sinh": "birth_certificate",
        "khác": "other",
    },
    "kind": {
        "bắt buộc": "compulsory",
        "cnbb": "compulsory",
        "cai bắt buộc": "compulsory",
        "compulsory": "compulsory",
        "tự nguyện tại gia đình": "voluntary_home",
        "tại gia đình": "voluntary_home",
        "voluntary at home": "voluntary_home",
        "tự nguyện tại cộng đồng": "voluntary_community",
        "tại cộng đồng": "voluntary_community",
        "voluntary in the community": "voluntary_community",
        "tự nguyện tại cơ sở": "voluntary_centre",
        "voluntary at a centre": "voluntary_centre",
        "tự nguyện tại cơ sở cai nghiện": "voluntary_centre",
        "methadone": "substitution",
        "điều trị thay thế": "substitution",
        "thay thế": "substitution",
    },
    "phone_owner": {
        "của mình": PhoneOwner.OWN,
        "bản thân": PhoneOwner.OWN,
        "chính chủ": PhoneOwner.OWN,
        "own": PhoneOwner.OWN,
        "người nhà": PhoneOwner.FAMILY,
        "gia đình": PhoneOwner.FAMILY,
        "family": PhoneOwner.FAMILY,
        "hàng xóm": PhoneOwner.NEIGHBOUR,
        "neighbour": PhoneOwner.NEIGHBOUR,
        "khác": PhoneOwner.OTHER,
        "other": PhoneOwner.OTHER,
        "người khác": PhoneOwner.OTHER,
    },
    "relation": {
        "cha": "father",
        "ba": "father",
        "vợ": "spouse",
        "chồng": "spouse",
        "anh": "sibling",
        "chị": "sibling",
        "em": "sibling",
        "anh trai": "sibling",
        "em trai": "sibling",
        "chị gái": "sibling",
        "em gái": "sibling",
        "ông": "grandparent",
        "bà": "grandparent",
        "con trai": "child",
        "con gái": "child",
        "người giám hộ": "legal_guardian",
        "giám hộ": "legal_guardian",
        "guardian": "legal_guardian",
        "wife": "spouse",
        "người đại diện": "legal_guardian",
        "husband": "spouse",
        "khác": "other",
    },
    "employment": {
        "có việc làm": Employment.WORKING,
        "có": Employment.WORKING,
        "đi làm": Employment.WORKING,
        "không ổn định": Employment.UNSTEADY,
        "có việc làm không ổn định": Employment.UNSTEADY,
        "việc làm không ổn định": Employment.UNSTEADY,
        "đang học": Employment.STUDYING,
        "học sinh": Employment.STUDYING,
        "at school": Employment.STUDYING,
        "working": Employment.WORKING,
        "not working": Employment.NOT_WORKING,
        "chưa có việc làm": Employment.NOT_WORKING,
        "không có việc làm": Employment.NOT_WORKING,
        "thất nghiệp": Employment.NOT_WORKING,
        "không": Employment.NOT_WORKING,
    },
    "yes_no": {
        "có": YES,
        "x": YES,
        "yes": YES,
        "y": YES,
        "không": NO,
        "no": NO,
        "n": NO,
        "k": NO,
        "ko": NO,
        "chưa": NO,
    },
}
"""As registers write them, beside the names of catalogue and label. Without accents they are
understood too, except where a word would then mean two things."""

NAMED: dict[str, type[CatalogueEntry]] = {
    "paper_kind": PaperKind,
    "kind": RehabilitationKind,
    "relation": Relation,
    "no_next": NoNextDateReason,
}
LABELLED = {"sex": Sex, "phone_owner": PhoneOwner, "employment": Employment}
YES_OR_NO = frozenset({"may_name_service", "represents", "minor"})
CHOSEN = frozenset({*NAMED, *LABELLED, *YES_OR_NO})
ENDED_HERE = frozenset({"term_ended", "closed", "moved"})
"""Reasons for no next contact of cases that are not under way here."""


class Answers:
    """What may stand in the columns with a fixed set of answers, looked up once for all rows."""

    def __init__(self) -> None:
        self.exact: dict[str, dict[str, str]] = {}
        self.folded: dict[str, dict[str, str]] = {}
        for column in CHOSEN:
            known = list(self._words(column))
            codes: dict[str, set[str]] = {}
            for text, code in known:
                codes.setdefault(fold(text), set()).add(code)
            self.exact[column] = {text.lower(): code for text, code in known}
            self.folded[column] = {text: min(one) for text, one in codes.items() if len(one) == 1}

    def code_of(self, column: str, text: str) -> str:
        """Raises Unclear."""
        said = text.rstrip(". ")
        found = self.exact[column].get(said.lower()) or self.folded[column].get(fold(said))
        if found is None:
            offered = "; ".join(name for _code, name in self._offered(column))
            raise Unclear(
                _("“%(said)s” is not one of: %(offered)s.", said=text[:40], offered=offered)
            )
        return found

    def _offered(self, column: str) -> list[tuple[str, str]]:
        if column in YES_OR_NO:
            return [(YES, _("Yes")), (NO, _("No"))]
        if column in LABELLED:
            return [(str(code), str(name)) for code, name in LABELS[LABELLED[column]].items()]
        return named(column, language())

    def _words(self, column: str) -> Iterator[tuple[str, str]]:
        offered = dict(self._offered(column))
        yield from ((name, code) for code, name in offered.items())
        more = MORE_WORDS.get("yes_no" if column in YES_OR_NO else column, {})
        yield from ((text, code) for text, code in more.items() if code in offered)
        if column in NAMED:
            for locale in LANGUAGES:
                yield from ((name, code) for code, name in named(column, locale))


def named(column: str, locale: str) -> list[tuple[str, str]]:
    unfit = ENDED_HERE if column == "no_next" else frozenset()
    return [(code, name) for code, name in choices(NAMED[column], locale) if code not in unfit]
