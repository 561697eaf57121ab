#!/bin/sh
# Runs once, when the PostgreSQL container of docker-compose.yml starts on an empty volume.
# Gives the mock portal a role and a database of its own: it shares no table with the province.
set -eu
: "${MOCK_DATABASE_PASSWORD:?set it for the service postgres}"

psql --set ON_ERROR_STOP=1 --set password="$MOCK_DATABASE_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE dvcqg_mock LOGIN PASSWORD :'password';
CREATE DATABASE dvcqg_mock OWNER dvcqg_mock;
REVOKE CONNECT ON DATABASE dvcqg_mock FROM PUBLIC;
REVOKE CONNECT ON DATABASE dvcqg FROM PUBLIC;
SQL
