"""Counts the mutants of a run's stages, and compares those that survived all of them with the explained ones."""

import json
import sys

explained, extent, *stages = sys.argv[1:]
with open(explained, encoding="utf-8") as file:
    known, _, in_browser = file.read().partition("## Caught in a browser")

last = {}
for stage in stages:
    with open(stage, encoding="utf-8") as file:
        outcomes = json.load(file)["outcomes"]
    for outcome in outcomes:
        if outcome["scenario"] == "Baseline":
            if outcome["summary"] != "Success":
                sys.exit("the tests fail without a mutant")
            continue
        mutant = outcome["scenario"]["Mutant"]
        # A stage meets the mutants that never ended in an earlier one again.
        if last.get(mutant["name"], ("", ""))[1] != "Timeout":
            last[mutant["name"]] = (mutant["file"], outcome["summary"])

count = {"CaughtMutant": 0, "MissedMutant": 0, "Timeout": 0, "Unviable": 0}
unexplained = []
for name, (path, summary) in last.items():
    # Without the line and the column, which every other change moves.
    description = f"{path}: {name.split(': ', 1)[1]}"
    if summary == "MissedMutant" and f"`{description}`" in in_browser:
        summary = "CaughtMutant"
    count[summary] += 1
    if summary == "MissedMutant" and f"`{description}`" not in known:
        unexplained.append(name)

# A mutant that never ends is caught: no test passes.
caught = count["CaughtMutant"] + count["Timeout"]
viable = caught + count["MissedMutant"]
share = 100 * caught / viable if viable else 100
print(f"{caught} of {viable} viable mutants caught ({share:.1f} %), {count['Unviable']} did not compile")
for name in unexplained:
    print(f"survived, and not explained: {name}")
sys.exit(bool(unexplained) or (extent == "all" and share < 97))
