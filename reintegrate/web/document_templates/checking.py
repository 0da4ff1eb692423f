"""A template is looked through and tried with invented data before it is kept."""

import tomllib
from functools import lru_cache

from reintegrate.models.document_kind import DocumentKind
from reintegrate.paths import seeds_dir
from reintegrate.web.print.filling import BadTemplate, filled, tags_of
from reintegrate.web.print.pdf import NoPdf, pdf_of
from reintegrate.web.print.qr import qr_of
from reintegrate.web.print.undrawable import Undrawable
from reintegrate.web.print.word_file import Refused, checked
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.word_words import refusal

AROUND = frozenset(
    {
        "chu_quan",
        "co_quan",
        "co_quan_thuong",
        "nguoi_ban_hanh",
        "don_vi",
        "so_ky_hieu",
        "dia_danh_ngay",
        "quyen_han",
        "nguoi_ky",
        "nguoi_lap",
    }
)
"""What stands around the fields of every paper: letterhead, number, place and day, signature."""
SIGNED = frozenset({"so_ky_hieu", "dia_danh_ngay", "quyen_han", "nguoi_ky"})
"""A paper of an office is none without these."""
NOWHERE = "https://example.invalid/documents/q/1000000000000000"


def complaints(kind: DocumentKind, content: bytes) -> list[str]:
    """Everything that keeps this template from being used; empty when it can be."""
    try:
        tags = tags_of(checked(content))
    except Refused as refused:
        return [refusal(refused)]
    except BadTemplate as bad:
        text = gettext(
            "A template may only name values, repeat lines and leave lines out; not: %(tag)s",
            tag=bad.said,
        )
        return [text]
    found = []
    offered = {field.code for field in kind.asked} | AROUND
    if unknown := tags.unknown(offered):
        found.append(gettext("These names are not known here: %(names)s", names=", ".join(unknown)))
    needed = kind.required | (SIGNED if kind.is_numbered else frozenset())
    if missing := tags.missing(needed):
        found.append(gettext("The form must print these too: %(names)s", names=", ".join(missing)))
    return found or tried(content)


def tried(content: bytes) -> list[str]:
    """Filled once with invented data and drawn: what cannot be drawn is named."""
    try:
        pdf_of(sample_of(content), title="")
    except NoPdf:
        return []
    except Undrawable as error:
        what = ", ".join(error.what)
        return [
            gettext("The PDF could not show this: %(what)s. Use plain text and tables.", what=what)
        ]
    except Exception as error:  # whatever else a file can hold: it is refused, and named
        return [gettext("It could not be filled in: %(why)s", why=type(error).__name__)]
    return []


def sample_of(content: bytes) -> bytes:
    """The template filled with an invented person in an invented ward."""
    return filled(content, sample(), qr=qr_of(NOWHERE))


@lru_cache(maxsize=1)
def sample() -> dict[str, str]:
    with (seeds_dir() / "documents" / "sample.toml").open("rb") as file:
        return tomllib.load(file)


def shipped(kind_code: str) -> bytes:
    return (seeds_dir() / "documents" / f"{kind_code}.docx").read_bytes()
