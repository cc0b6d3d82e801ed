#!/usr/bin/env python3
"""Looks into a Windows program: what it asks the system for, and what Windows shows of it.

    python3 tests/windows_program.py rackhand.exe VERSION

Prints what it found, or ends with a sentence about what is wrong. Nothing is run.
"""

import re
import struct
import sys
import xml.etree.ElementTree as xml

CONSOLE = 3
ICON, GROUP_ICON, VERSION, MANIFEST = 3, 14, 16, 24
# What every Windows has. A library of a compiler's own (libgcc, winpthread) would be missing on most computers.
SYSTEM = re.compile(
    r"(api-ms-win-.*|kernel32|ntdll|user32|gdi32|advapi32|bcrypt|bcryptprimitives|ws2_32|iphlpapi|shell32|shlwapi|ole32|"
    r"oleaut32|opengl32|dwmapi|uxtheme|imm32|comctl32|comdlg32|userenv|msvcrt|ucrtbase|crypt32|secur32|combase|propsys|"
    r"uiautomationcore|winmm|dxgi|d3d12|d3dcompiler_47|dcomp|version|setupapi|psapi|dbghelp|powrprof|winspool|dwrite|rpcrt4)\.(dll|drv)"
)


def check(right, words):
    if not right:
        sys.exit(f"the Windows program: {words}")


class Program:
    """The parts of a PE file that matter here."""

    def __init__(self, path):
        self.bytes = open(path, "rb").read()
        check(self.bytes[:2] == b"MZ", "it is none")
        self.header = struct.unpack_from("<I", self.bytes, 0x3C)[0]
        sections, optional = struct.unpack_from("<H12xH", self.bytes, self.header + 6)
        self.optional = self.header + 24
        check(struct.unpack_from("<H", self.bytes, self.optional)[0] == 0x20B, "it is not one for 64 bits")
        self.subsystem, self.protections = struct.unpack_from("<HH", self.bytes, self.optional + 68)
        table = self.optional + optional
        self.sections = [struct.unpack_from("<8xIIII", self.bytes, table + 40 * n) for n in range(sections)]

    def place(self, address):
        for size, start, raw, offset in self.sections:
            if start <= address < start + max(size, raw):
                return address - start + offset
        sys.exit(f"the Windows program: nothing is at {address:x}")

    def directory(self, number):
        address, _ = struct.unpack_from("<II", self.bytes, self.optional + 112 + 8 * number)
        return self.place(address) if address else None

    def imports(self):
        at = self.directory(1)
        while name := struct.unpack_from("<12xI", self.bytes, at)[0]:
            start = self.place(name)
            yield self.bytes[start : self.bytes.index(b"\0", start)].decode()
            at += 20

    def resources(self):
        """The bytes of each resource, by kind."""
        root = self.directory(2)
        check(root, "it has no resources")
        found = {}

        def walk(at, kind):
            named, numbered = struct.unpack_from("<12xHH", self.bytes, at)
            for n in range(named + numbered):
                identity, offset = struct.unpack_from("<II", self.bytes, at + 16 + 8 * n)
                which = identity if kind is None else kind
                if offset & 0x80000000:
                    walk(root + (offset & 0x7FFFFFFF), which)
                else:
                    address, size = struct.unpack_from("<II", self.bytes, root + offset)
                    start = self.place(address)
                    found.setdefault(which, []).append(self.bytes[start : start + size])

        walk(root, None)
        return found


def main(path, version):
    program = Program(path)
    check(program.subsystem == CONSOLE, "shells don't wait for it")
    # Addresses that nobody can guess, and data that is never run.
    check(program.protections & 0x160 == 0x160, f"protections are off ({program.protections:x})")
    foreign = [name for name in program.imports() if not SYSTEM.fullmatch(name.lower())]
    check(not foreign, f"it needs {foreign}")

    resources = program.resources()
    sizes = [size or 256 for size in (icon[6 + 14 * n] for icon in resources.get(GROUP_ICON, [])
             for n in range(struct.unpack_from("<4xH", icon)[0]))]
    check({16, 32, 48, 256} <= set(sizes), f"its icon has the sizes {sizes}")
    check(len(resources[ICON]) == len(sizes), "its icon lacks pictures")
    texts = resources[VERSION][0].decode("utf-16-le", "replace")
    for text in ("Rackhand", version):
        check(text in texts, f"its properties don't say {text}")

    manifest = xml.fromstring(resources[MANIFEST][0].rstrip(b"\0"))
    said = {element.tag.split("}")[1]: (element.text or "").strip() for element in manifest.iter()}
    levels = [element.get("level") for element in manifest.iter() if element.get("level")]
    check(levels == ["asInvoker"], f"it asks for {levels}")
    check(said.get("dpiAwareness", "").startswith("PerMonitorV2"), "it is blurred on sharp screens")
    check(said.get("longPathAware") == "true", "it knows no long paths")
    check(said.get("consoleAllocationPolicy") == "detached", "the desktop opens a console for it")
    print(f"icon in {sorted(set(sizes))}, version {version}, manifest; {len(set(program.imports()))} libraries, all of the system")


if __name__ == "__main__":
    main(*sys.argv[1:])
