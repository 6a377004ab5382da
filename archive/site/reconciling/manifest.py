"""What the reconciliation service says of itself."""

from typing import Any

from archive.exporting.data_version import program_version
from archive.site.addresses import about_address, reconciliation_address
from archive.site.reconciling.batches import MOST_QUERIES
from archive.site.reconciling.entity_properties import TYPES

VERSIONS = ["0.2"]
PREVIEW_SIZE = {"width": 400, "height": 160}
"""In pixels."""


def manifest(host: str) -> dict[str, Any]:
    """The service manifest of a site on a host, whose address ends without a slash."""
    service, shown = f"{host}{reconciliation_address()}", f"{host}{reconciliation_address('visa')}?id="
    return {
        "versions": VERSIONS,
        "name": "ESF-arkivet",
        "identifierSpace": shown,
        "schemaSpace": f"{host}{about_address('ord')}",
        "documentation": f"{host}{about_address()}",
        "serviceVersion": program_version(),
        "defaultTypes": [{"id": kind, "name": name} for kind, name in TYPES.items()],
        "batchSize": MOST_QUERIES,
        "view": {"url": f"{shown}{{{{id}}}}"},
        "preview": {"url": f"{host}{reconciliation_address('forhandsvisning')}?id={{{{id}}}}", **PREVIEW_SIZE},
        "suggest": {
            kind: {"service_url": service, "service_path": f"/forslag/{kind}"}
            for kind in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/egenskaper"},
            "property_settings": [],
        },
    }
