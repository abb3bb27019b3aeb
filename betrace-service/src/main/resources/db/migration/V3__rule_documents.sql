-- A rule is a whole document, and a violation says how certain it is, for whom it counts and why it is one.

ALTER TABLE rules ADD COLUMN params TEXT NOT NULL DEFAULT '{}';
ALTER TABLE rules ADD COLUMN mode TEXT NOT NULL DEFAULT 'ENFORCE';
ALTER TABLE rules ADD COLUMN owner TEXT NOT NULL DEFAULT '';
ALTER TABLE rules ADD COLUMN runbook TEXT NOT NULL DEFAULT '';
ALTER TABLE rules ADD COLUMN controls TEXT NOT NULL DEFAULT '[]';
ALTER TABLE rules ADD COLUMN message TEXT NOT NULL DEFAULT '';
ALTER TABLE rules ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '[]';
ALTER TABLE rules ADD COLUMN on_partial TEXT NOT NULL DEFAULT 'UNDECIDED';
ALTER TABLE rules ADD COLUMN completion TEXT NOT NULL DEFAULT '{"localRoot":"COMPLETE"}';
ALTER TABLE rules ADD COLUMN exceptions TEXT NOT NULL DEFAULT '[]';

ALTER TABLE violations ADD COLUMN mode TEXT NOT NULL DEFAULT 'ENFORCE';
-- why it is not certain; null for a violation
ALTER TABLE violations ADD COLUMN undecided TEXT;
ALTER TABLE violations ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
ALTER TABLE violations ADD COLUMN explanation TEXT NOT NULL DEFAULT '{"roles":[],"values":[],"closest":""}';
-- mode and undecided as one number to search by: 0 is a violation of an enforced rule, 1 more is undecided, 2 more is SHADOW
ALTER TABLE violations ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
