#!/usr/bin/env bash
# Holds the files in this folder to the real programs that read them, as far as those are installed: says what was checked and what was not.
# Exit code 0 only where nothing failed. Debian: apt-get install haproxy prometheus systemd postgresql pgbouncer docker-compose yamllint openssl
# An argument, the folder of a published posthorn, lets systemd find the program that the unit starts.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

published=${1:-}
failed=0
scratch=$(mktemp -d)
started=()
trap 'for pid in "${started[@]}"; do kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; done; rm -rf "$scratch"' EXIT

# check NAME COMMAND…: quiet while it goes well, its output where it fails.
check() {
  local name=$1
  shift
  if "$@" >"$scratch/output" 2>&1; then
    printf 'ok       %s\n' "$name"
  else
    printf 'FAILED   %s\n' "$name"
    sed 's/^/         /' "$scratch/output"
    failed=1
  fi
}

# silent COMMAND…: for programs that only murmur at what they do not understand.
silent() {
  local said
  said=$("$@" 2>&1) && [ -z "$said" ] && return
  printf '%s\n' "$said"
  return 1
}

skip() { printf 'skipped  %s: %s\n' "$1" "$2"; }

has() { command -v "$1" >/dev/null; }

# Database servers refuse to run as root. In front of a command, and no function: what is started must be what is ended.
as_postgres=()
[ "$(id -u)" -ne 0 ] || as_postgres=(setpriv --reuid postgres --regid postgres --init-groups --)

check_yaml() {
  has yamllint || { skip yaml 'no yamllint'; return; }
  check 'yaml: every file' yamllint --strict -d '{extends: default, rules: {line-length: {max: 200}, document-start: disable, comments: {min-spaces-from-content: 1}}}' .
}

check_compose() {
  has docker-compose || { skip compose.yaml 'no docker-compose'; return; }
  sed 's/=$/=x/' posthorn.env.example >"$scratch/env"
  check 'compose.yaml: docker-compose config' docker-compose -f compose.yaml --env-file "$scratch/env" config --quiet
}

check_proxy() {
  has haproxy && has openssl || { skip haproxy.cfg 'no haproxy, or no openssl'; return; }
  mkdir "$scratch/tls"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=posthorn.example \
    -keyout "$scratch/key" -out "$scratch/certificate" 2>/dev/null
  cat "$scratch/certificate" "$scratch/key" >"$scratch/tls/posthorn.pem"
  sed "s#/etc/haproxy/tls/#$scratch/tls/#" haproxy/haproxy.cfg >"$scratch/haproxy.cfg"
  check 'haproxy.cfg: haproxy -c' haproxy -c -f "$scratch/haproxy.cfg"
}

check_unit() {
  has systemd-analyze || { skip posthorn.service 'no systemd-analyze'; return; }
  mkdir -p "$scratch/units/posthorn.service.d"
  if [ -x "$published/posthorn" ]; then
    sed "s#/opt/posthorn/posthorn#$(cd "$published" && pwd)/posthorn#" systemd/posthorn.service >"$scratch/units/posthorn.service"
    check 'posthorn.service: systemd-analyze verify' silent systemd-analyze verify --man=no "$scratch/units/posthorn.service"
    sed "s#/opt/posthorn/posthorn#$(cd "$published" && pwd)/posthorn#" systemd/postgresql.conf >"$scratch/units/posthorn.service.d/postgresql.conf"
    check 'posthorn.service with postgresql.conf: systemd-analyze verify' silent systemd-analyze verify --man=no "$scratch/units/posthorn.service"
  else
    skip 'posthorn.service: systemd-analyze verify' 'no folder of a published posthorn was given'
  fi
  mkdir -p "$scratch/root/etc/systemd/system"
  cp systemd/posthorn.service "$scratch/root/etc/systemd/system/"
  # In tenths: 1.5 and worse is a hardening that somebody took out.
  check 'posthorn.service: exposure below 1.5' systemd-analyze security --offline=true --threshold=15 --root="$scratch/root" posthorn.service
}

check_prometheus() {
  has promtool || { skip prometheus 'no promtool'; return; }
  check 'alerts.yml: promtool check rules' promtool check rules prometheus/alerts.yml
  check 'alerts.test.yml: promtool test rules' promtool test rules prometheus/alerts.test.yml
  check 'prometheus.yml: promtool check config' promtool check config prometheus/prometheus.yml
}

# Grafana itself is not started; its questions are read by Prometheus's own parser.
check_dashboard() {
  has jq && has promtool || { skip posthorn.json 'no jq, or no promtool'; return; }
  check 'posthorn.json: it is JSON' jq -e '.panels | length > 0' grafana/posthorn.json
  jq '{groups: [{name: "dashboard", rules: [.panels[].targets[]?.expr | gsub("\\$__rate_interval"; "5m") | {record: "a:b", expr: .}]
    | [to_entries[] | .value + {labels: {n: "\(.key)"}}]}]}' grafana/posthorn.json >"$scratch/dashboard.yml"
  check 'posthorn.json: every question is one' bash -c "promtool check rules '$scratch/dashboard.yml' | grep -q 'SUCCESS: [1-9]'"
}

check_database() {
  local binaries port=$((20000 + RANDOM % 10000))
  binaries=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$binaries" ] || { skip postgresql 'no server of PostgreSQL'; return; }
  mkdir "$scratch/pg"
  chmod 755 "$scratch"
  [ "$(id -u)" -ne 0 ] || chown postgres "$scratch/pg"
  "${as_postgres[@]}" "$binaries/initdb" --pgdata "$scratch/pg/data" --username postgres --auth trust --encoding UTF8 >/dev/null 2>&1
  # As small as a test machine; everything else is as the file says.
  { cat postgresql/posthorn.conf; printf "port = %s\nshared_buffers = 64MB\nmaintenance_work_mem = 64MB\nunix_socket_directories = '%s'\n" "$port" "$scratch/pg"; } >"$scratch/pg.conf"
  "${as_postgres[@]}" "$binaries/postgres" -D "$scratch/pg/data" -c config_file="$scratch/pg.conf" >"$scratch/pg.log" 2>&1 &
  started+=($!)
  export PGHOST=127.0.0.1 PGPORT=$port PGUSER=postgres
  for _ in $(seq 100); do pg_isready -q && break; sleep 0.1; done
  check 'posthorn.conf: PostgreSQL starts with it' pg_isready
  check 'create.sql: the role and the database' psql -q --set password=once-and-never-again --file postgresql/create.sql
  check 'create.sql: the role has its timeouts' test "$(psql -tAq -U posthorn -d posthorn -c 'show statement_timeout; show idle_in_transaction_session_timeout; show lock_timeout' | tr '\n' ' ')" = '1min 20s 10s '
  check 'migrations: the role makes its tables' bash -c 'cat ../src/Posthorn.Postgres/Migrations/*.sql | psql -q -v ON_ERROR_STOP=1 -U posthorn -d posthorn'
  check_pooler "$port"
}

check_pooler() {
  has pgbouncer || { skip pgbouncer.ini 'no pgbouncer'; return; }
  local port=$(($1 + 1))
  psql -tAq -c "select format('\"posthorn\" \"%s\"', rolpassword) from pg_authid where rolname = 'posthorn'" >"$scratch/users.txt"
  sed -e "s#/etc/pgbouncer/userlist.txt#$scratch/users.txt#" -e "s/port=5432/port=$1/" -e "s/6432/$port/" -e "s#/var/run/postgresql##" postgresql/pgbouncer.ini >"$scratch/pgbouncer.ini"
  chmod 644 "$scratch/users.txt"
  "${as_postgres[@]}" pgbouncer "$scratch/pgbouncer.ini" >"$scratch/pgbouncer.log" 2>&1 &
  started+=($!)
  for _ in $(seq 50); do pg_isready -q -p "$port" && break; sleep 0.1; done
  check 'pgbouncer.ini: a question through it, by password' env PGPORT="$port" PGPASSWORD=once-and-never-again psql -q -U posthorn -d posthorn -c 'select count(*) from nodes'
  check 'pgbouncer.ini: nothing in it is unknown' bash -c "! grep -iE 'unknown|warning|error' '$scratch/pgbouncer.log'"
}

check_yaml
check_compose
check_proxy
check_unit
check_prometheus
check_dashboard
check_database
exit "$failed"
