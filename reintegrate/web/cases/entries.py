"""An entry of the timeline; of contacts, the tries before a meeting fold under it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from reintegrate.models.catalogue import ContactChannel, ContactOutcome, names
from reintegrate.web.ui.addresses import around_record
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language


class Entry(NamedTuple):
    """In the order components/timeline.html takes it apart."""

    title: str
    meta: str
    """At what hour, who, and what else is said in small print."""
    text: str | None
    tag: str | None
    url: str | None
    system: bool
    day: date
    reached: bool | None = None
    """Of a contact: whether they were met. None: something else happened."""
    earlier: tuple["Entry", ...] = ()
    """Tries that came before this contact, newest first."""


class ContactWords(NamedTuple):
    """What the contacts of one page have in common."""

    outcomes: Mapping[str, str]
    channels: Mapping[str, str]
    address: tuple[str, str]
    """What stands before and after a contact's number."""

    @classmethod
    def now(cls) -> "ContactWords":
        spoken = language()
        return cls(
            names(ContactOutcome, spoken),
            names(ContactChannel, spoken),
            around_record("notes.show", "contact_id"),
        )


def contact_entry(h: Any, note: Any, by: str | None, said: ContactWords) -> Entry:
    """Its outcome and words for whoever may read the note; to others only that it happened.
    `h` is a Happening."""
    happened_on, late = h.facts["happened_on"], ""
    if happened_on != h.day.isoformat():
        late = _("On %(day)s", day=in_words(date.fromisoformat(happened_on)))
    if note is None:
        reached = h.facts.get("reached") is True
        title = _("Contact took place") if reached else _("Contact was tried")
        return Entry(title, dotted(h.clock, by), late or None, None, None, False, h.day, reached)
    channel = said.channels.get(note.channel_code, "")
    more = _("Added to: %(n)s", n=note.additions) if note.additions else ""
    before, after = said.address
    return Entry(
        said.outcomes.get(note.outcome_code, ""),
        dotted(h.clock, by, channel, late, more),
        note.text,
        tag_of(note),
        f"{before}{note.contact_id}{after}",
        False,
        h.day,
        note.reached,
    )


def dotted(*parts: str | None) -> str:
    """Those that say something, in small print."""
    return " · ".join([part for part in parts if part])


def tag_of(note: Any) -> str | None:
    if note.maybe_same_as_id:
        return _("Possibly written twice")
    if note.sensitive:
        return _("Sensitive")
    return _("Corrected") if note.corrected_at else None


def fold_tries(entries: Sequence[Entry]) -> list[Entry]:
    """Newest first, as they come. The tries since the meeting before stand under the contact that
    followed them; what people did in between keeps them apart. What somebody said in one breath
    (yes to five purposes) is one entry."""
    folded: list[Entry] = []
    head: int | None = None
    for entry in entries:
        if entry.reached is False and head is not None:
            above = folded[head]
            folded[head] = above._replace(earlier=(*above.earlier, entry))
            continue
        if folded and is_of_one_breath(folded[-1], entry):
            above = folded[-1]
            folded[-1] = above._replace(text=f"{above.text}; {entry.text}")
            continue
        if entry.reached is not None:
            head = len(folded)
        elif not entry.system:
            head = None
        folded.append(entry)
    return folded


def is_of_one_breath(above: Entry, entry: Entry) -> bool:
    """The same thing by the same hand in the same minute, of which only the object differs."""
    if above.title != entry.title or above.meta != entry.meta or above.day != entry.day:
        return False
    both = (above, entry)
    return all(one.text and one.reached is None and one.url is None for one in both)
