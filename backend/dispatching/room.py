"""The dispatching room of a term: who should go, and why who went ranked as it did."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from backend.accounts import Seat
from backend.database.audit import Audit
from backend.database.explanation_store import ExplanationStore
from backend.dispatching.explaining import Explainer
from backend.dispatching.recommending import Recommender, Submit
from backend.inquiries import Inquiries
from backend.positions import Positions
from domain.clock import Clock
from domain.people import Actor
from domain.recommendation import AskExplanation, AskRecommendation, Explanation, Recommendation
from domain.refusal import Refused
from domain.response_plan import Plans
from domain.wire import Do, Outcome
from domain.world import World
from streets.site import site_map
from streets.street_map import StreetMap


class DispatchRoom:
    """Closed until `run`; what is asked before is refused with recommendation.preparing."""

    def __init__(
        self,
        dsn: str,
        clock: Clock,
        positions: Positions,
        audit: Audit,
        load: Callable[[], StreetMap] = site_map,
    ) -> None:
        self._store = ExplanationStore(dsn)
        self._clock = clock
        self._positions = positions
        self._audit = audit
        self._load = load
        self.recommender: Recommender | None = None
        self._explainer: Explainer | None = None

    def answers(self, inquiries: Inquiries) -> None:
        """Put the handlers into the table."""
        inquiries.answers(AskRecommendation, self.recommend)
        inquiries.answers(AskExplanation, self.explain)

    async def run(self, world: World, submit: Submit, plans: Callable[[], Plans]) -> None:
        """Open, and follow the units until cancelled."""
        made = Recommender(self._positions, world, self._clock, self._store, self._load, submit, plans)
        self.recommender, self._explainer = made, Explainer(self._store, made, self._audit)
        await made.run()

    async def close(self) -> None:
        """Let the thread and the connection go."""
        if self.recommender is not None:
            await self.recommender.close()
        await self._store.close()

    def took(self, things: Sequence[object]) -> None:
        """Keep up with what was committed."""
        if self.recommender is not None:
            self.recommender.took(things)

    def sending(self, actor: Actor, do: Do) -> Callable[[Outcome], Awaitable[None]] | None:
        """Rank what is about to be sent; see `Recommender.sending`."""
        return self.recommender.sending(actor, do) if self.recommender is not None else None

    async def recommend(self, seat: Seat, asked: AskRecommendation) -> Recommendation:
        """Answer who should go."""
        if self.recommender is None:
            raise Refused("recommendation.preparing")
        return await self.recommender.answer(seat, asked)

    async def explain(self, seat: Seat, asked: AskExplanation) -> Explanation:
        """Answer what was seen and chosen."""
        if self._explainer is None:
            raise Refused("recommendation.preparing")
        return await self._explainer.answer(seat, asked)
