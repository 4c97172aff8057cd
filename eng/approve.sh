#!/usr/bin/env bash
# Takes what the tests received as what is approved from now on. Read the difference (git diff) before you commit it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

find test -name '*.received.txt' -not -path '*/bin/*' -not -path '*/obj/*' | while read -r received; do
  mv "$received" "${received%.received.txt}.approved.txt"
  echo "${received%.received.txt}.approved.txt"
done
