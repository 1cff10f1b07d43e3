"""What fillers become in a claim: a body its country, a firm its chips, a new model that of its maker."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chippolitik.extract.context import FIRMS, Context
from chippolitik.extract.draft import Draft
from chippolitik.extract.matching import Filled
from chippolitik.extract.narrowing import narrow
from chippolitik.extract.rule_names import rule_name
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Kind
from chippolitik.tables import EntityRow, Tables

__all__ = ["adapt", "as_country", "as_product", "name_rule", "named_after"]

_CHIPS = frozenset(
    {"chip", "chips", "processor", "processors", "accelerator", "accelerators", "ai chips", "card", "cards"}
)
_TO = frozenset({"to", "into", "nach"})
_WHERE = frozenset({"in", "im", "near", "at", "outside", "bei", "nahe"})


_NO_RULER = re.compile(r"Justice|Defense|Court|House of|Senate|Congress|Embassy|Police|Treasury|Attorney")


def adapt(tables: Tables, draft: Draft, context: Context, filled: Filled) -> None:
    """Settle what the fillers of a frame stand for in a claim of its kind.

    Args:
        tables: The knowledge base.
        draft: The claim.
        context: The sentence.
        filled: The roles as the frame has filled them.
    """
    roles = draft.roles
    narrow(draft, context, filled)
    if draft.kind is Kind.TRAINING:
        if "developer" not in roles and (owner := _owner(context, filled, "model") or _makers(context, roles["model"])):
            roles["developer"] = owner
        roles["model"] = tuple(named_after(entity, roles.get("developer", ())) for entity in roles["model"])
    elif draft.kind is Kind.INVESTMENT and (arg := filled.args.get("target")) is not None:
        roles["target"] = tuple(_spelt_out(context, arg.phrases[-1], entity) for entity in roles["target"])
    elif draft.kind is Kind.ORDER and roles["product"][0].cls == "Company":
        roles["supplier"] = roles["product"]  # "bought for five billion dollars from Nvidia"
        roles["product"] = tuple(as_product(tables, entity) for entity in roles["product"])
    elif draft.kind in {Kind.ORDER, Kind.DELIVERY} and roles.get("supplier"):
        counted = _is_counted_anew(context, filled)
        sold = (_sold_by(tables, entity, roles["supplier"][0], counted=counted) for entity in roles["product"])
        roles["product"] = tuple(sold)
    elif draft.kind is Kind.COMPARISON:
        draft.roles = {name: tuple(as_product(tables, entity) for entity in group) for name, group in roles.items()}
    elif draft.kind is Kind.RECOMMENDATION:
        roles["addressee"] = tuple(_member_of(entity, roles["issuer"]) for entity in roles["addressee"])
    elif draft.kind is Kind.LISTING and "issuer" not in filled.args:
        roles["issuer"] = _keeper(tables, context, roles)
    elif draft.kind is Kind.LICENSE and "issuer" not in filled.args:
        _not_where_goods_go(draft, context)
    elif draft.kind is Kind.REGULATION and "issuer" not in filled.args:
        _not_where_goods_go(draft, context)
        # Prosecutors and parliaments may have been spoken of last, but export rules are not theirs.
        issuer = roles.get("issuer", ())
        roles["issuer"] = tuple(as_country(tables, e) if _NO_RULER.search(e.label) else e for e in issuer)
    elif draft.kind is Kind.MANUFACTURE and "customer" not in roles:
        # "Samsung will make Tesla's AI6": whose the product is, is for whom it is made.
        owner = _owner(context, filled, "product")
        if owner and all(owner[0].label != maker.label for maker in roles.get("manufacturer", ())):
            roles["customer"] = owner


def _not_where_goods_go(draft: Draft, context: Context) -> None:
    """Let another government than that of the country that goods go to be whose rule or licence it is.

    It is not said who rules; who was spoken of last is not meant where it is the destination.
    """
    phrases = zip(context.sentence.phrases, context.refs, strict=True)
    reached = {ref.places[0].label for phrase, ref in phrases if phrase.prep in _TO and ref.places}
    reached |= {entity.label for entity in draft.roles.get("target", ())}
    issuer = draft.roles.get("issuer", ())
    if issuer and issuer[0].label in reached and (other := context.government(other_than=frozenset(reached))):
        draft.roles["issuer"] = other


def name_rule(draft: Draft, noun: str, context: Context, extent: tuple[int, int]) -> None:
    """Give a rule without a name that of the noun that triggers its frame, else one for the words of the clause.

    Args:
        draft: The claim.
        noun: What the noun calls it, or empty.
        context: The sentence.
        extent: First and last token of the clause.
    """
    if draft.kind is Kind.REGULATION and "measure" not in draft.terms:
        name = noun or rule_name(context.words(*extent), context.sentence.language)
        if name:
            draft.terms["measure"] = name


def _is_counted_anew(context: Context, filled: Filled) -> bool:
    """Whether "10.000 Chips" that are bought "bei Nvidia" are no chips spoken of before."""
    product, supplier = filled.args.get("product"), filled.args.get("supplier")
    if product is None or supplier is None or context.sentence.phrases[supplier.phrases[0]].prep not in {"bei", "beim"}:
        return False
    phrase = context.sentence.phrases[product.phrases[0]]
    chips = any(noun.lemma in _CHIPS for noun in phrase.nouns)
    anew = chips and not phrase.det and not phrase.mentions and phrase.amount is not None
    return anew and context.refs[phrase.index].how == "definite"


def _sold_by(tables: Tables, product: EntityRef, supplier: EntityRef, *, counted: bool) -> EntityRef:
    """Return "Nvidia chips" for chips that are bought from Nvidia."""
    bare = counted or (product.described and product.label.lower() in _CHIPS)
    return as_product(tables, supplier) if bare and supplier.cls == "Company" and not supplier.described else product


def _spelt_out(context: Context, index: int, entity: EntityRef) -> EntityRef:
    """Return a described target with where it is and what it is for: "plant in Dundee", "chips for models"."""
    if not entity.described:
        return entity
    label, last = entity.label, context.sentence.phrases[index]
    for other in context.sentence.phrases[index + 1 : index + 3]:
        if context.sentence.tags[last.last + 1 : other.first].strip("DBH") != "P":
            break
        ref, name = context.refs[other.index], other.mentions[-1] if other.mentions else None
        if other.prep in _WHERE and name is not None and ref.places and not name.head:
            land = name.refs[0].cls == "Country" and name.refs[0].kind != "place"
            label += f" in {ref.places[0].label if land else name.text}"
        elif other.prep in {"für", "for"} and ref.how == "described" and (ref.products or ref.things):
            label += f" for {(ref.products or ref.things)[0].label}"
        last = other
    return EntityRef(label, entity.cls, described=True)


def _makers(context: Context, models: tuple[EntityRef, ...]) -> tuple[EntityRef, ...]:
    """Return who has made a model, as far as the text says so or names the maker that is known."""
    found = (context.makers.get(model.label) or context.vendors.get(model.label) for model in models)
    return tuple(maker for maker in found if maker is not None)[:1]


def _owner(context: Context, filled: Filled, role: str) -> tuple[EntityRef, ...]:
    """Return the firm that what fills a role belongs to, by a genitive or possessive."""
    arg = filled.args.get(role)
    owner = context.refs[arg.phrases[0]].owner if arg is not None else ()
    return owner[:1] if owner and owner[0].cls in FIRMS else ()


def _member_of(entity: EntityRef, issuer: Sequence[EntityRef]) -> EntityRef:
    """Return "members of X" for the members that X advises."""
    if not entity.described or entity.label != "members" or issuer[0].described:
        return entity
    return EntityRef(f"members of {issuer[0].label}", entity.cls, described=True)


def _keeper(tables: Tables, context: Context, roles: dict[str, tuple[EntityRef, ...]]) -> tuple[EntityRef, ...]:
    """Return who has listed where no word of the clause says it: a body of the country whose list it is."""
    issuer = roles.get("issuer", ())
    kept = [tables.entities.get(row.parent or "") for one in roles.get("list", ()) if (row := _row(tables, one))]
    country = next((row.country for row in kept if row is not None), None)
    if not issuer or country is None or _country(tables, issuer[0]) == country:
        return issuer
    for back in range(context.sentence.index + 1):
        for ref in reversed(context.resolved.refs[context.sentence.index - back]):
            if ref.agents and ref.agents[0].cls == "GovernmentBody" and _country(tables, ref.agents[0]) == country:
                return ref.agents[:1]
    government = tables.government_of(country)
    return (EntityRef(tables.flat_label(government), "GovernmentBody", government),) if government else issuer


def _row(tables: Tables, entity: EntityRef) -> EntityRow | None:
    return tables.entities.get(entity.known or "")


def _country(tables: Tables, body: EntityRef) -> str | None:
    row = _row(tables, body)
    return (row.country or row.governs) if row is not None else None


def as_country(tables: Tables, body: EntityRef) -> EntityRef:
    """Return the government that a body acts for; a licence without a named issuer is its country's."""
    row = tables.entities.get(body.known or "")
    government = tables.government_of(row.country) if row is not None and row.country else None
    return EntityRef(tables.flat_label(government), "GovernmentBody", government) if government else body


def as_product(tables: Tables, entity: EntityRef) -> EntityRef:
    """Return what is compared; a firm that a product is compared with stands for its chips."""
    if entity.cls != "Company":
        return entity
    label = f"{entity.label} chips"
    row = next((r for r in tables.entities.values() if r.cls == "ProductGroup" and r.label_en == label), None)
    return EntityRef(label, "ProductGroup", row.id) if row else EntityRef(label, "Product", described=True)


def named_after(model: EntityRef, developers: Sequence[EntityRef]) -> EntityRef:
    """Return a described model with the name of its only developer.

    Args:
        model: The model.
        developers: Who develops it.

    Example:
        >>> model = EntityRef("new model", "AIModel", described=True)
        >>> named_after(model, [EntityRef("ByteDance", "Company", "bytedance")]).label
        'new ByteDance model'
        >>> named_after(model, []).label
        'new model'
    """
    if not model.described or len(developers) != 1 or developers[0].described or developers[0].label in model.label:
        return model
    rest = model.label.removeprefix("new ")
    new = "new " if rest != model.label else ""
    return EntityRef(f"{new}{developers[0].label} {rest}", model.cls, described=True)
