-- A form is not changed; what was answered only grows, and nothing is answered or counted twice.
CREATE TRIGGER exam_answers_are_not_changed BEFORE UPDATE ON exam_answers
BEGIN SELECT RAISE (ABORT, 'an answer is not changed'); END;
CREATE TRIGGER exam_forms_are_not_changed BEFORE UPDATE ON exams
WHEN OLD.form <> NEW.form OR OLD.started <> NEW.started OR OLD.user_id <> NEW.user_id
    OR OLD.finished IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'an exam that is over is not changed, nor is any form'); END;
