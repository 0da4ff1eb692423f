"""Which trouble of which ward or agency is to be told."""

from wtforms import HiddenField
from wtforms.validators import Regexp

from reintegrate.models.trouble import Trouble
from reintegrate.web.ui.forms import PostForm


class TellForm(PostForm):
    trouble = HiddenField(validators=[Regexp("^(" + "|".join(Trouble) + ")$", message="trouble")])
    about = HiddenField(validators=[Regexp(r"^[0-9]{1,9}$", message="about")])
