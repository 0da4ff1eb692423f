"""What the record says of each field that papers print. Only the fields a form asks for are looked
up; what a draft says otherwise goes before it."""

from collections.abc import Callable

from reintegrate.db import today
from reintegrate.models.act import ActKind
from reintegrate.models.case import Case
from reintegrate.models.document import Document
from reintegrate.models.document_kind import BodyKind
from reintegrate.models.person import BirthDate, Sex
from reintegrate.models.plan import Plan
from reintegrate.models.team import TeamPlace
from reintegrate.models.user import Role, User
from reintegrate.web.documents import queries
from reintegrate.web.documents.wording import (
    SEX,
    article,
    basis,
    born,
    default_of,
    ground,
    in_sentence,
    numeric,
    share,
)

Facts = dict[str, str]
BEFORE_THE_TERM = {ActKind.PROPOSED, ActKind.DECIDED}
"""These papers print the term as it was set, the others as it became."""
RELAPSE, LOANS = {"refusal_skills", "counselling", "companion", "club"}, {"loan"}
RECOVERY = {"health_check", "medical_care", "health_insurance", "substitution_treatment"}
LEARNING = {"schooling", "school_fees", "vocational_training"}
LIVELIHOOD = {"job", "public_works", "livelihood"}
PLANNED = (
    ("phong_ngua", RELAPSE),
    ("phuc_hoi", RECOVERY),
    ("hoc_tap", LEARNING),
    ("sinh_ke", LIVELIHOOD),
    ("vay_von", LOANS),
)
"""Fields of the plan's form, and the needs each is about."""
PARTS_OF_PLAN = {
    "suc_khoe": "health",
    "ky_nang": "refusal_skills",
    "kien_thuc": "legal_knowledge",
    "viec_du_kien": "job",
    "nguon_gia_dinh": "own",
    "nguon_khac": "authorities",
    "vay_von": "loan",
}
"""The form's fields that the plan answers itself."""


def facts_of(viewer: User, document: Document) -> Facts:
    """Empty texts are left out: the record does not say."""
    kind = document.kind
    wanted = {field.code for field in kind.asked}
    said = {field: default_of(kind.code, field, document.area) for field in wanted}
    office = "Công an" if viewer.role == Role.WARD_POLICE else "Ủy ban nhân dân"
    said["ben_giao_co_quan"] = f"{office} {in_sentence(document.area)}"
    said["can_cu"] = basis(kind.regime_code)
    known = team(viewer) if document.case is None else of_case(viewer, document, document.case)
    said |= {field: text for field, text in known.items() if text}
    return {field: text for field, text in said.items() if field in wanted and text}


def of_case(viewer: User, document: Document, case: Case) -> Facts:
    wanted = {field.code for field in document.kind.asked}
    said = term(document, case) | reason(viewer, document, case)
    for fields, tell in SOURCES:
        if wanted & fields:
            said |= tell(viewer, case)
    return said


def identity(viewer: User, case: Case) -> Facts:
    person = case.person
    whole, sex, birth = person.name, SEX[person.sex], born(person.birth)
    return {
        "ho_ten": whole.upper(),
        "gioi_tinh": sex,
        "ten_khac": person.other_names,
        "ngay_sinh": birth,
        "tuoi": str(person.age),
        "noi_o": person.address or "",
        "nghe_nghiep": person.occupation,
        "trinh_do": person.education,
        "ben_nhan_ten": whole,
        "ben_nhan_gioi_tinh": sex,
        "ben_nhan_ngay_sinh": birth,
    }


def phone(viewer: User, case: Case) -> Facts:
    return {"ben_nhan_dien_thoai": case.person.phone or ""}


def papers(viewer: User, case: Case) -> Facts:
    paper = queries.paper_of(viewer, case.person)
    if paper is None:
        return {}
    return {
        "giay_to": paper.number,
        "giay_to_ngay": numeric(paper.issued_on),
        "giay_to_noi": paper.issued_by,
        "ben_nhan_giay_to": paper.number,
    }


def family(viewer: User, case: Case) -> Facts:
    """Who represents them, or the first of the family; and each of a curriculum's lines."""
    known = queries.relatives(viewer, case.person)
    said: Facts = {}
    for place, (relative, code, word) in enumerate(known):
        age = age_of(relative.birth_year)
        if place == 0:
            said |= {
                "than_nhan_quan_he": kin(code, word, case.person.sex),
                "than_nhan_ten": relative.name,
                "than_nhan_tuoi": age,
                "than_nhan_nghe": relative.occupation,
                "than_nhan_noi_o": relative.address or "",
            }
        line = {"father": "bo", "mother": "me", "spouse": "vo_chong", "child": "con"}.get(code)
        if line:
            aged = f"{age} tuổi" if age else ""
            parts = (relative.name, aged, relative.occupation, relative.address)
            told = ", ".join(part for part in parts if part)
            said[line] = f"{said[line]}; {told}" if line in said else told
    return said


def kin(code: str, word: str, sex: Sex) -> str:
    """As the form's line goes on: "Họ và tên mẹ"."""
    if code == "spouse" and sex != Sex.UNSTATED:
        return "chồng" if sex == Sex.FEMALE else "vợ"
    return "người đại diện" if code == "legal_guardian" else word.lower()


def age_of(birth_year: int | None) -> str:
    return str(BirthDate(birth_year).age_on(today())) if birth_year else ""


def decision(viewer: User, case: Case) -> Facts:
    """The decision in the file. Whose it is, is only known when the case began in this ward."""
    if not case.decision_number:
        return {}
    begun_here = case.number.startswith(f"{case.area.code}-")
    by = f"Chủ tịch Ủy ban nhân dân {in_sentence(case.area)}" if begun_here else ""
    on = f" ngày {numeric(case.decided_on)}" if case.decided_on else ""
    whole = f"Quyết định số {case.decision_number}{on}" + (f" của {by}" if by else "")
    return {
        "qd_so": case.decision_number,
        "qd_ngay": numeric(case.decided_on),
        "qd_cua": by,
        "qd_goc": whole,
        "qd_quan_ly": whole,
        "van_ban": whole,
    }


def helper(viewer: User, case: Case) -> Facts:
    found = queries.helper(viewer, case)
    if found is None:
        return {}
    named = f"{found.name}, {found.post}" if found.post else found.name
    return {
        "nguoi_giup": found.name,
        "don_vi_giup": found.post,
        "thu_lao": share(found.percent) if found.percent else "",
        "giup_tu": numeric(found.since),
        "giao_cho": f"ông (bà) {named}",
        "phu_trach": f"ông (bà) {named}",
    }


def move(viewer: User, case: Case) -> Facts:
    transfer = queries.newest_transfer(viewer, case)
    if transfer is None:
        return {}
    to = in_sentence(transfer.to_area)
    return {"noi_chuyen_den": f"Công an {to}", "noi_o_moi": f"{transfer.new_address}, {to}"}


def rehabilitation(viewer: User, case: Case) -> Facts:
    word, _, _ = queries.rehabilitation(viewer, case)
    done = f"{word}, {case.rehabilitation_place}" if case.rehabilitation_place else word
    fields = {
        "compulsory": "cai_bat_buoc",
        "substitution": "thay_the",
    }
    return {fields.get(case.rehabilitation_kind_code, "cai_tu_nguyen"): done}


def term(document: Document, case: Case) -> Facts:
    set_once = document.kind.act in BEFORE_THE_TERM
    ends = case.base_to if set_once else case.term_to
    return {"tu_ngay": numeric(case.term_from), "den_ngay": numeric(ends)}


def reason(viewer: User, document: Document, case: Case) -> Facts:
    if document.kind.act == ActKind.TAKEN_OFF_LIST:
        closure = queries.newest_closure(viewer, case)
        return {"ly_do": ground(closure.outcome_code)} if closure else {}
    if document.kind.act != ActKind.PROPOSED:
        return {}
    word, rule, _ = queries.rehabilitation(viewer, case)
    law = f" ({article(rule)} Luật Phòng, chống ma túy)" if rule else ""
    return {"ly_do": f"Đã hoàn thành {word[:1].lower()}{word[1:]}{law}."}


def plan(viewer: User, case: Case) -> Facts:
    """What the person still wants help with, for the worker who answers."""
    wanted = set(queries.open_needs(viewer, case))
    words = queries.need_words(viewer)
    said = {
        field: "; ".join(words[code] for code in sorted(wanted & codes) if code in words)
        for field, codes in PLANNED
    }
    made = queries.plan_of(viewer, case)
    return said | as_planned(viewer, made) if made else said


def as_planned(viewer: User, made: Plan) -> Facts:
    """What was written down with the person goes before what is only wanted."""
    told = made.assessment | made.resources
    said = {field: told[part] for field, part in PARTS_OF_PLAN.items() if part in told}
    steps = queries.plan_steps(viewer, made)
    for field, codes in PLANNED:
        lines = [
            f"{what} ({numeric(due_on)})" if due_on else what
            for code, what, due_on in steps
            if code in codes
        ]
        said |= {field: "; ".join(lines)} if lines and field not in said else {}
    return said


def team(viewer: User) -> Facts:
    places = {
        TeamPlace.LEADER: "to_truong",
        TeamPlace.DEPUTY: "to_pho",
        TeamPlace.CULTURE_SOCIAL: "van_hoa",
        TeamPlace.YOUTH_UNION: "doan",
        TeamPlace.OTHER: "thanh_vien_khac",
    }
    said: Facts = {}
    for member in queries.team(viewer):
        field = places[member.place]
        named = f"{member.name}, {member.post}" if member.post else member.name
        said[field] = f"{said[field]}\n{named}" if field in said else named
    return said


SOURCES: tuple[tuple[set[str], Callable[[User, Case], Facts]], ...] = (
    ({"ho_ten", "ben_nhan_ten"}, identity),
    ({"ben_nhan_dien_thoai"}, phone),
    ({"giay_to", "ben_nhan_giay_to"}, papers),
    ({"than_nhan_ten", "bo"}, family),
    ({"qd_so", "qd_goc", "qd_quan_ly", "van_ban"}, decision),
    ({"nguoi_giup", "giao_cho", "phu_trach"}, helper),
    ({"noi_chuyen_den"}, move),
    ({"cai_bat_buoc"}, rehabilitation),
    ({"phong_ngua"}, plan),
)


def letterhead(document: Document) -> Facts:
    """What stands around the text: whose paper it is, where, and who signs."""
    ward, body, signer = document.area, document.body, document.signer
    place = body.place if body else ward.name.split(" ", 1)[-1]
    said = {"dia_danh": place, "don_vi": in_sentence(ward)}
    if body is None:
        return said
    police = body.kind == BodyKind.POLICE
    name = " ".join(body.name.split())
    return said | {
        "chu_quan": body.superior,
        "co_quan": body.name,
        "co_quan_thuong": f"{'Công an' if police else 'Ủy ban nhân dân'} {in_sentence(ward)}",
        "nguoi_ban_hanh": f"{body.head_title} {name}".upper(),
        "quyen_han": "\n".join(signer.authority) if signer else "",
        "nguoi_ky": signer.name if signer else "",
    }
