-- A form is not changed; what was answered only grows, and nothing is answered or counted twice.
CREATE TRIGGER exam_answers_are_not_changed BEFORE UPDATE ON exam_answers
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER exam_forms_are_not_changed BEFORE UPDATE ON exams FOR EACH ROW
WHEN (
    OLD.form <> NEW.form OR OLD.started <> NEW.started OR OLD.user_id <> NEW.user_id
    OR OLD.finished IS NOT NULL
) EXECUTE FUNCTION refuse_change();
