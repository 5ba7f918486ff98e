-- Mock exams: the form as it was drawn, every answer as it was given, and what came of it.
CREATE TABLE exams (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    credential TEXT NOT NULL,
    strict BIGINT NOT NULL,
    form TEXT NOT NULL,
    items BIGINT NOT NULL,
    started BIGINT NOT NULL,
    deadline BIGINT NOT NULL,
    paused BIGINT,
    paused_for BIGINT NOT NULL,
    finished BIGINT,
    ending TEXT,
    correct BIGINT,
    result TEXT
);
CREATE INDEX exams_by_user ON exams (user_id, started);

CREATE TABLE exam_answers (
    exam_id TEXT NOT NULL REFERENCES exams (id),
    seq BIGINT NOT NULL,
    item BIGINT NOT NULL,
    answer TEXT,
    flagged BIGINT NOT NULL,
    given BIGINT NOT NULL,
    PRIMARY KEY (exam_id, seq)
);

CREATE TABLE exam_outcomes (
    exam_id TEXT NOT NULL REFERENCES exams (id),
    item BIGINT NOT NULL,
    name TEXT NOT NULL,
    domain TEXT NOT NULL,
    correct BIGINT NOT NULL,
    PRIMARY KEY (exam_id, item)
);
CREATE INDEX exam_outcomes_by_name ON exam_outcomes (name);

-- Continuing education: credentials that are held, units that were earned, and the papers that show it.
CREATE TABLE held_credentials (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    credential TEXT NOT NULL,
    since TEXT,
    renewal TEXT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (user_id, credential)
);

CREATE TABLE earned_units (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    body TEXT NOT NULL,
    earned TEXT NOT NULL,
    hundredths BIGINT NOT NULL,
    title TEXT NOT NULL,
    provider TEXT NOT NULL,
    own_body BIGINT NOT NULL,
    field BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX earned_units_by_user ON earned_units (user_id, earned);

CREATE TABLE evidence_files (
    id TEXT PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES earned_units (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    digest TEXT NOT NULL,
    body BLOB NOT NULL,
    kept BIGINT NOT NULL
);
CREATE INDEX evidence_files_by_unit ON evidence_files (unit_id);
