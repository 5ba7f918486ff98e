-- What both databases keep. In PostgreSQL TEXT is read as TEXT COLLATE "C" and BLOB as BYTEA.
-- Flags are 0 or 1, times milliseconds since 1970 UTC, dates ISO texts.

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    login TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    active BIGINT NOT NULL,
    must_change BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    locked_until BIGINT,
    created BIGINT NOT NULL,
    last_login BIGINT,
    version BIGINT NOT NULL
);

CREATE TABLE invitations (
    id TEXT PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    used BIGINT,
    revoked BIGINT
);

CREATE TABLE sessions (
    cookie TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    csrf TEXT NOT NULL,
    created BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    secret TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT,
    last_used BIGINT,
    revoked BIGINT
);
CREATE INDEX api_keys_by_owner ON api_keys (owner);

CREATE TABLE patients (
    id TEXT PRIMARY KEY,
    mrn TEXT UNIQUE,
    family TEXT NOT NULL,
    given TEXT NOT NULL,
    birth TEXT,
    sex TEXT,
    address TEXT NOT NULL,
    folded TEXT NOT NULL,
    created BIGINT NOT NULL,
    version BIGINT NOT NULL,
    erased BIGINT
);
CREATE INDEX patients_by_name ON patients (folded);

CREATE TABLE payers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    payer_id TEXT UNIQUE,
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    active BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE coverages (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    position BIGINT NOT NULL,
    payer TEXT NOT NULL REFERENCES payers (id),
    member TEXT NOT NULL,
    group_number TEXT,
    relation TEXT NOT NULL,
    subscriber TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    UNIQUE (patient_id, position)
);

CREATE TABLE providers (
    id TEXT PRIMARY KEY,
    npi TEXT UNIQUE,
    family TEXT NOT NULL,
    given TEXT NOT NULL,
    taxonomy TEXT,
    organisation TEXT,
    is_organisation BIGINT NOT NULL,
    detail TEXT NOT NULL,
    active BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE charge_lists (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL
);

CREATE TABLE charges (
    list_id TEXT NOT NULL REFERENCES charge_lists (id),
    code TEXT NOT NULL,
    modifier TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    cents BIGINT NOT NULL,
    PRIMARY KEY (list_id, code, modifier, valid_from)
);

-- due is the greatest number where nothing is due, so that it sorts last; open follows the status.
CREATE TABLE encounters (
    id TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    patient_id TEXT REFERENCES patients (id),
    provider_id TEXT REFERENCES providers (id),
    service_from TEXT,
    service_to TEXT,
    setting TEXT,
    billing TEXT,
    age BIGINT,
    sex TEXT,
    title TEXT NOT NULL,
    folded TEXT NOT NULL,
    status TEXT NOT NULL,
    open BIGINT NOT NULL,
    priority BIGINT NOT NULL,
    due BIGINT NOT NULL,
    assignee TEXT REFERENCES users (id),
    hold_reason TEXT,
    facts TEXT NOT NULL,
    code_set BIGINT NOT NULL,
    note_count BIGINT NOT NULL,
    decision_count BIGINT NOT NULL,
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    version BIGINT NOT NULL,
    erased BIGINT
);
CREATE INDEX encounters_by_urgency ON encounters (status, priority, due, created, id);
CREATE INDEX encounters_open_by_urgency ON encounters (open, priority, due, created, id);
CREATE INDEX encounters_by_assignee ON encounters (assignee, status);
CREATE INDEX encounters_by_patient ON encounters (patient_id, service_from);
CREATE INDEX encounters_by_time ON encounters (created, id);

CREATE TABLE presence (
    encounter_id TEXT NOT NULL REFERENCES encounters (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    since BIGINT NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (encounter_id, user_id)
);

CREATE TABLE notes (
    id TEXT PRIMARY KEY,
    encounter_id TEXT NOT NULL REFERENCES encounters (id),
    version BIGINT NOT NULL,
    name TEXT,
    media_type TEXT NOT NULL,
    text_digest TEXT NOT NULL,
    text_bytes BIGINT NOT NULL,
    original_digest TEXT,
    body TEXT,
    original BLOB,
    kept_at BIGINT NOT NULL,
    kept_by TEXT NOT NULL,
    erased BIGINT,
    UNIQUE (encounter_id, version)
);

CREATE TABLE code_sets (
    encounter_id TEXT NOT NULL REFERENCES encounters (id),
    seq BIGINT NOT NULL,
    base BIGINT NOT NULL,
    document TEXT,
    note_id TEXT REFERENCES notes (id),
    medcode TEXT NOT NULL,
    releases TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    saved_by TEXT NOT NULL,
    erased BIGINT,
    PRIMARY KEY (encounter_id, seq)
);

-- compact is the code without its dot, in capitals.
CREATE TABLE coded_lines (
    encounter_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    position BIGINT NOT NULL,
    system TEXT NOT NULL,
    code TEXT NOT NULL,
    compact TEXT NOT NULL,
    modifiers TEXT NOT NULL,
    units BIGINT,
    PRIMARY KEY (encounter_id, seq, position),
    FOREIGN KEY (encounter_id, seq) REFERENCES code_sets (encounter_id, seq)
);
CREATE INDEX coded_lines_by_code ON coded_lines (compact);

CREATE TABLE decisions (
    encounter_id TEXT NOT NULL REFERENCES encounters (id),
    seq BIGINT NOT NULL,
    code_set BIGINT NOT NULL,
    decided_at BIGINT NOT NULL,
    decided_by TEXT NOT NULL,
    medcode TEXT NOT NULL,
    kind TEXT NOT NULL,
    system TEXT NOT NULL,
    code TEXT NOT NULL,
    from_code TEXT,
    reason TEXT,
    rule TEXT,
    release_id TEXT,
    PRIMARY KEY (encounter_id, seq)
);

CREATE TABLE favourites (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL REFERENCES users (id),
    kind TEXT NOT NULL,
    shared BIGINT NOT NULL,
    system TEXT NOT NULL,
    code TEXT NOT NULL,
    body TEXT NOT NULL,
    updated BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX favourites_starred ON favourites (owner, system, code) WHERE kind = 'star';
CREATE INDEX favourites_by_code ON favourites (system, code);

CREATE TABLE audit_log (
    seq BIGINT PRIMARY KEY,
    happened BIGINT NOT NULL,
    actor TEXT NOT NULL,
    request TEXT,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    detail TEXT NOT NULL,
    prev TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE INDEX audit_log_by_subject ON audit_log (subject_kind, subject_id, seq);
CREATE INDEX audit_log_by_actor ON audit_log (actor, seq);

-- One row: the last entry. A log that lost its end does not agree with it.
CREATE TABLE audit_head (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL,
    digest TEXT NOT NULL
);
INSERT INTO audit_head VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    message TEXT NOT NULL,
    input TEXT NOT NULL,
    result TEXT,
    asked_by TEXT NOT NULL,
    created BIGINT NOT NULL,
    heartbeat BIGINT NOT NULL,
    stop_asked BIGINT NOT NULL
);
CREATE INDEX jobs_by_state ON jobs (state, created);

-- status and answer are absent while the request is being done.
CREATE TABLE requests (
    actor TEXT NOT NULL,
    request_key TEXT NOT NULL,
    digest TEXT NOT NULL,
    status BIGINT,
    answer BLOB,
    expires BIGINT NOT NULL,
    PRIMARY KEY (actor, request_key)
);
CREATE INDEX requests_by_expiry ON requests (expires);

-- A kind without a row is kept for ever.
CREATE TABLE retention (
    kind TEXT PRIMARY KEY,
    days BIGINT NOT NULL
);
