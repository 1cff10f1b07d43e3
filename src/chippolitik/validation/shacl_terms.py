"""The names that SHACL defines, told apart by whether they are evaluated here."""

from __future__ import annotations

from chippolitik.validation.shapes import SH

__all__ = ["IGNORED", "KINDS", "KNOWN"]

KINDS = {SH[name] for name in ("BlankNode", "IRI", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")}
"""The values of ``sh:nodeKind``."""

KNOWN = frozenset(
    """
    Info NodeShape Parameter Parameterizable PrefixDeclaration PropertyGroup PropertyShape ResultAnnotation
    SPARQLAskExecutable SPARQLAskValidator SPARQLConstraint SPARQLExecutable SPARQLSelectExecutable
    SPARQLSelectValidator Severity Shape ValidationReport ValidationResult Validator Violation Warning
    ConstraintComponent BlankNode BlankNodeOrIRI BlankNodeOrLiteral IRI IRIOrLiteral Literal NodeKind
    alternativePath and annotationProperty annotationValue annotationVarName ask class closed conforms datatype
    deactivated declare defaultValue description detail disjoint entailment equals flags focusNode group hasValue
    ignoredProperties in inversePath labelTemplate languageIn lessThan lessThanOrEquals maxCount maxExclusive
    maxInclusive maxLength message minCount minExclusive minInclusive minLength name namespace node nodeKind
    nodeValidator not oneOrMorePath optional or order parameter path pattern prefix prefixes property
    propertyValidator qualifiedMaxCount qualifiedMinCount qualifiedValueShape qualifiedValueShapesDisjoint
    resultMessage resultPath resultSeverity select severity shapesGraph sourceConstraint sourceConstraintComponent
    sourceShape sparql targetClass targetNode targetObjectsOf targetSubjectsOf uniqueLang update validator value
    xone zeroOrMorePath zeroOrOnePath suggestedShapesGraph shapesGraphWellFormed result
    """.split()  # noqa: SIM905 - a list of words reads better so
)
"""The names of SHACL Core and SHACL-SPARQL."""

IGNORED = frozenset(
    """
    rule condition construct expression filterShape nodes intersection union returnType target Rule TripleRule
    SPARQLRule SPARQLFunction SPARQLTarget SPARQLTargetType Target TargetType JSConstraint JSFunction JSLibrary
    JSRule JSTarget JSTargetType JSValidator js jsFunctionName jsLibrary jsLibraryURL subject predicate object
    """.split()  # noqa: SIM905 - a list of words reads better so
)
"""The names of SHACL Advanced Features and SHACL-JS, which nothing here evaluates."""
