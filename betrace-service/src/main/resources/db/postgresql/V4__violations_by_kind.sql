-- Every list names the kinds it wants, and has the newest first.

CREATE INDEX violations_by_kind ON violations (kind, seq);
CREATE INDEX violations_by_severity ON violations (severity, kind, seq);
CREATE INDEX violations_by_service ON violations (service, kind, seq);
CREATE INDEX violations_by_rule ON violations (rule_id, kind, seq);
CREATE INDEX violations_by_trace ON violations (trace_id, kind, seq);
