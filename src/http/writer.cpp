#include "http/detail/writer.h"

#include "query/kept.h"

namespace tamga::http {

Result<model::Reading> Writer::read(const text::Document& document) {
  const pipeline::Reader* reader = nullptr;
  {
    const std::lock_guard lock(reading_);
    if (!reader_) reader_.emplace(TRY(make_reader_()));
    reader = &*reader_;
  }
  return reader->read(document);
}

Result<store::AddOutcome> Writer::add(const model::Reading& reading) {
  const std::lock_guard lock(writing_);
  store::Ledger ledger = TRY(store::Ledger::open(ledger_));
  const store::AddOutcome outcome = TRY(ledger.add(reading, now_()));
  TRY(query::refresh(ledger));
  views_.changed();
  return outcome;
}

Result<std::vector<model::Decision>> Writer::decide(query::Wish wish) {
  const std::lock_guard lock(writing_);
  wish.made_at = now_();
  store::Ledger ledger = TRY(store::Ledger::open(ledger_));
  std::vector<model::Decision> out = TRY(query::decisions_for(ledger, wish));
  for (const model::Decision& decision : out) TRY(ledger.decide(decision));
  TRY(query::refresh(ledger));
  views_.changed();
  return out;
}

}  // namespace tamga::http
