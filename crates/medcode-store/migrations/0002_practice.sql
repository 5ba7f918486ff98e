-- A practice chart that was graded. given and grade are JSON of the wire.
CREATE TABLE chart_attempts (
    id TEXT PRIMARY KEY,
    learner TEXT NOT NULL REFERENCES users (id),
    chart TEXT NOT NULL,
    started BIGINT NOT NULL,
    finished BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    hints BIGINT NOT NULL,
    codes_right BIGINT NOT NULL,
    codes BIGINT NOT NULL,
    errors BIGINT NOT NULL,
    given TEXT NOT NULL,
    grade TEXT NOT NULL
);
CREATE INDEX chart_attempts_by_learner ON chart_attempts (learner, finished);

-- An item counts once a day: what is answered again after its reasons were seen does not.
CREATE TABLE practice_answers (
    learner TEXT NOT NULL REFERENCES users (id),
    item TEXT NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    was_right BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    answered BIGINT NOT NULL,
    PRIMARY KEY (learner, item, day)
);
CREATE INDEX practice_answers_by_time ON practice_answers (learner, answered);

-- When an item comes back. stability and difficulty are decimal numbers.
CREATE TABLE practice_cards (
    learner TEXT NOT NULL REFERENCES users (id),
    item TEXT NOT NULL,
    due TEXT NOT NULL,
    last_asked TEXT NOT NULL,
    stability TEXT NOT NULL,
    difficulty TEXT NOT NULL,
    asked BIGINT NOT NULL,
    lapses BIGINT NOT NULL,
    PRIMARY KEY (learner, item)
);

-- Who learns together.
CREATE TABLE cohorts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL REFERENCES users (id),
    created BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE cohort_members (
    cohort_id TEXT NOT NULL REFERENCES cohorts (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (cohort_id, user_id)
);
CREATE INDEX cohort_members_by_user ON cohort_members (user_id);

-- items is JSON of the wire: the charts, or which questions and how many.
CREATE TABLE assignments (
    id TEXT PRIMARY KEY,
    cohort_id TEXT NOT NULL REFERENCES cohorts (id),
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    items TEXT NOT NULL,
    due TEXT,
    created BIGINT NOT NULL
);
CREATE INDEX assignments_by_cohort ON assignments (cohort_id, created);
