"""Names of which nothing tells whether they are products: the frames that they fill tell it, for the whole text.

A name that nothing around it types may be an agent as well as a product. Where it stands as the product of a verb that
means one thing only, and the other roles of that verb are filled without doubt, it is a product wherever it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from chippolitik.extract.context import Context
from chippolitik.extract.framing import Trigger, refusal
from chippolitik.extract.matching import match_verb
from chippolitik.extract.plans import plan_of
from chippolitik.extract.predication import Predication
from chippolitik.lexicon import Frame, Lexicon
from chippolitik.model.annotated import Sentence
from chippolitik.model.kinds import Fills, Kind
from chippolitik.model.resolved import PhraseRefs, ResolvedDocument

__all__ = ["with_products"]

_TELLING = {
    Kind.DEVELOPMENT: 2, Kind.RELEASE: 2, Kind.TRAINING: 2, Kind.MANUFACTURE: 2, Kind.USAGE: 1, Kind.DELIVERY: 1,
}  # fmt: skip
"""Kind → how much it tells; who uses and delivers may use and deliver what a firm makes."""
_AGENTS = frozenset({Fills.AGENT, Fills.AGENT_OR_PLACE})


def with_products(
    resolved: ResolvedDocument, lexicon: Lexicon, predications: Callable[[Sentence], Sequence[Predication]]
) -> ResolvedDocument:
    """Return a document in which names are products that frames say are.

    Args:
        resolved: The document.
        lexicon: For the frames.
        predications: Gives the predications of a sentence.
    """
    speaks: Counter[str] = Counter()
    against: Counter[str] = Counter()
    for sentence, refs in zip(resolved.annotated.sentences, resolved.refs, strict=True):
        unclear = [index for index, ref in enumerate(refs) if _is_unclear(ref)]
        if unclear:
            typed = [_as_product(ref) if index in unclear else ref for index, ref in enumerate(refs)]
            context = Context(resolved, sentence, typed, predications(sentence))
            for label, weight in _votes(context, unclear, lexicon.by_verb[sentence.language]):
                if weight:
                    speaks[label] += weight
                else:
                    against[label] += 1
    products = {label for label, count in speaks.items() if count > against[label]}
    if not products:
        return resolved
    rows = tuple(
        tuple(_as_product(ref) if _is_unclear(ref) and ref.products[0].label in products else ref for ref in row)
        for row in resolved.refs
    )
    return replace(resolved, refs=rows)


def _is_unclear(ref: PhraseRefs) -> bool:
    """Whether a phrase is a name that may be an agent's as well as a product's."""
    return (
        ref.how == "name"
        and len(ref.agents) == len(ref.products) == 1
        and ref.agents[0].cls == "Agent"
        and ref.products[0].cls == "Product"
        and ref.agents[0].label == ref.products[0].label
    )


def _as_product(ref: PhraseRefs) -> PhraseRefs:
    return ref._replace(agents=(), things=ref.products)


def _votes(
    context: Context, unclear: Sequence[int], by_verb: Mapping[str, Sequence[Frame]]
) -> Iterator[tuple[str, int]]:
    """Yield unclear names of a sentence with how much a verb tells that they are products; 0 is against it."""
    for pred in context.preds:
        held = [index for index in unclear if any(index in arg.phrases for arg in pred.args)]
        if not held:
            continue
        frames = [
            frame for frame in by_verb.get(pred.verb, ()) if not refusal(Trigger(frame, pred, pred.verb), context)
        ]
        for index in held:
            label = context.refs[index].products[0].label
            telling = [frame for frame in frames if _is_product_of(frame, pred, context, index)]
            if telling:
                yield label, max(_TELLING[Kind(frame.kind)] for frame in telling)
            elif any(_acts(frame, pred, index) for frame in frames):
                yield label, 0


def _is_product_of(frame: Frame, pred: Predication, context: Context, index: int) -> bool:
    """Whether a phrase is the object of a verb, or on what a model is trained, and a named agent does it."""
    kind, ref = Kind(frame.kind), context.refs[index]
    arg = next(arg for arg in pred.args if index in arg.phrases)
    objects = "obj" in arg.functions or kind is Kind.TRAINING
    if kind not in _TELLING or not objects or ref.nationality:
        return False
    filled = match_verb(frame, pred, context)
    roles = {} if filled is None else {name: arg.phrases for name, arg in filled.args.items()}
    own = [plan.role.fills for plan in plan_of(frame).filled if index in roles.get(plan.role.name, ())]
    others = [phrases[0] for phrases in roles.values() if index not in phrases]
    return own == [Fills.PRODUCT] and any(context.refs[other].how == "name" for other in others)


def _acts(frame: Frame, pred: Predication, index: int) -> bool:
    """Whether a phrase stands where a frame looks for an agent or for what somebody owns."""
    for plan in plan_of(frame).filled:
        wanted = plan.sources and (plan.role.fills in _AGENTS or frame.kind == "Ownership")
        if wanted and any(index in arg.phrases and plan.sources[0] in arg.functions[:1] for arg in pred.args):
            return True
    return False
