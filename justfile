# The project's commands. `just` lists them; every recipe runs a command that works without just, too.

# The list of recipes.
default:
    @just --list --unsorted

# The tests that every change should pass before it is shown to anybody: a few minutes from a fresh clone.
test:
    cargo test --locked

# The derive's compile errors.
ui:
    cargo test --locked -p algomo-ui-tests

# The mint beside jsonwebtoken, with both of its backends.
backends:
    cargo test --locked -p algomo-backend-tests

# The Leptos component on the server, under axum and Actix Web, and its compile errors.
leptos:
    .ci/leptos

# Pages in headless Chromium.
browser:
    tests/browser/run
    tests/browser/run-leptos

# What SECURITY.md promises, with the command for each test; `just promises secret` for the promises about a secret.
promises *words:
    .ci/promises --run {{ words }}

# Tokens exchanged with the libraries of other languages. `just interop --with dotnet` adds C#.
interop *options:
    tests/interop/run {{ options }}

# Half a minute of fuzzing for each target.
fuzz seconds="30":
    tests/fuzz/run {{ seconds }}

# Ten minutes of fuzzing for each target.
fuzz-long:
    tests/fuzz/run 600

# Mutation testing of all published crates. `just mutants --in-diff <file>` tests what a change touches.
mutants *options:
    tests/mutants/run {{ options }}

# Faults made by hand, and the tests that should catch them; `just mutants-by-hand clock` tries those about the clock.
mutants-by-hand *words:
    tests/mutants/by-hand {{ words }}

# The contest with the peers, the load test and the build times; writes the tables of BENCHMARKS.md.
bench:
    tests/benches/run 36
    tests/benches/load --write
    tests/benches/compile-time 3 --write
    tests/benches/derive-cost 5 --write

# The documentation, as docs.rs shows it.
docs:
    .ci/docs --open

# Licences, sources, and the advisories of the day against the locked dependencies.
advisories:
    .ci/advisories

# The dependencies' reasons, and that none of the published crates brings two versions of one.
dependencies:
    .ci/dependencies

# Tasks that mint through one mint for a minute.
soak:
    SOAK_SECONDS=60 cargo test --locked -p algomo-tests --test contract tasks_with_one_mint

# The published crates with the oldest compiler that they support.
oldest-rust:
    .ci/oldest-rust

# The READMEs' applications, built and run against the packaged crates. `just new-user --newest` takes the newest dependencies.
new-user *options:
    tests/new-user/run {{ options }}

# The published crates with each set of their features, without a warning.
features:
    .ci/features

# The published crates with the oldest dependencies that they allow.
minimal-versions:
    .ci/minimal-versions

# The public API against its snapshots. `just api --overwrite` writes them.
api *options:
    .ci/api {{ options }}

# The public API against the newest release, or a revision.
semver *revision:
    .ci/semver {{ revision }}

# The spelling of everything.
spelling:
    .ci/spelling

# The packages of the published crates, each built from its package; uploads nothing.
package:
    .ci/package

# Most of what decides whether a change lands: .github/workflows/ci.yml has the rest.
ci:
    .ci/run

# What has to hold before a release.
release-check:
    .ci/release-check
