#!/usr/bin/env python3
"""Puts files and folders into a .zip, sorted, with one moment and with the right to execute where a file has it.

    python3 packaging/zip.py [--quick] OUT.zip FOLDER NAME…

The names are those in FOLDER. The moment is SOURCE_DATE_EPOCH; the same files and moment give the same bytes. Where
advzip is there (Debian: advancecomp), it takes off another thirtieth, which the Windows .zip needs to keep to its size.
"""

import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path


def main() -> None:
    words = sys.argv[1:]
    level = 9
    if words[0] == "--quick":
        level = 1
        del words[0]
    out, folder, *names = words
    moment = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
    inside: list[Path] = []
    for name in names:
        path = Path(folder, name)
        inside += [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for file in sorted(inside, key=lambda file: file.relative_to(folder).as_posix()):
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), moment)
            entry.create_system = 3  # the one whose files have modes
            entry.external_attr = (0o100755 if os.access(file, os.X_OK) else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes(), compresslevel=level)
    if level == 9 and (smaller := shutil.which("advzip")):
        subprocess.run([smaller, "--recompress", "--shrink-extra", "--quiet", out], check=True)
    print(out)


main()
