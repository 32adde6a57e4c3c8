# A database server for the tests, to be read by a script: `start_postgres` uses the one that
# answers on 127.0.0.1:5432, or that of the machine, or makes one of its own, and sets
# `postgres_address` to a role and database made for this run; `stop_postgres` removes them.

postgres_own=
postgres_role=cerchia_test_$$
postgres_port=5432

# Whoever may make roles: the trusted user postgres over the network, or the same by its socket.
_postgres_admin() {
  if psql -qw -h 127.0.0.1 -p "$postgres_port" -U postgres -d postgres -c 'select 1' > /dev/null 2>&1; then
    psql -qw -h 127.0.0.1 -p "$postgres_port" -U postgres -d postgres -v ON_ERROR_STOP=1 "$@"
  else
    runuser -u postgres -- psql -qw -p "$postgres_port" -d postgres -v ON_ERROR_STOP=1 "$@"
  fi
}

_postgres_makes_one() {
  local bin
  bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb 2> /dev/null | tail -n 1)")
  [ -x "$bin/initdb" ] || bin=$(dirname "$(command -v initdb)")
  postgres_own=$(mktemp -d)
  postgres_port=$((20000 + RANDOM % 20000))
  chown postgres "$postgres_own"
  runuser -u postgres -- "$bin/initdb" -D "$postgres_own/data" -A trust -E UTF8 > /dev/null \
    && runuser -u postgres -- "$bin/pg_ctl" -D "$postgres_own/data" -w -l "$postgres_own/log" \
      -o "-p $postgres_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$postgres_own" start > /dev/null
  postgres_stop=("$bin/pg_ctl" -D "$postgres_own/data" -m immediate stop)
}

start_postgres() {
  if ! psql -qw -h 127.0.0.1 -U postgres -d postgres -c 'select 1' > /dev/null 2>&1; then
    service postgresql start > /dev/null 2>&1
    for _ in 1 2 3 4 5 6 7 8 9 10; do
      runuser -u postgres -- psql -qw -d postgres -c 'select 1' > /dev/null 2>&1 && break
      sleep 1
    done
  fi
  _postgres_admin -c 'select 1' > /dev/null 2>&1 || _postgres_makes_one || return 1
  local password
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  _postgres_admin -c "create role $postgres_role login createdb password '$password'" \
    && _postgres_admin -c "create database $postgres_role owner $postgres_role" || return 1
  postgres_address=postgres://$postgres_role:$password@127.0.0.1:$postgres_port/$postgres_role
}

stop_postgres() {
  if [ -n "$postgres_own" ]; then
    runuser -u postgres -- "${postgres_stop[@]}" > /dev/null
    rm -rf "$postgres_own"
  else
    local name
    for name in $(_postgres_admin -Atc "select datname from pg_database where datdba = '$postgres_role'::regrole"); do
      _postgres_admin -c "drop database if exists \"$name\" with (force)"
    done
    _postgres_admin -c "drop role if exists $postgres_role"
  fi
}
