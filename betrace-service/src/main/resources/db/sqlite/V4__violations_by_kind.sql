-- Every list names the kinds it wants. With the kind in each index the newest of a kind are still read without sorting, and
-- counted without reading the rows. Where several indexes would do, SQLite takes the one that was created last.

DROP INDEX violations_by_severity;
DROP INDEX violations_by_service;
DROP INDEX violations_by_rule;
DROP INDEX violations_by_trace;
DROP INDEX violations_by_time;

CREATE INDEX violations_by_kind ON violations (kind);
CREATE INDEX violations_by_severity ON violations (severity, kind);
CREATE INDEX violations_by_service ON violations (service, kind);
CREATE INDEX violations_by_rule ON violations (rule_id, kind);
CREATE INDEX violations_by_trace ON violations (trace_id, kind);
CREATE INDEX violations_by_time ON violations (kind, found_at);
