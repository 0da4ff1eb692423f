"""Program: another program that reads with somebody's token, as every request of it asks: one row
of two tables. It stands where a viewer stands, in its owner's role, ward and agency."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select

from reintegrate.db import connection, today
from reintegrate.models.api_token import ApiToken, Grant
from reintegrate.models.ready import Ready
from reintegrate.models.user import User
from reintegrate.models.user_session import hashed
from reintegrate.models.viewer import OF_USER, Account

LONGEST_TOKEN = 100


@dataclass(frozen=True)
class Program(Account):
    """Never kept from one request to the next: ending the token and disabling act at once."""

    token_id: int
    token_name: str
    granted: str
    made_at: datetime
    last_day: date
    ended_at: datetime | None

    @classmethod
    def of_token(cls, token: str) -> "Program | None":
        """Found by the token's hash, so that how long it takes says nothing about the token. None
        for one that is unknown, has ended, or is older than its owner's rights."""
        if len(token) > LONGEST_TOKEN:
            return None
        found = OF_TOKEN.rows(connection(), {"token_hash": hashed(token)})
        program = cls(*found[0]) if found else None
        return program if program is not None and program.counts() else None

    @staticmethod
    def was_ever(token: str) -> bool:
        """Whether somebody had this key: who goes on with one that ended does not guess."""
        known = len(token) <= LONGEST_TOKEN
        return known and bool(OF_TOKEN.rows(connection(), {"token_hash": hashed(token)}))

    def counts(self) -> bool:
        return (
            self.ended_at is None
            and self.last_day >= today()
            and self.made_at >= self.rights_changed_at
            and self.disabled_at is None
            and not self.must_change_password
        )

    def has(self, grant: Grant) -> bool:
        return grant in self.granted.split()


OF_TOKEN = Ready(
    select(
        *OF_USER,
        ApiToken.id.label("token_id"),
        ApiToken.name.label("token_name"),
        ApiToken.grants,
        ApiToken.made_at,
        ApiToken.last_day,
        ApiToken.ended_at,
    )
    .join_from(ApiToken, User, User.id == ApiToken.user_id)
    .where(ApiToken.token_hash == bindparam("token_hash"))
)
