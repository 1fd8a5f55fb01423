"""What the words around an act say of it: statuses, voices, modals, a condition."""

from __future__ import annotations

from msgspec import Struct, field

from kg.extract.syntax.tree import Token
from kg.model import Status
from kg.ontology import Modal


class Voice(Struct, frozen=True):
    """A source of what is said. `speaker` None is an unnamed one ("reportedly")."""

    speaker: Token | None
    cue: Token
    quoted: bool = False


class Signals(Struct):
    """What a walk from the act up the tree has gathered so far.

    `modals`: each with its verb.
    `condition`: the "if" on which the act hangs. `is_condition`: it stands in one itself, on which another hangs.
    `reported`: a verb of reporting governs the act. `given`: the walk has come out of a clause that only says more of
    a noun: what is told or denied above is not that clause.
    `aside`: that clause stands behind a comma: an "allegedly" above is not said of it.
    `unsourced`: a claim whose owner is not named tells the act; whoever looks into it does not.
    """

    statuses: list[Status] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    modals: list[tuple[Modal, Token]] = field(default_factory=list)
    condition: Token | None = None
    is_condition: bool = False
    reported: bool = False
    given: bool = False
    aside: bool = False
    unsourced: Voice | None = None

    @property
    def is_silent(self) -> bool:
        """Whether nothing has been said of the act: the article tells it in its own voice."""
        conditional = self.is_condition or self.condition is not None
        return not (self.statuses or self.voices or self.modals or conditional or self.reported or self.unsourced)

    def hear(self, voice: Voice) -> None:
        """Take in a voice, unless its cue has been heard."""
        if all(voice.cue != known.cue for known in self.voices):
            self.voices.append(voice)
