"""The demo's steps of the statutory clock: an official puts a case under other rules."""

from collections.abc import Callable

from reintegrate.cli.demo_cast import Row
from reintegrate.cli.demo_telling import Telling
from reintegrate.models.regime import Regime
from reintegrate.models.regime_switch import switch_regime


def count_by(told: Telling, step: Row) -> None:
    """From now on by the rules of `regime`."""
    to, by = Regime.with_code(step["regime"]), told.official(step)
    switch_regime(told.case, to, reason=step["reason"], key=told.key(), by=by)


CLOCK_VERBS: dict[str, Callable[[Telling, Row], None]] = {"count_by": count_by}
