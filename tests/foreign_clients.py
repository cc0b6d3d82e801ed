#!/usr/bin/env python3
"""Points two foreign libraries at simulated machines: what they can do with a real machine, they must do with ours.

    python3 tests/foreign_clients.py [PATH OF rackhand]

Starts `rackhand simulate` with every profile, well and in trouble, and lets pyasic 0.79 and pyasic_rs 0.8.6 read each
machine: model, firmware, hash rate, boards, chips, temperatures, fans, power, pools, errors, and whether it mines. What
they read is compared with what `rackhand scan` reads from the same machines, so that three readers must agree.

The libraries go into an environment of their own, target/foreign-clients, the first time. Exit status: 0 when all
agree, 1 when not, 77 when it could not be tried (no Python packages to be had, no loopback addresses).
"""

import asyncio
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ["pyasic==0.79.*", "pyasic_rs==0.8.6"]
SKIPPED = 77
# Profiles in the order of `rackhand simulate --help`, with what the two libraries have no model for.
PROFILES = ["m30s-2021", "m30s++-2022", "m30s+-2023", "m50-2023", "m50-2024", "m60s-2025", "m56s-2026", "m7bs-2026"]
UNKNOWN_MODELS = ("M7BS",)
TROUBLES = ["board-missing", "weak-board", "hot-chip", "fan", "psu-error", "stopped"]
WITHIN = 0.04  # machines move between two readings


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


def enter_environment():
    """Runs this file again where the two libraries are installed."""
    home = ROOT / "target" / "foreign-clients"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        try:
            venv.create(home, with_pip=True)
        except Exception as error:  # Debian without python3-venv says it in many ways
            skip(f"no Python environment could be made: {error}")
    ready = [str(python), "-c", "import pyasic, pyasic_rs"]
    if subprocess.run(ready, capture_output=True).returncode != 0:
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES]
        done = subprocess.run(install, capture_output=True, text=True)
        if done.returncode != 0:
            skip(f"the Python packages can't be had here: {done.stderr.strip().splitlines()[-1:]}")
    sys.exit(subprocess.run([str(python), __file__, "--inside", *sys.argv[1:]]).returncode)


class Fleet:
    """`rackhand simulate`, and what `rackhand scan` reads from it."""

    def __init__(self, binary, base, miners, *options):
        self.binary = binary
        command = [binary, "simulate", "--base", base, "--miners", str(miners), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.range = self.process.stdout.readline().strip()
        if not self.range:
            said = self.process.stderr.read().strip()
            skip(f"no machines could be simulated here: {said}")

    def __enter__(self):
        scan = [self.binary, "scan", self.range, "--format", "json"]
        lines = subprocess.run(scan, capture_output=True, text=True).stdout.splitlines()
        self.machines = [json.loads(line) for line in lines]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


class Check:
    """Collects what does not agree."""

    def __init__(self):
        self.agreed = 0
        self.wrong = []

    def same(self, who, machine, what, read, ours):
        if read == ours:
            self.agreed += 1
        else:
            self.wrong.append(f"{who} {machine['ip']} {machine['model']} {machine['firmware']}: {what} is {read}, not {ours}")

    def near(self, who, machine, what, read, ours, slack=0.0):
        if read is not None and ours is not None and abs(read - ours) <= abs(ours) * WITHIN + slack:
            self.agreed += 1
        else:
            self.same(who, machine, what, read, ours)


def model_key(model):
    """Models are matched without blanks and underscores; the last digit is a variant of the same board."""
    text = model.upper().replace("_", "").replace(" ", "").replace("PLUS", "+")
    return text[:-1] + "0"


def known(machine):
    return not machine["model"].startswith(UNKNOWN_MODELS)


def speaks_v3(machine):
    """Both libraries leave API v2 alone where the firmware also has API v3."""
    return machine["firmware"] >= "20241101"


async def pyasic_reads(machine, check):
    import pyasic

    who = "pyasic"
    miner = await asyncio.wait_for(pyasic.get_miner(machine["ip"]), 60)
    if miner is None:
        check.same(who, machine, "the machine", None, "a WhatsMiner")
        return
    data = await asyncio.wait_for(miner.get_data(), 60)
    if known(machine):
        check.same(who, machine, "model", model_key(data.model), model_key(machine["model"]))
    check.same(who, machine, "firmware", data.fw_ver, machine["firmware"])
    check.same(who, machine, "mac", data.mac, machine["mac"])
    check.same(who, machine, "hostname", data.hostname, machine["hostname"])
    # It adds up the boards, averages on API v3.
    rate = float(data.hashrate) if data.hashrate is not None else 0.0
    rate = rate / 1e12 if rate > 1e6 else rate
    ours = machine["hashrate_average_ths"] if speaks_v3(machine) else machine["hashrate_ths"]
    check.near(who, machine, "hash rate", rate, ours, slack=0.1)
    check.near(who, machine, "power", data.wattage, machine["power_w"], slack=5)
    found = [board for board in data.hashboards if board.chips]
    check.same(who, machine, "boards", len(found), machine["boards_found"])
    if not speaks_v3(machine):
        for read, ours in zip(found, machine["boards"]):
            check.same(who, machine, "slot", read.slot, ours["slot"])
            check.same(who, machine, "chips", read.chips, ours["chips"])
            check.near(who, machine, "board temperature", read.temp, ours["temp_c"], slack=1)
        # On API v3 it looks for pools in the reply to another question and finds none.
        pools = [(str(pool.url), pool.user, pool.active) for pool in data.pools]
        check.same(who, machine, "pools", pools, [(p["url"], p["worker"], p["active"]) for p in machine["pools"]])
    if machine["fan_in_rpm"] is not None:
        fans = [fan.speed for fan in data.fans]
        check.near(who, machine, "intake fan", fans[0], machine["fan_in_rpm"], slack=60)
        check.near(who, machine, "exhaust fan", fans[1], machine["fan_out_rpm"], slack=60)
    codes = sorted(str(error.error_code) for error in data.errors)
    check.same(who, machine, "errors", codes, sorted(error["code"] for error in machine["errors"]))
    if speaks_v3(machine):
        # It does not read this as such, but as a mode.
        mode = data.config.mining_mode.mode
        check.same(who, machine, "sleeping", mode == "sleep", machine["stopped"])
    elif machine["firmware"] >= "2023":
        # Of older firmware it takes any text in btmineroff for true, and asks whether devdetails is answered.
        check.same(who, machine, "mining", data.is_mining, not machine["stopped"])


async def pyasic_rs_reads(machine, check):
    from pyasic_rs import MinerFactory

    who = "pyasic_rs"
    miner = await asyncio.wait_for(MinerFactory().get_miner(machine["ip"]), 60)
    if miner is None:
        check.same(who, machine, "the machine", None, "a WhatsMiner")
        return
    data = await asyncio.wait_for(miner.get_data(), 60)
    check.same(who, machine, "model", model_key(data.device_info.model), model_key(machine["model"]))
    check.same(who, machine, "firmware", data.firmware_version, machine["firmware"])
    check.same(who, machine, "mac", str(data.mac), machine["mac"])
    check.near(who, machine, "hash rate", data.hashrate.value if data.hashrate else 0.0, machine["hashrate_ths"], slack=0.5)
    check.near(who, machine, "power", data.wattage, machine["power_w"], slack=5)
    if known(machine):
        found = [board for board in data.hashboards if board.working_chips]
        check.same(who, machine, "boards", len(found), machine["boards_found"])
        for read, ours in zip(found, machine["boards"]):
            check.same(who, machine, "chips", read.working_chips, ours["chips"])
            ours_rate = ours["hashrate_average_ths"]
            check.near(who, machine, "board hash rate", read.hashrate.value, ours_rate, slack=0.5)
            if ours["temp_c"] is not None and not speaks_v3(machine):
                check.near(who, machine, "board temperature", read.board_temperature, ours["temp_c"], slack=1)
    if machine["fan_in_rpm"] is not None:
        fans = [fan.rpm for fan in data.fans]
        check.near(who, machine, "intake fan", fans[0], machine["fan_in_rpm"], slack=60)
    pools = [(str(pool.url), pool.user, pool.active) for group in data.pools for pool in group.pools]
    check.same(who, machine, "pools", pools, [(p["url"], p["worker"], p["active"]) for p in machine["pools"]])
    if not machine["firmware"].startswith("2022"):
        # Of this firmware, which says btmineroff, it asks for mineroff.
        check.same(who, machine, "mining", data.is_mining, not machine["stopped"])
    codes = sorted(str(message.code) for message in data.messages)
    check.same(who, machine, "errors", codes, sorted(error["code"] for error in machine["errors"]))


async def read_all(machines, check):
    for machine in machines:
        for reader in (pyasic_reads, pyasic_rs_reads):
            try:
                await reader(machine, check)
            except Exception as error:  # a library that falls over has not read the machine
                check.same(reader.__name__, machine, "reading", repr(error), "possible")


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--inside"]
    binary = arguments[0] if arguments else str(ROOT / "target" / "debug" / "rackhand")
    if not Path(binary).exists():
        skip(f"there is no {binary}: build it first (cargo build)")
    if "--inside" not in sys.argv:
        enter_environment()
    check = Check()
    with Fleet(binary, "127.23.200.1", len(PROFILES), "--profile", ",".join(PROFILES)) as fleet:
        check.same("rackhand", {"ip": fleet.range, "model": "", "firmware": ""}, "machines", len(fleet.machines), len(PROFILES))
        asyncio.run(read_all(fleet.machines, check))
    for number, trouble in enumerate(TROUBLES):
        base = f"127.23.{201 + number}.1"
        with Fleet(binary, base, 5, "--profile", "m30s-2021,m30s++-2022,m50-2023,m60s-2025,m56s-2026", "--faults", trouble) as fleet:
            asyncio.run(read_all(fleet.machines, check))
    for line in check.wrong:
        print(line)
    print(f"{check.agreed} readings agree, {len(check.wrong)} do not")
    sys.exit(1 if check.wrong else 0)


main()
