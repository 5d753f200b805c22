"""Shared by the scripts that time builds."""

import os
import pathlib
import resource
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()


def user_seconds(command, project, target):
    """The user CPU time of `cargo COMMAND` in a project, with that of all processes that it starts."""
    environment = {**os.environ, "CARGO_TARGET_DIR": str(target), "CARGO_INCREMENTAL": "0"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(["cargo", *command.split(), "--quiet", "--offline"], cwd=project, env=environment, check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def shown(seconds):
    return f"{statistics.median(seconds):.2f} s ({min(seconds):.2f}–{max(seconds):.2f})"


def publish(section, tables):
    """Prints what `tables(runs)` yields, and puts it into BENCHMARKS.md where the script was started with `--write`."""
    runs = next((int(argument) for argument in sys.argv[1:] if argument.isdigit()), 5)
    machine = subprocess.run([HERE / "machine"], check=True, capture_output=True, text=True).stdout.strip()
    lines = ["", f"{machine} User CPU time, the median of {runs} runs in turns (lowest–highest).", "", *tables(runs), ""]
    text = "\n".join(lines) + "\n"
    print(text)
    if "--write" in sys.argv:
        subprocess.run([HERE / "section", section], input=text, text=True, check=True)
