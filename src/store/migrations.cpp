#include "store/ledger.h"

namespace tamga::store {
namespace {

// A migration that has landed is never edited; a change is another one behind it.
constexpr sql::Migration kMigrations[] = {{R"(
CREATE TABLE reports (
  id TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  fingerprint TEXT NOT NULL
);
-- One report may come from several outlets: each is read for itself, since the outlet is part of every chain.
CREATE TABLE readings (
  number INTEGER PRIMARY KEY,
  report TEXT NOT NULL REFERENCES reports (id),
  input TEXT NOT NULL,
  url TEXT NOT NULL,
  outlet TEXT NOT NULL,
  outlet_id TEXT NOT NULL,
  published TEXT NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  pack TEXT NOT NULL,
  model TEXT NOT NULL,
  notes TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  UNIQUE (report, url, outlet, published, title, pack, model)
);
CREATE TABLE claims (
  reading INTEGER NOT NULL REFERENCES readings (number),
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  event TEXT NOT NULL,
  stage TEXT NOT NULL,
  status TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (reading, position)
);
CREATE INDEX claims_by_id ON claims (id);
CREATE TABLE remarks (
  reading INTEGER NOT NULL REFERENCES readings (number),
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (reading, position)
);
CREATE TABLE mentions (
  reading INTEGER NOT NULL REFERENCES readings (number),
  position INTEGER NOT NULL,
  entity TEXT NOT NULL,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (reading, position)
);
CREATE INDEX mentions_by_country ON mentions (country, type, name);
)",
                                           R"(
CREATE VIRTUAL TABLE search USING fts5 (
  words, names, kind UNINDEXED, id UNINDEXED, reading UNINDEXED,
  tokenize = 'unicode61 remove_diacritics 2'
);
)",
                                           R"(
CREATE TABLE search (
  words tsvector NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  reading BIGINT NOT NULL REFERENCES readings (number)
);
CREATE INDEX search_by_words ON search USING gin (words);
)"},
                                          R"(
-- What people decided. Bound to the words of reports inside the record, never to rows of other tables.
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  author TEXT NOT NULL,
  made_at TEXT NOT NULL,
  undoes TEXT NOT NULL,
  record TEXT NOT NULL
);
)",
                                          {R"(
-- What merging made of the readings. No history: made anew from the tables above whenever it has to be.
-- Readings that it does not know yet; 0 stands for decisions.
CREATE TABLE merge_pending (reading INTEGER PRIMARY KEY);
INSERT INTO merge_pending (reading) SELECT number FROM readings;
CREATE TABLE merge_readings (
  reading INTEGER PRIMARY KEY,
  claims INTEGER NOT NULL
);
CREATE TABLE merge_blocks (
  reading INTEGER NOT NULL,
  position INTEGER NOT NULL,
  block INTEGER NOT NULL,
  active INTEGER NOT NULL,
  place INTEGER NOT NULL,
  dated INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (reading, position, block)
);
CREATE INDEX merge_blocks_by_block ON merge_blocks (block, active, place);
CREATE TABLE merge_claims (
  reading INTEGER NOT NULL,
  position INTEGER NOT NULL,
  event TEXT NOT NULL,
  component INTEGER NOT NULL,
  PRIMARY KEY (reading, position)
);
CREATE INDEX merge_claims_by_component ON merge_claims (component);
CREATE TABLE merge_sections (
  number INTEGER PRIMARY KEY,
  hosts TEXT NOT NULL,
  sectors TEXT NOT NULL,
  partners TEXT NOT NULL,
  home TEXT NOT NULL,
  UNIQUE (hosts, sectors, partners, home)
);
CREATE TABLE merge_events (
  id TEXT PRIMARY KEY,
  component INTEGER NOT NULL,
  section INTEGER NOT NULL,
  weight INTEGER NOT NULL,
  day INTEGER NOT NULL,
  last INTEGER NOT NULL,
  planned INTEGER NOT NULL,
  step TEXT NOT NULL,
  record TEXT NOT NULL
);
CREATE INDEX merge_events_by_section ON merge_events (section, weight, day, id, last, planned);
CREATE INDEX merge_events_by_day ON merge_events (day, id);
CREATE INDEX merge_events_by_component ON merge_events (component);
CREATE TABLE merge_places (
  cell TEXT NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (cell, event)
);
CREATE INDEX merge_places_by_event ON merge_places (event);
CREATE TABLE merge_cells (
  cell TEXT PRIMARY KEY,
  summary TEXT NOT NULL,
  claims TEXT NOT NULL
);
CREATE TABLE merge_names (
  country TEXT NOT NULL,
  name TEXT NOT NULL,
  uses INTEGER NOT NULL,
  PRIMARY KEY (country, name)
);
CREATE INDEX readings_by_published ON readings (published);
)",
                                           R"(
-- Rows are numbered by the day of their report, 20250614 * 2^36 and on: detail/search.h.
CREATE VIRTUAL TABLE search_by_day USING fts5 (
  words, names, kind UNINDEXED, id UNINDEXED, reading UNINDEXED,
  tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO search_by_day (rowid, words, names, kind, id, reading)
  SELECT (CASE WHEN r.published GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*' THEN CAST(replace(substr(r.published, 1, 10), '-', '') AS INTEGER)
  WHEN r.published GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]*' THEN CAST(replace(substr(r.published, 1, 7), '-', '') AS INTEGER) * 100
  WHEN r.published GLOB '[0-9][0-9][0-9][0-9]*' THEN CAST(substr(r.published, 1, 4) AS INTEGER) * 10000 ELSE 0 END) * 68719476736 + s.rowid,
  s.words, s.names, s.kind, s.id, s.reading FROM search s JOIN readings r ON r.number = s.reading ORDER BY 1;
DROP TABLE search;
ALTER TABLE search_by_day RENAME TO search;
)",
                                           R"(
ALTER TABLE search ADD COLUMN day BIGINT NOT NULL DEFAULT 0;
UPDATE search s SET day = CASE WHEN r.published ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}' THEN CAST(replace(substr(r.published, 1, 10), '-', '') AS BIGINT)
  WHEN r.published ~ '^[0-9]{4}-[0-9]{2}' THEN CAST(replace(substr(r.published, 1, 7), '-', '') AS BIGINT) * 100
  WHEN r.published ~ '^[0-9]{4}' THEN CAST(substr(r.published, 1, 4) AS BIGINT) * 10000 ELSE 0 END
  FROM readings r WHERE r.number = s.reading;
)"},
                                          {R"(
-- What standings as of any day are made from, without reading all events: query/detail/history.h. It is made with the
-- merged events, which are therefore made anew.
CREATE TABLE merge_history (
  cell TEXT PRIMARY KEY,
  steps TEXT NOT NULL,
  claims TEXT NOT NULL
);
INSERT INTO merge_pending (reading) SELECT number FROM readings WHERE number NOT IN (SELECT reading FROM merge_pending);
)",
                                           R"(
-- Each word that the search has, once: which words begin so is asked here (detail/search.cpp).
CREATE TABLE search_words (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE search_terms USING fts5vocab (search, row);
INSERT INTO search_words (word) SELECT term FROM search_terms;
DROP TABLE search_terms;
)",
                                           R"(
CREATE INDEX search_by_day ON search (day);
)"},
                                          {R"(
-- What a server's catalog holds of an event: query/detail/card.h. All that was merged is made anew; a ledger of few
-- readings that came by the step before this one had kept events without a history.
ALTER TABLE merge_events ADD COLUMN card TEXT NOT NULL DEFAULT '';
DELETE FROM merge_readings;
DELETE FROM merge_blocks;
DELETE FROM merge_claims;
DELETE FROM merge_sections;
DELETE FROM merge_events;
DELETE FROM merge_places;
DELETE FROM merge_cells;
DELETE FROM merge_history;
DELETE FROM merge_names;
INSERT INTO merge_pending (reading) SELECT number FROM readings WHERE number NOT IN (SELECT reading FROM merge_pending);
)"},
                                          {R"(
-- The orders that briefs and timelines list a section in, so that its first events are read and no others; and how many
-- it has, so that none has to be counted. With its component, for what was known earlier.
DROP INDEX merge_events_by_section;
DROP INDEX merge_events_by_day;
CREATE INDEX merge_events_by_day ON merge_events (day, id, component);
CREATE INDEX merge_events_by_rank ON merge_events (section, weight, day DESC, id, last, planned);
CREATE INDEX merge_events_of_section ON merge_events (section, day, id, last, planned);
ALTER TABLE merge_sections ADD COLUMN events INTEGER NOT NULL DEFAULT 0;
UPDATE merge_sections SET events = (SELECT count(*) FROM merge_events e WHERE e.section = merge_sections.number);
)"}};

}  // namespace

std::span<const sql::Migration> migrations() { return kMigrations; }

}  // namespace tamga::store
