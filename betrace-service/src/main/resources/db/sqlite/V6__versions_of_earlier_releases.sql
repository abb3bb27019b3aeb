-- Earlier releases kept no versions. What they left is the first that is remembered of a rule, so that it can be compared
-- with what comes next, and brought back.

INSERT INTO rule_versions (rule_id, ordinal, version, at, actor, action, reason, rule)
SELECT id, 1, version, updated_at, '', CASE WHEN version = 1 THEN 'CREATED' ELSE 'UPDATED' END,
    'as an earlier release left it',
    json_object(
        'id', id,
        'name', name,
        'description', description,
        'expression', expression,
        'enabled', json(CASE WHEN enabled THEN 'true' ELSE 'false' END),
        'severity', severity,
        'tags', json(tags),
        'params', json(params),
        'mode', mode,
        'owner', owner,
        'runbook', runbook,
        'controls', json(controls),
        'message', message,
        'fingerprint', json(fingerprint),
        'on_partial', on_partial,
        'completion', json(completion),
        'exceptions', json(exceptions),
        'tests', json(tests),
        'source', source,
        'location', location,
        'overrides', json(overrides),
        'created_at', created_at,
        'updated_at', updated_at,
        'version', version)
FROM rules;
