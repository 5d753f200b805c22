"""Counts the mutants of a run, and compares those that survived with the explained ones."""

import json
import sys

outcomes, explained, extent = sys.argv[1:]
with open(explained, encoding="utf-8") as file:
    known = file.read()
with open(outcomes, encoding="utf-8") as file:
    outcomes = json.load(file)["outcomes"]

names = {"CaughtMutant": [], "MissedMutant": [], "Timeout": [], "Unviable": []}
for outcome in outcomes:
    if outcome["scenario"] == "Baseline":
        if outcome["summary"] != "Success":
            sys.exit("the tests fail without a mutant")
        continue
    mutant = outcome["scenario"]["Mutant"]
    # Without the line and the column, which every other change moves.
    description = mutant["name"].split(": ", 1)[1]
    names[outcome["summary"]].append(f"{mutant['file']}: {description}")

# A mutant that never ends is caught: no test passes.
caught = len(names["CaughtMutant"]) + len(names["Timeout"])
viable = caught + len(names["MissedMutant"])
unexplained = [name for name in names["MissedMutant"] if f"`{name}`" not in known]
share = 100 * caught / viable if viable else 100
print(f"{caught} of {viable} viable mutants caught ({share:.1f} %), {len(names['Unviable'])} did not compile")
for name in unexplained:
    print(f"survived, and not explained: {name}")
sys.exit(bool(unexplained) or (extent == "all" and share < 97))
