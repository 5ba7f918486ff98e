-- The index of words: of the latest note of each encounter.
CREATE TABLE note_index (
    encounter_id TEXT COLLATE "C" PRIMARY KEY REFERENCES encounters (id),
    note_id TEXT COLLATE "C" NOT NULL REFERENCES notes (id),
    words TSVECTOR NOT NULL
);
CREATE INDEX note_index_by_word ON note_index USING gin (words);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is not changed', TG_TABLE_NAME;
END $$;

-- The audit log only grows.
CREATE TRIGGER audit_log_is_not_changed BEFORE UPDATE OR DELETE ON audit_log
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_is_not_emptied BEFORE TRUNCATE ON audit_log
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A note is not changed: it can be erased once, keeping its digests.
CREATE TRIGGER notes_are_not_changed BEFORE UPDATE ON notes FOR EACH ROW
WHEN (NOT (
    OLD.erased IS NULL AND NEW.erased IS NOT NULL
    AND NEW.body IS NULL AND NEW.original IS NULL AND NEW.name IS NULL
    AND NEW.id = OLD.id AND NEW.encounter_id = OLD.encounter_id AND NEW.version = OLD.version
    AND NEW.media_type = OLD.media_type AND NEW.text_digest = OLD.text_digest
    AND NEW.text_bytes = OLD.text_bytes
    AND NEW.original_digest IS NOT DISTINCT FROM OLD.original_digest
    AND NEW.kept_at = OLD.kept_at AND NEW.kept_by = OLD.kept_by
)) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER notes_are_not_deleted BEFORE DELETE ON notes
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER notes_are_not_emptied BEFORE TRUNCATE ON notes
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A code set is not changed: its document can be erased once.
CREATE TRIGGER code_sets_are_not_changed BEFORE UPDATE ON code_sets FOR EACH ROW
WHEN (NOT (
    OLD.erased IS NULL AND NEW.erased IS NOT NULL AND NEW.document IS NULL
    AND NEW.encounter_id = OLD.encounter_id AND NEW.seq = OLD.seq AND NEW.base = OLD.base
    AND NEW.note_id IS NOT DISTINCT FROM OLD.note_id
    AND NEW.medcode = OLD.medcode AND NEW.releases = OLD.releases
    AND NEW.saved_at = OLD.saved_at AND NEW.saved_by = OLD.saved_by
)) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER code_sets_are_not_deleted BEFORE DELETE ON code_sets
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER code_sets_are_not_emptied BEFORE TRUNCATE ON code_sets
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_unless_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM code_sets c
        WHERE c.encounter_id = OLD.encounter_id AND c.seq = OLD.seq AND c.erased IS NOT NULL
    ) THEN
        RAISE EXCEPTION '% is not changed', TG_TABLE_NAME;
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER coded_lines_are_not_changed BEFORE UPDATE ON coded_lines
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER coded_lines_go_with_their_set BEFORE DELETE ON coded_lines
FOR EACH ROW EXECUTE FUNCTION refuse_unless_erased();

-- A decision is not changed: codes and reason can be erased, who and when and by which rule stay.
CREATE TRIGGER decisions_are_not_changed BEFORE UPDATE ON decisions FOR EACH ROW
WHEN (NOT (
    NEW.system = '' AND NEW.code = '' AND NEW.from_code IS NULL AND NEW.reason IS NULL
    AND NEW.encounter_id = OLD.encounter_id AND NEW.seq = OLD.seq AND NEW.code_set = OLD.code_set
    AND NEW.decided_at = OLD.decided_at AND NEW.decided_by = OLD.decided_by
    AND NEW.medcode = OLD.medcode AND NEW.kind = OLD.kind
    AND NEW.rule IS NOT DISTINCT FROM OLD.rule
    AND NEW.release_id IS NOT DISTINCT FROM OLD.release_id
)) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decisions_are_not_deleted BEFORE DELETE ON decisions
FOR EACH ROW EXECUTE FUNCTION refuse_change();
