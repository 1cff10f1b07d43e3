"""What a rule is about that the text has spoken of before: "the ban was lifted in July", "diese Vorschrift ruht"."""

from __future__ import annotations

from chippolitik.extract.context import Context
from chippolitik.extract.predication import Predication
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Role

__all__ = ["rule_before"]

_DEFINITE = frozenset(
    """the this that these those its their die das den der dem des diese dieser dieses diesen diesem ihre ihren ihrer
    seine seinen""".split()  # noqa: SIM905 - words
)
_BACK = 6  # sentences


def rule_before(context: Context, role: Role, pred: Predication) -> tuple[EntityRef, ...]:
    """Return what fills a role of the rule spoken of last, where a clause speaks of that rule without saying more.

    Its products are meant; its target only where it has none.

    Args:
        context: The sentence.
        role: ``product`` or ``target``.
        pred: What happens to the rule.
    """
    if not context.rules or not _speaks_of_it(context, pred):
        return ()
    last = context.rules[-1]
    if context.sentence.index - last.sentence > _BACK or (role.name == "target" and "product" in last.roles):
        return ()
    return last.roles.get(role.name, ())


def _speaks_of_it(context: Context, pred: Predication) -> bool:
    """Whether the clause has a rule with a definite article and nothing that tells which."""
    at = {index for arg in pred.args for index in arg.phrases}
    at |= {p.index for p in context.sentence.phrases if p.first <= pred.at <= p.last}
    for index in at:
        phrase = context.sentence.phrases[index]
        after = context.sentence.phrases[index + 1 : index + 2]
        told = bool(after) and after[0].prep in {"on", "of", "for", "against", "für", "gegen", "von", "auf"}
        bare = phrase.det in _DEFINITE and not phrase.mentions and not (told and after[0].first <= phrase.last + 2)
        if context.refs[index].cls == "measure" and bare:
            return True
    return False
