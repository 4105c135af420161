#!/usr/bin/env bash
# checkov on deploy/azure: nothing but what is explained beside the resource. It brings a hundred packages of its own, so it has its own
# folder; where it cannot be had it is skipped. Ends with the plain line of counts that CI reads.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
version=3.3.30
home=${FLIGHTDECK_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/flightdeck-test}/checkov-$version
if [ ! -f "$home/whole" ]; then
  rm -rf "$home"
  if ! { "${PYTHON:-python3}" -m venv "$home" && "$home/bin/pip" install --quiet checkov==$version && touch "$home/whole"; } >/dev/null 2>&1; then
    echo 'skipped checkov: it cannot be installed'
    echo '0 passed, 0 failed, 1 skipped'
    exit 0
  fi
fi
found=$(mktemp)
trap 'rm -f "$found"' EXIT
"$home/bin/checkov" --framework bicep --directory deploy/azure --skip-download --output json >"$found" 2>/dev/null
python3 - "$found" <<'PYTHON'
import json
import sys

results = json.load(open(sys.argv[1]))
summary = results["summary"]
checks = {
    "checkov reads every file": results["results"]["parsing_errors"],
    "checkov has nothing against deploy/azure but what is explained there": [
        f"{one['check_id']} {one['file_path']}" for one in results["results"]["failed_checks"]
    ],
    "every exception is explained": [
        one["check_id"] for one in results["results"]["skipped_checks"] if len(one["check_result"]["suppress_comment"]) < 20
    ],
    "checkov has looked": [] if summary["passed"] >= 10 else [summary],
}
for name, problems in checks.items():
    print(f"FAILED  {name}: {problems}" if problems else f"ok      {name}")
failed = sum(1 for problems in checks.values() if problems)
print(f"{len(checks) - failed} passed, {failed} failed")
sys.exit(1 if failed else 0)
PYTHON
