"""The messages WTForms brings along, so that our catalogues can have them."""

from reintegrate.web.ui.i18n import lazy_gettext

_MESSAGES = (
    lazy_gettext("Not a valid choice."),
    lazy_gettext("Choose one of the answers."),
    lazy_gettext("Write a whole number."),
    lazy_gettext("This field is required."),
)

WTFORMS_WORDS = {
    "Not a valid choice.": "Not a valid choice.",
    "Not a valid choice": "Not a valid choice.",
    "'%(value)s' is not a valid choice for this field.": "Not a valid choice.",
    "'%(value)s' are not valid choices for this field.": "Not a valid choice.",
    "Invalid Choice: could not coerce.": "Not a valid choice.",
    "Not a valid integer value.": "Write a whole number.",
    "This field is required.": "This field is required.",
}
