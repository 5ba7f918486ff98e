-- What is erased takes its places along.
DROP TRIGGER notes_are_not_changed ON notes;
CREATE TRIGGER notes_are_not_changed BEFORE UPDATE ON notes FOR EACH ROW
WHEN (NOT (
    OLD.erased IS NULL AND NEW.erased IS NOT NULL
    AND NEW.body IS NULL AND NEW.original IS NULL AND NEW.name IS NULL AND NEW.places IS NULL
    AND NEW.id = OLD.id AND NEW.encounter_id = OLD.encounter_id AND NEW.version = OLD.version
    AND NEW.media_type = OLD.media_type AND NEW.text_digest = OLD.text_digest
    AND NEW.text_bytes = OLD.text_bytes
    AND NEW.original_digest IS NOT DISTINCT FROM OLD.original_digest
    AND NEW.kept_at = OLD.kept_at AND NEW.kept_by = OLD.kept_by
)) EXECUTE FUNCTION refuse_change();
