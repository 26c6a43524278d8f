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
)"};

}  // namespace

std::span<const sql::Migration> migrations() { return kMigrations; }

}  // namespace tamga::store
