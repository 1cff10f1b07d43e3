"""What roc-validator says of a folder as an RO-Crate; run by a Python that has it, not by ours.

``python crate_makers.py FOLDER CONTEXT`` prints what is missing of what RO-Crate 1.1 requires or recommends, as JSON.
The validator fetches the context of RO-Crate over the network; here it gets a copy, so that the check runs offline.
"""

import contextlib
import io
import json
import sys
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

CONTEXT = "https://w3id.org/ro/crate/1.1/context"


def main(folder: Path, context: Path) -> None:
    """Validate a folder, and print the findings."""
    import requests  # noqa: PLC0415 - in the environment of the validator alone
    import urllib3  # noqa: PLC0415 - as above

    models, services = (import_module(f"rocrate_validator.{name}") for name in ("models", "services"))
    copy = context.read_bytes()

    def send(_: object, request: requests.PreparedRequest, **__: object) -> requests.Response:
        if request.url != CONTEXT:
            raise requests.ConnectionError(f"only the context is at hand, not {request.url}")
        answer = requests.Response()
        answer.status_code, answer.url, answer.request = 200, CONTEXT, request
        answer.headers["Content-Type"] = "application/ld+json"
        answer.raw = urllib3.HTTPResponse(body=io.BytesIO(copy), status=200, preload_content=False)
        return answer

    offline = patch.object(requests.adapters.HTTPAdapter, "send", send)
    with offline, contextlib.redirect_stdout(sys.stderr):
        settings = services.ValidationSettings(
            rocrate_uri=str(folder),
            profile_identifier="ro-crate-1.1",
            requirement_severity=models.Severity.RECOMMENDED,
            no_cache=True,
        )
        found = services.validate(settings).get_issues()
    json.dump([f"{issue.check.identifier}: {issue.message}" for issue in found], sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
