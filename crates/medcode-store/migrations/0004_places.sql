-- Where each part of a note's text stands in the document it was taken out of: JSON, never looked into.
ALTER TABLE notes ADD COLUMN places TEXT;
