"""An entry of the timeline; of contacts, the tries before a meeting fold under it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from reintegrate.models.catalogue import ContactChannel, ContactOutcome, names
from reintegrate.web.ui.addresses import record_url
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language


class Entry(NamedTuple):
    title: str
    at: datetime
    by: str | None = None
    text: str | None = None
    tag: str | None = None
    tone: str | None = None
    url: str | None = None
    system: bool = False
    reached: bool | None = None
    """Of a contact: whether they were met. None: something else happened."""
    earlier: tuple["Entry", ...] = ()
    """Tries that came before this contact, newest first."""


Dated = tuple[date, Entry]


def contact_entry(h: Any, note: Any, by: str | None) -> Entry:
    """Its outcome and words for whoever may read the note; to others only that it happened.
    `h` is a Happening."""
    happened_on = date.fromisoformat(h.facts["happened_on"])
    late = _("On %(day)s", day=in_words(happened_on)) if happened_on != h.day else ""
    reached = h.facts.get("reached") is True
    if note is None:
        title = _("Contact took place") if reached else _("Contact was tried")
        return Entry(title=title, at=h.row.at, by=by, text=late or None, reached=reached)
    channel = names(ContactChannel, language()).get(note.channel_code, "")
    more = _("Added to: %(n)s", n=note.additions) if note.additions else ""
    return Entry(
        title=names(ContactOutcome, language()).get(note.outcome_code, ""),
        at=h.row.at,
        by=" · ".join(part for part in (by, channel, late, more) if part),
        text=note.text,
        tag=tag_of(note),
        tone="soon",
        url=record_url("notes.show", "contact_id", note.contact_id),
        reached=note.reached,
    )


def tag_of(note: Any) -> str | None:
    if note.maybe_same_as_id:
        return _("Possibly written twice")
    if note.sensitive:
        return _("Sensitive")
    return _("Corrected") if note.corrected_at else None


def fold_tries(dated: Sequence[Dated]) -> list[Dated]:
    """Newest first, as they come. The tries since the meeting before stand under the contact that
    followed them; what people did in between keeps them apart."""
    folded: list[Dated] = []
    head: int | None = None
    for day, entry in dated:
        if entry.reached is False and head is not None:
            head_day, above = folded[head]
            folded[head] = head_day, above._replace(earlier=(*above.earlier, entry))
            continue
        if entry.reached is not None:
            head = len(folded)
        elif not entry.system:
            head = None
        folded.append((day, entry))
    return folded
