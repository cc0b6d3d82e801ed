#!/usr/bin/env python3
"""Writes what the program is made of as CycloneDX 1.5 JSON: every crate with version, licence and checksum.

    python3 packaging/sbom.py [TARGET…] > rackhand.cdx.json

The same Cargo.lock and SOURCE_DATE_EPOCH give the same bytes.
"""

import datetime
import json
import os
import sys
import tomllib

from crates import ROOT, host, licence, linked


def purl(crate: dict) -> str:
    return f"pkg:cargo/{crate['name']}@{crate['version']}"


def main() -> None:
    targets = sys.argv[1:] or [host()]
    own, crates, needs = linked(*targets)
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text(encoding="utf-8"))
    sums = {(entry["name"], entry["version"]): entry.get("checksum") for entry in lock["package"]}

    def component(crate: dict, kind: str) -> dict:
        told = {
            "type": kind,
            "bom-ref": purl(crate),
            "name": crate["name"],
            "version": crate["version"],
            "licenses": [{"expression": licence(crate)}],
            "purl": purl(crate),
        }
        if total := sums.get((crate["name"], crate["version"])):
            told["hashes"] = [{"alg": "SHA-256", "content": total}]
        return told

    names = {crate["id"]: purl(crate) for crate in [own, *crates]}
    moment = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": component(own, "application"),
            "properties": [{"name": "target", "value": target} for target in targets],
        },
        "components": [component(crate, "library") for crate in crates],
        "dependencies": sorted(
            ({"ref": names[key], "dependsOn": sorted(names[need] for need in needs[key])} for key in needs),
            key=lambda entry: entry["ref"],
        ),
    }
    json.dump(bill, sys.stdout, indent=1)
    print()


main()
