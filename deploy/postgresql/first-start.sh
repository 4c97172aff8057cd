#!/bin/sh
# Run once by the PostgreSQL image, when its data folder is new: makes the role and the database. Elsewhere run create.sql by hand.
set -eu
exec psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --set password="$POSTHORN_DATABASE_PASSWORD" --file /create.sql
