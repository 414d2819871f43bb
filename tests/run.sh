#!/usr/bin/env bash
# Builds everything and runs every test. Installs Chromium for the browser tests when it is missing and this may be done.
# Arguments are passed on to `dotnet test`, for example: tests/run.sh --filter SweepWorker
# The last line is “N passed, N failed, N skipped”.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

find_chromium() {
  command -v "${CHROMIUM:-chromium}" || command -v chromium-browser || command -v google-chrome
}

install_chromium() {
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo=(sudo -n)
    "${sudo[@]}" true 2>/dev/null || return 1
  fi
  command -v apt-get >/dev/null || return 1
  "${sudo[@]}" apt-get update -q && "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends chromium fonts-liberation
}

if ! command -v dotnet >/dev/null; then
  echo "The .NET 10 SDK is missing: install it, then run this again." >&2
  exit 1
fi

if ! find_chromium >/dev/null; then
  echo "Chromium is missing; installing it from Debian."
  install_chromium || echo "Chromium could not be installed, so the browser tests will be skipped. Install it with: apt-get install chromium fonts-liberation" >&2
fi
CHROMIUM=$(find_chromium) && export CHROMIUM

dotnet build Explorer.sln -c Release || { echo "The build failed, so no test ran." >&2; echo "0 passed, 1 failed, 0 skipped"; exit 1; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed_runs=0
# One project after the other: the browser and the timing of the workers do not like company on two cores.
# A test that hangs is named and ends its run, rather than holding up everything behind it.
for project in tests/*.Tests; do
  dotnet test "$project" -c Release --no-build --blame-hang-timeout 4m --blame-hang-dump-type none "$@" 2>&1 | tee -a "$log" || failed_runs=$((failed_runs + 1))
done

sum() { grep -oE "(Passed|Failed|Skipped)! +- Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+" "$log" | grep -oE "$1: +[0-9]+" | awk '{ n += $2 } END { print n + 0 }'; }
passed=$(sum Passed) failed=$(sum Failed) skipped=$(sum Skipped)
# A run that broke off without a count is a failure too.
if [ "$failed" -eq 0 ] && [ "$failed_runs" -gt 0 ]; then failed=$failed_runs; fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
