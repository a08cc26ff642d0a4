"""The tables of a run. A version is never changed: the next one is made out of it."""

from __future__ import annotations

from dateline.database import Kind

_FIRST = (
    # Each time that the run was started.
    """
    CREATE TABLE starts (
        id INTEGER PRIMARY KEY,
        process INTEGER NOT NULL,
        host TEXT NOT NULL,
        begun REAL NOT NULL,
        ended REAL,
        ended_as TEXT,
        expected INTEGER
    )
    """,
    # What it was configured as, part by part as JSON.
    """
    CREATE TABLE configurations (
        id INTEGER PRIMARY KEY,
        fingerprint TEXT NOT NULL UNIQUE,
        parts TEXT NOT NULL,
        since REAL NOT NULL
    )
    """,
    # Each article once, by what it says and its day.
    """
    CREATE TABLE articles (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE
    )
    """,
    # What is written of it, compressed; apart, so that the table above stays small.
    """
    CREATE TABLE contents (
        article INTEGER PRIMARY KEY REFERENCES articles (number),
        content BLOB NOT NULL
    )
    """,
    # Where it stands in the inputs: of one article maybe in several places.
    """
    CREATE TABLE rows (
        source TEXT NOT NULL,
        place INTEGER NOT NULL,
        article INTEGER REFERENCES articles (number),
        given_id TEXT,
        title TEXT,
        url TEXT,
        outlet TEXT,
        problem TEXT,
        PRIMARY KEY (source, place)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX rows_by_article ON rows (article)",
    # What became of it. `again`: it is to be read once more, and stands until then.
    """
    CREATE TABLE outcomes (
        article INTEGER PRIMARY KEY REFERENCES articles (number),
        state TEXT NOT NULL CHECK (state IN ('done', 'failed')),
        configuration INTEGER NOT NULL REFERENCES configurations (id),
        finished REAL NOT NULL,
        incidents INTEGER NOT NULL DEFAULT 0,
        statements INTEGER NOT NULL DEFAULT 0,
        policy_context INTEGER NOT NULL DEFAULT 0,
        other_records INTEGER NOT NULL DEFAULT 0,
        unanswered INTEGER NOT NULL DEFAULT 0,
        error TEXT,
        problem TEXT,
        again INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX outcomes_again ON outcomes (article) WHERE again",
    "CREATE INDEX outcomes_failed ON outcomes (finished) WHERE state = 'failed'",
    # The records, compressed JSON without findings and receipt.
    """
    CREATE TABLE extractions (
        article INTEGER PRIMARY KEY REFERENCES articles (number),
        extraction BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE receipts (
        article INTEGER PRIMARY KEY REFERENCES articles (number),
        provider TEXT NOT NULL,
        model TEXT NOT NULL,
        cost TEXT,
        prompt_tokens INTEGER NOT NULL,
        completion_tokens INTEGER NOT NULL,
        seconds REAL NOT NULL,
        receipt BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE findings (
        article INTEGER NOT NULL REFERENCES articles (number),
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        severity TEXT NOT NULL,
        message TEXT NOT NULL,
        record TEXT,
        field TEXT,
        first INTEGER,
        last INTEGER,
        value TEXT,
        PRIMARY KEY (article, number)
    ) WITHOUT ROWID
    """,
    # Each time that it was read. Without an end: under way, or cut off with its process.
    """
    CREATE TABLE attempts (
        id INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES articles (number),
        start INTEGER NOT NULL REFERENCES starts (id),
        begun REAL NOT NULL,
        alone INTEGER NOT NULL DEFAULT 0,
        ended REAL,
        ended_as TEXT,
        error TEXT,
        problem TEXT,
        requests INTEGER NOT NULL DEFAULT 0,
        prompt_tokens INTEGER NOT NULL DEFAULT 0,
        completion_tokens INTEGER NOT NULL DEFAULT 0,
        cost TEXT NOT NULL DEFAULT '0',
        cost_unknown INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX attempts_by_article ON attempts (article)",
    "CREATE INDEX attempts_open ON attempts (id) WHERE ended IS NULL",
    "CREATE INDEX attempts_interrupted ON attempts (article) WHERE ended_as = 'interrupted'",
)

_ANSWERS = (
    # The model's own words, compressed, by all that they depend on; see `dateline.cache`.
    """
    CREATE TABLE answers (
        key TEXT PRIMARY KEY,
        attempt INTEGER REFERENCES attempts (id),
        question TEXT,
        stopped TEXT NOT NULL,
        prompt_tokens INTEGER NOT NULL DEFAULT 0,
        completion_tokens INTEGER NOT NULL DEFAULT 0,
        cost TEXT NOT NULL DEFAULT '0',
        cost_unknown INTEGER NOT NULL DEFAULT 0,
        raw BLOB NOT NULL
    )
    """,
    "CREATE INDEX answers_by_attempt ON answers (attempt)",
    # Which start an outcome comes from.
    "ALTER TABLE outcomes ADD COLUMN start INTEGER REFERENCES starts (id)",
)

_COPIES = (
    # The sentences by which articles that were asked about are found again in a copy, by digest.
    """
    CREATE TABLE sentences (
        digest INTEGER NOT NULL,
        article INTEGER NOT NULL REFERENCES articles (number),
        PRIMARY KEY (digest, article)
    ) WITHOUT ROWID
    """,
    # The id of the article whose answer a copy took over.
    "ALTER TABLE outcomes ADD COLUMN copy_of TEXT",
    "CREATE INDEX outcomes_copies ON outcomes (copy_of) WHERE copy_of IS NOT NULL",
)

_EVENTS = (
    # Each incident of each article as it is linked with others: once its event is known, why.
    """
    CREATE TABLE reports (
        article INTEGER NOT NULL REFERENCES articles (number),
        record TEXT NOT NULL,
        published TEXT,
        country TEXT,
        first TEXT,
        last TEXT,
        incident TEXT NOT NULL,
        event TEXT,
        joined INTEGER,
        likest INTEGER,
        explanation TEXT,
        PRIMARY KEY (article, record)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX reports_by_day ON reports (country, first) WHERE event IS NOT NULL",
    "CREATE INDEX reports_by_event ON reports (event, joined)",
    "CREATE INDEX reports_to_link ON reports (published, article) WHERE event IS NULL",
    # The outcome of an article that its reports are of, by when it was there.
    """
    CREATE TABLE linked (
        article INTEGER PRIMARY KEY REFERENCES articles (number),
        finished REAL NOT NULL
    )
    """,
)

_BATCH_APIS = (
    # The batches of requests that were handed to a provider: noted before, so that a batch which a
    # crash leaves in doubt is looked for, and not paid for twice.
    """
    CREATE TABLE api_batches (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        account TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('submitting', 'sent', 'collected', 'refused')),
        remote TEXT,
        begun REAL NOT NULL,
        deadline REAL,
        ended REAL,
        requests INTEGER NOT NULL,
        answered INTEGER NOT NULL DEFAULT 0,
        prompt_tokens INTEGER NOT NULL DEFAULT 0,
        completion_tokens INTEGER NOT NULL DEFAULT 0,
        cost TEXT NOT NULL DEFAULT '0',
        cost_unknown INTEGER NOT NULL DEFAULT 0,
        problem TEXT
    )
    """,
    # The requests, by the keys of their answers. "again": it came back without one, and is written
    # down anew when its article is read. The body is there until something has come of it.
    """
    CREATE TABLE api_requests (
        key TEXT PRIMARY KEY,
        attempt INTEGER REFERENCES attempts (id),
        question TEXT NOT NULL,
        state TEXT NOT NULL
            CHECK (state IN ('written', 'again', 'sent', 'answered', 'failed')),
        tries INTEGER NOT NULL DEFAULT 0,
        batch INTEGER REFERENCES api_batches (id),
        size INTEGER NOT NULL,
        worst TEXT,
        body BLOB,
        usage TEXT,
        cost TEXT,
        error TEXT,
        problem TEXT
    )
    """,
    "CREATE INDEX api_requests_written ON api_requests (state) WHERE state = 'written'",
    "CREATE INDEX api_requests_by_batch ON api_requests (batch) WHERE state = 'sent'",
    "CREATE INDEX api_requests_by_attempt ON api_requests (attempt)",
)

_ADDRESSES = (
    # Every text that was met under an address: its rows tell only of the one that stands there now.
    """
    CREATE TABLE addresses (
        url TEXT NOT NULL,
        article INTEGER NOT NULL REFERENCES articles (number),
        title TEXT,
        PRIMARY KEY (url, article)
    ) WITHOUT ROWID
    """,
    """
    INSERT OR IGNORE INTO addresses (url, article, title)
    SELECT url, article, title FROM rows WHERE url IS NOT NULL AND article IS NOT NULL
    """,
)

_REVIEWS = (
    # Articles as they were when they were reviewed: the offsets of what was decided are theirs.
    """
    CREATE TABLE review_articles (
        id INTEGER PRIMARY KEY,
        article TEXT NOT NULL,
        digest TEXT NOT NULL,
        content BLOB NOT NULL,
        UNIQUE (article, digest)
    )
    """,
    # What was decided about: a record as it was first met, or one that a reviewer added.
    """
    CREATE TABLE review_subjects (
        id INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES review_articles (id),
        type TEXT NOT NULL,
        key TEXT NOT NULL,
        UNIQUE (article, key)
    )
    """,
    # Every decision, with the record as it was shown and as the reviewer left it. The last one of
    # a reviewer stands; none is changed, and no run writes here.
    """
    CREATE TABLE review_decisions (
        id INTEGER PRIMARY KEY,
        subject INTEGER NOT NULL REFERENCES review_subjects (id),
        reviewer TEXT NOT NULL,
        at REAL NOT NULL,
        verdict TEXT NOT NULL
            CHECK (verdict IN ('accepted', 'corrected', 'rejected', 'added', 'withdrawn')),
        shown TEXT,
        stands TEXT
    )
    """,
    "CREATE INDEX review_decisions_by_subject ON review_decisions (subject, reviewer)",
    # Who has been through an article and found nothing missing; 0 where that was taken back.
    """
    CREATE TABLE review_finished (
        id INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES review_articles (id),
        reviewer TEXT NOT NULL,
        at REAL NOT NULL,
        finished INTEGER NOT NULL
    )
    """,
    *(
        f"""
        CREATE TRIGGER {table}_stay_{number} BEFORE {change} ON {table}
        BEGIN SELECT RAISE(ABORT, 'what was decided stays'); END
        """
        for table in ("review_decisions", "review_finished")
        for number, change in enumerate(("UPDATE", "DELETE"), 1)
    ),
)

KIND = Kind(
    name="store",
    application=0x64_74_6C_72,  # "dtlr"
    versions=(_FIRST, _ANSWERS, _COPIES, _EVENTS, _BATCH_APIS, _ADDRESSES, _REVIEWS),
    option="--out",
)
