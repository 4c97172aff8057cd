#!/usr/bin/env bash
# The one command that builds Posthorn and passes its tests, on a machine that has only the .NET SDK.
# Its last line is `N passed, N failed` (and `, N skipped` where there are any); its exit code is 0 only when nothing failed.
# With CI=true a skipped test is a failure.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

out=artifacts/test
suite_limit=${POSTHORN_SUITE_SECONDS:-1200}
passed=0
failed=0
skipped=0
table=()

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Build nodes that outlive the build would keep the caller's pipe open.
export MSBUILDDISABLENODEREUSE=1

say() { printf '==> %s\n' "$*"; }

row() { table+=("$(printf '%-36s %8s %8s %8s %7s' "$@")"); }

finish() {
  printf '\n%-36s %8s %8s %8s %7s\n' suite passed failed skipped seconds
  [ ${#table[@]} -eq 0 ] || printf '%s\n' "${table[@]}"
  printf '\n%d passed, %d failed' "$passed" "$failed"
  [ "$skipped" -eq 0 ] || printf ', %d skipped' "$skipped"
  printf '\n'
  [ "$failed" -eq 0 ]
  exit
}

# step NAME COMMAND…: quiet while it goes well, its whole output where it fails. A failed step counts as one failure.
step() {
  local name=$1 started=$SECONDS log
  shift
  log=$out/${name// /-}.log
  say "$name"
  # Into a file and not a pipe: a compiler server started here may live on, and would hold a pipe open.
  if "$@" >"$log" 2>&1; then
    say "$name: done in $((SECONDS - started)) s"
    return 0
  fi
  cat "$log"
  say "$name: FAILED after $((SECONDS - started)) s"
  failed=$((failed + 1))
  row "$name" - FAILED - $((SECONDS - started))
  return 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }
}

# wants PROBE PACKAGE REASON: installs a Debian package where the probe finds it missing and we may.
wants() {
  local probe=$1 package=$2 reason=$3
  eval "$probe" >/dev/null 2>&1 && return 0
  if ! may_install; then
    say "$package is not here and cannot be installed without root: $reason"
    return 0
  fi
  say "installing $package"
  { as_root apt-get install -y -q --no-install-recommends "$package" \
    || { as_root apt-get update -q && as_root apt-get install -y -q --no-install-recommends "$package"; }; } \
    >"$out/apt-$package.log" 2>&1 </dev/null || say "$package could not be installed ($out/apt-$package.log): $reason"
}

# Debian starts the broker that it installs. The tests start one of their own, so that one is told to rest.
wants_broker() {
  local broker=/usr/lib/rabbitmq/bin/rabbitmq-server
  [ -x "$broker" ] && return 0
  wants "[ -x $broker ]" rabbitmq-server 'the tests of the gateway start a broker of their own; none has to be running.'
  if [ -x "$broker" ] && command -v systemctl >/dev/null; then
    as_root systemctl disable --now rabbitmq-server >>"$out/apt-rabbitmq-server.log" 2>&1 || true
  fi
}

# What the tests need beside the SDK. A line each.
prepare_machine() {
  wants 'ls /usr/lib/postgresql/*/bin/postgres' postgresql 'the tests of the store of many nodes need its server programs; none has to be running.'
  wants 'command -v pgbouncer || [ -x /usr/sbin/pgbouncer ]' pgbouncer 'one suite puts it between a node and its database.'
  wants_broker
  wants 'python3 -c "import flask" || /usr/bin/python3 -c "import flask"' python3-flask 'the handlers in Python are not tested then.'
  wants 'command -v node && command -v npm' npm 'the handlers in TypeScript, and the signatures of others, are not tested then.'
  wants 'ldconfig -p | grep -q "libsqlite3\.so\.0"' libsqlite3-0 'the SQLite that comes with the packages is tested instead.'
}

attribute() { sed -nE "s/.* $1=\"([0-9]+)\".*/\1/p" <<<"$2"; }

# run_suite PROJECT: one test executable, counted by the report that it writes and by its exit code.
run_suite() {
  local name=$1 started=$SECONDS report=$out/$1.xml code head total p f e s
  local program=artifacts/bin/$name/release/$name
  rm -f "$report"
  if [ ! -x "$program" ]; then
    say "$name: FAILED, $program is not there"
    failed=$((failed + 1))
    row "$name" 0 1 0 0
    return
  fi

  timeout --kill-after=20 "$suite_limit" "$program" -noColor -noLogo -noAutoReporters -reporter quiet -longRunning 60 -xml "$report" </dev/null
  code=$?

  head=$(grep -o -m1 '<assembly [^>]*>' "$report" 2>/dev/null | head -n 1)
  total=$(attribute total "$head")
  p=$(attribute passed "$head")
  f=$(attribute failed "$head")
  e=$(attribute errors "$head")
  s=$(attribute skipped "$head")
  if [ -z "$total" ] || [ -z "$p" ] || [ -z "$f" ]; then
    say "$name: wrote no report (exit code $code; 124 and 137 mean that it took more than $suite_limit s)"
    p=0 f=1 e=0 s=0
  elif [ "$((p + f + ${e:-0}))" -eq 0 ]; then
    say "$name: ran no test"
    f=1
  fi
  f=$((f + ${e:-0}))
  if [ "${CI:-}" = true ] && [ "${s:-0}" -gt 0 ]; then
    say "$name: $s skipped, and CI skips nothing:"
    grep -o '<test [^>]*result="Skip"' "$report" | sed -nE 's/.* name="([^"]*)".*/      \1/p'
    f=$((f + s)) s=0
  fi
  # An exit code that the report does not explain, as after a crash at the end, is a failure of its own.
  if [ "$code" -ne 0 ] && [ "$f" -eq 0 ]; then
    say "$name: left with exit code $code although its report has no failure"
    f=1
  fi

  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + ${s:-0}))
  row "$name" "$p" "$f" "${s:-0}" $((SECONDS - started))
  say "$name: $p passed, $f failed in $((SECONDS - started)) s"
}

mkdir -p "$out"

command -v dotnet >/dev/null || PATH=$HOME/.dotnet:/usr/share/dotnet:/usr/lib/dotnet:$PATH
if ! command -v dotnet >/dev/null; then
  say 'The .NET SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0'
  failed=1
  finish
fi

prepare_machine
step restore dotnet restore || finish
step build dotnet build -c Release --no-restore -v quiet || finish
# Style and analyzers are errors of the build above, by the same severities; what it does not look at is white space.
step format dotnet format whitespace --verify-no-changes --no-restore

for project in test/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  say "$name"
  run_suite "$name"
done

if [ -f eng/trim-proof.sh ]; then
  step 'trim proof' bash eng/trim-proof.sh
fi

finish
