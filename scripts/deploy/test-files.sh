#!/usr/bin/env bash
# Checks the Dockerfile, the compose files as docker-compose reads them and by their schema, and the scripts. Ends with the plain line of counts that CI reads.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
passed=0 failed=0 skipped=0
check() {
  if [ "$2" = 0 ]; then passed=$((passed + 1)); echo "ok      $1"; else failed=$((failed + 1)); echo "FAILED  $1"; fi
}
skip() { skipped=$((skipped + 1)); echo "skipped $1: $2 is not installed"; }

if docker compose version >/dev/null 2>&1; then compose=(docker compose)
elif command -v docker-compose >/dev/null; then compose=(docker-compose)
else compose=(); fi
for file in compose*.yaml; do
  if [ ${#compose[@]} -gt 0 ]; then "${compose[@]}" -f "$file" config -q; check "$file is what compose reads" $?; else skip "$file" docker-compose; fi
  if command -v check-jsonschema >/dev/null; then
    check-jsonschema -q --builtin-schema vendor.compose-spec "$file"; check "$file is as its schema says" $?
  else skip "$file" check-jsonschema; fi
done
if command -v hadolint >/dev/null; then hadolint Dockerfile; check 'the Dockerfile is clean to hadolint' $?; else skip 'the Dockerfile' hadolint; fi
if command -v shellcheck >/dev/null; then shellcheck scripts/deploy/*.sh; check 'the scripts are clean to shellcheck' $?; else skip 'the scripts' shellcheck; fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
