"""What KGX itself says of nodes.tsv and edges.tsv; run by a Python that has the package ``kgx``, not by ours.

``python kgx_makers.py FOLDER`` prints what its validator finds as JSON: level, then kind of finding, then what is meant
and how often. KGX fetches the Biolink Model over the network; here it gets the copy that comes with its dependency
``biolink-model``, so that the check runs offline.
"""

import contextlib
import json
import sys
from functools import partialmethod
from importlib.resources import files
from pathlib import Path

OURS = {
    "chippolitik": "https://w3id.org/chippolitik/id/",
    "chip": "https://w3id.org/chippolitik/ontology#",
}


def main(folder: Path) -> None:
    """Validate the tables of a folder, and print the findings."""
    import bmt  # noqa: PLC0415 - in the environment of KGX alone
    import yaml  # noqa: PLC0415 - as above

    model = files("biolink_model") / "schema" / "biolink_model.yaml"
    prefixes = yaml.safe_load(model.read_text(encoding="utf-8"))["prefixes"]
    bmt.Toolkit.__init__ = partialmethod(bmt.Toolkit.__init__, str(model), {"predicate mappings": []})
    with contextlib.redirect_stdout(sys.stderr):
        from kgx.config import jsonld_context_map  # noqa: PLC0415 - loads the model when it is imported

        jsonld_context_map["biolink"] = {**prefixes, **OURS}
        from kgx.transformer import Transformer  # noqa: PLC0415 - as above
        from kgx.validator import Validator  # noqa: PLC0415 - as above

        validator = Validator()
        transformer = Transformer(stream=True)
        transformer.transform(
            {"filename": [str(folder / "nodes.tsv"), str(folder / "edges.tsv")], "format": "tsv"},
            {"format": "null"},
            inspector=validator,
        )
        found = {
            level: {kind: {message: len(of) for message, of in messages.items()} for kind, messages in kinds.items()}
            for level, kinds in validator.get_errors().items()
        }
    json.dump(found, sys.stdout, indent=2, sort_keys=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
