"""What the reconciliation service says of itself."""

import importlib.metadata
from typing import Any

from archive.site.reconciling.batches import MOST_QUERIES
from archive.site.reconciling.entity_properties import TYPES

VERSIONS = ["0.2"]
PREVIEW_SIZE = {"width": 400, "height": 160}
"""In pixels."""


def manifest(site: str) -> dict[str, Any]:
    """The service manifest of the site at this address, which ends without a slash."""
    service = f"{site}/avstamning"
    return {
        "versions": VERSIONS,
        "name": "ESF-arkivet",
        "identifierSpace": f"{service}/visa?id=",
        "schemaSpace": f"{site}/om#ord",
        "documentation": f"{site}/om",
        "serviceVersion": importlib.metadata.version("esfarkiv"),
        "defaultTypes": [{"id": kind, "name": name} for kind, name in TYPES.items()],
        "batchSize": MOST_QUERIES,
        "view": {"url": f"{service}/visa?id={{{{id}}}}"},
        "preview": {"url": f"{service}/forhandsvisning?id={{{{id}}}}", **PREVIEW_SIZE},
        "suggest": {
            kind: {"service_url": service, "service_path": f"/forslag/{kind}"}
            for kind in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/egenskaper"},
            "property_settings": [],
        },
    }
