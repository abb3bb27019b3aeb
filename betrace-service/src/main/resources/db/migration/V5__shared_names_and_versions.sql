-- Rules have tests and say where they come from, share lists, lookups and macros by name, and are remembered as they were.

ALTER TABLE rules ADD COLUMN tests TEXT NOT NULL DEFAULT '[]';
-- who owns it: API, or FILE with the file as its location
ALTER TABLE rules ADD COLUMN source TEXT NOT NULL DEFAULT 'API';
ALTER TABLE rules ADD COLUMN location TEXT NOT NULL DEFAULT '';
-- what the configuration says instead of params
ALTER TABLE rules ADD COLUMN overrides TEXT NOT NULL DEFAULT '{}';

CREATE TABLE shared_names (
    kind       TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    -- as JSON
    value      TEXT   NOT NULL,
    source     TEXT   NOT NULL,
    location   TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version    BIGINT NOT NULL,
    PRIMARY KEY (kind, name)
);

CREATE TABLE rule_versions (
    rule_id TEXT   NOT NULL,
    -- counts the changes of the rule from 1, without gaps; a deletion has the version of what it deletes
    ordinal BIGINT NOT NULL,
    version BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    actor   TEXT   NOT NULL,
    action  TEXT   NOT NULL,
    reason  TEXT   NOT NULL,
    -- the whole rule as JSON: the columns of rules
    rule    TEXT   NOT NULL,
    PRIMARY KEY (rule_id, ordinal)
);

-- has all that is asked for before a rule is changed, so that the documents need not be read for it
CREATE INDEX rule_versions_last ON rule_versions (rule_id, ordinal, version);
