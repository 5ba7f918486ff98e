-- Where each part of a note's text stands in the document it was taken out of: JSON, never looked into.
ALTER TABLE notes ADD COLUMN places TEXT;

-- The revenue code that a facility bills a service under; empty where none is said.
ALTER TABLE charges ADD COLUMN revenue TEXT NOT NULL DEFAULT '';
