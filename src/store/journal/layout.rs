//! The tables of the journal, and how those of earlier versions become the present ones, for `database.rs` to carry out.

/// What leads from each layout to the next. A step that was shipped never changes.
pub(super) const STEPS: [&str; 2] = [TABLES, LOOKING_BACK];

/// Times are microseconds since 1970; states are their names. `counts` is what a finished batch came to, so that a list
/// of batches need not count millions of machines. `writer` names the process that runs it.
const TABLES: &str = "
CREATE TABLE batch (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    title     TEXT NOT NULL,
    command   TEXT NOT NULL,
    detail    TEXT NOT NULL,
    options   TEXT NOT NULL,
    started   INTEGER NOT NULL,
    finished  INTEGER,
    cancelled INTEGER NOT NULL DEFAULT 0,
    machines  INTEGER NOT NULL,
    writer    TEXT NOT NULL
) STRICT;
CREATE TABLE entry (
    batch   INTEGER NOT NULL,
    machine INTEGER NOT NULL,
    address TEXT NOT NULL,
    mac     TEXT,
    command TEXT NOT NULL,
    state   TEXT NOT NULL,
    words   TEXT NOT NULL DEFAULT '',
    at      INTEGER NOT NULL,
    PRIMARY KEY (batch, machine)
) STRICT, WITHOUT ROWID;
";

/// Lists of thousands of batches, and those that were cut off, without reading everything.
const LOOKING_BACK: &str = "
ALTER TABLE batch ADD COLUMN counts TEXT;
CREATE INDEX batch_unfinished ON batch (number) WHERE finished IS NULL;
CREATE INDEX batch_started ON batch (started);
";
