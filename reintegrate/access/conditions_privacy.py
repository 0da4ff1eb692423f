"""When something may be done with a request about somebody's data, and who reads its words. Part of
`conditions.py`."""

from collections.abc import Callable
from typing import Any

from reintegrate.access.actions import Action, WhyNot
from reintegrate.models.data_request import DataRequest
from reintegrate.models.user import User


def is_open(viewer: User, request: DataRequest) -> WhyNot | None:
    return None if request.is_open else WhyNot.ANSWERED_ALREADY


DATA_REQUEST_RULES: dict[Action, Callable[[User, Any], WhyNot | None]] = {
    Action.ANSWER_DATA_REQUEST: is_open,
}
