-- The index of words: of the latest note of each encounter, in numbered rows (FTS5 knows no other).
CREATE TABLE note_index (
    number INTEGER PRIMARY KEY,
    encounter_id TEXT NOT NULL UNIQUE REFERENCES encounters (id),
    note_id TEXT NOT NULL REFERENCES notes (id)
);
CREATE VIRTUAL TABLE note_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
INSERT INTO note_words (note_words, rank) VALUES ('secure-delete', 1);

-- The audit log only grows.
CREATE TRIGGER audit_log_is_not_changed BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE (ABORT, 'the audit log is not changed'); END;
CREATE TRIGGER audit_log_is_not_deleted BEFORE DELETE ON audit_log
BEGIN SELECT RAISE (ABORT, 'the audit log is not deleted'); END;

-- A note is not changed: it can be erased once, keeping its digests.
CREATE TRIGGER notes_are_not_changed BEFORE UPDATE ON notes
WHEN NOT (
    OLD.erased IS NULL AND NEW.erased IS NOT NULL
    AND NEW.body IS NULL AND NEW.original IS NULL AND NEW.name IS NULL
    AND NEW.id = OLD.id AND NEW.encounter_id = OLD.encounter_id AND NEW.version = OLD.version
    AND NEW.media_type = OLD.media_type AND NEW.text_digest = OLD.text_digest
    AND NEW.text_bytes = OLD.text_bytes AND NEW.original_digest IS OLD.original_digest
    AND NEW.kept_at = OLD.kept_at AND NEW.kept_by = OLD.kept_by
)
BEGIN SELECT RAISE (ABORT, 'a note is not changed'); END;
CREATE TRIGGER notes_are_not_deleted BEFORE DELETE ON notes
BEGIN SELECT RAISE (ABORT, 'a note is not deleted'); END;

-- A code set is not changed: its document can be erased once.
CREATE TRIGGER code_sets_are_not_changed BEFORE UPDATE ON code_sets
WHEN NOT (
    OLD.erased IS NULL AND NEW.erased IS NOT NULL AND NEW.document IS NULL
    AND NEW.encounter_id = OLD.encounter_id AND NEW.seq = OLD.seq AND NEW.base = OLD.base
    AND NEW.note_id IS OLD.note_id AND NEW.medcode = OLD.medcode AND NEW.releases = OLD.releases
    AND NEW.saved_at = OLD.saved_at AND NEW.saved_by = OLD.saved_by
)
BEGIN SELECT RAISE (ABORT, 'a code set is not changed'); END;
CREATE TRIGGER code_sets_are_not_deleted BEFORE DELETE ON code_sets
BEGIN SELECT RAISE (ABORT, 'a code set is not deleted'); END;

CREATE TRIGGER coded_lines_are_not_changed BEFORE UPDATE ON coded_lines
BEGIN SELECT RAISE (ABORT, 'a code set is not changed'); END;
CREATE TRIGGER coded_lines_go_with_their_set BEFORE DELETE ON coded_lines
WHEN NOT EXISTS (
    SELECT 1 FROM code_sets c
    WHERE c.encounter_id = OLD.encounter_id AND c.seq = OLD.seq AND c.erased IS NOT NULL
)
BEGIN SELECT RAISE (ABORT, 'a code set is not changed'); END;

-- A decision is not changed: codes and reason can be erased, who and when and by which rule stay.
CREATE TRIGGER decisions_are_not_changed BEFORE UPDATE ON decisions
WHEN NOT (
    NEW.system = '' AND NEW.code = '' AND NEW.from_code IS NULL AND NEW.reason IS NULL
    AND NEW.encounter_id = OLD.encounter_id AND NEW.seq = OLD.seq AND NEW.code_set = OLD.code_set
    AND NEW.decided_at = OLD.decided_at AND NEW.decided_by = OLD.decided_by
    AND NEW.medcode = OLD.medcode AND NEW.kind = OLD.kind
    AND NEW.rule IS OLD.rule AND NEW.release_id IS OLD.release_id
)
BEGIN SELECT RAISE (ABORT, 'a decision is not changed'); END;
CREATE TRIGGER decisions_are_not_deleted BEFORE DELETE ON decisions
BEGIN SELECT RAISE (ABORT, 'a decision is not deleted'); END;
