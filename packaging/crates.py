"""What is in the program: the crates that a build links, from cargo's own account of them.

Used by licences.py and sbom.py. Test and build dependencies are left out; they are not in the program.
"""

import json
import os
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def metadata(target: str) -> dict:
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target]
    # What is on this computer is enough after a build; without it cargo fetches.
    for words in (command + ["--offline"], command):
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return json.loads(done.stdout)
    raise SystemExit(f"cargo metadata failed:\n{done.stderr}")


def host() -> str:
    lines = subprocess.run(["rustc", "-vV"], capture_output=True, text=True, check=True).stdout.splitlines()
    return next(line.split(": ")[1] for line in lines if line.startswith("host: "))


def linked(*targets: str) -> tuple[dict, list[dict], dict[str, list[str]]]:
    """Our own package, the crates in it by name and version, and who needs whom by id. A program for several targets
    holds the crates of all of them."""
    packages: dict[str, dict] = {}
    all_needs: dict[str, set[str]] = {}
    for target in targets:
        told = metadata(target)
        packages |= {package["id"]: package for package in told["packages"]}
        nodes = {node["id"]: node for node in told["resolve"]["nodes"]}
        own = told["resolve"]["root"]
        waiting, seen = [own], set()
        while waiting:
            here = waiting.pop()
            if here in seen:
                continue
            seen.add(here)
            needed = {
                need["pkg"] for need in nodes[here]["deps"] if any(kind["kind"] is None for kind in need["dep_kinds"])
            }
            all_needs.setdefault(here, set()).update(needed)
            waiting += needed
    needs = {key: sorted(needed) for key, needed in sorted(all_needs.items())}
    crates = [packages[key] for key in needs if key != own]
    crates.sort(key=lambda crate: (crate["name"], crate["version"]))
    return packages[own], crates, needs


def locked() -> set[tuple[str, str]]:
    """Every crate of Cargo.lock but our own, by name and version."""
    told = tomllib.loads((ROOT / "Cargo.lock").read_text(encoding="utf-8"))
    return {(package["name"], package["version"]) for package in told["package"] if "source" in package}


def licence(crate: dict) -> str:
    """The licence as SPDX writes it; older crates write a slash for "or"."""
    return (crate["license"] or "unknown").replace("/", " OR ")


def folder(crate: dict) -> Path:
    return Path(os.path.dirname(crate["manifest_path"]))
