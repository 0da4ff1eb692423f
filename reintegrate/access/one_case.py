"""What a viewer may see of one case, asked of that case alone.

`visible` says "of the cases of the ward": for a list the database collects those first, 300 of
them. Where one case is asked about, whether it is among them is one look at its own row.
"""

from typing import Any

from sqlalchemy import BinaryExpression, ColumnElement, Select, bindparam
from sqlalchemy.sql import operators
from sqlalchemy.sql.visitors import replacement_traverse


def of_one_case(seen: Select[Any], case_id: Any) -> Select[Any]:
    """The same rows as `seen.where(case_id == bindparam("case_id"))`: since a row's case is that
    one, "its case is one of these" is "that one is one of these", and asked once for all rows."""
    here: Any = bindparam("case_id")
    column = case_id.__clause_element__()

    def asked_once(part: Any, **_: Any) -> ColumnElement[bool] | None:
        if not isinstance(part, BinaryExpression) or part.operator is not operators.in_op:
            return None
        among = getattr(part.right, "element", None)
        if not isinstance(among, Select) or not part.left.compare(column):
            return None
        only = among.selected_columns[0] == here
        return among.where(only).correlate(None).exists()

    narrowed: Any = replacement_traverse(seen, {}, asked_once)  # type: ignore[call-overload]
    return narrowed.where(case_id == here)  # type: ignore[no-any-return]
