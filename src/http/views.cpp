#include "http/views.h"

#include <malloc.h>

#include <algorithm>
#include <thread>

#include "query/initiatives.h"
#include "query/parts.h"
#include "store/merged.h"

namespace tamga::http {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kMarksLast = std::chrono::milliseconds(250);
/// Views that take longer than this are made behind the back of those who ask.
constexpr double kQuickSeconds = 0.5;

std::string key_of(const query::Question& q) {
  return q.known_by + "|" + q.recorded_by + (q.as_read ? "|read" : "|");
}

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

bool is_known(const store::StoredReading& reading, const std::string& known_by) {
  const auto until = merge::days_of(known_by);
  if (!until) return true;
  auto published = merge::days_of(reading.report.published);
  if (!published) published = merge::days_of(reading.recorded_at);
  return published && published->last <= until->last;
}

}  // namespace

Result<const Threads*> View::threads(store::Ledger& ledger, const std::string& today) const {
  const std::lock_guard lock(mutex_);
  if (threads_) return threads_.get();
  auto made = std::make_unique<Threads>();
  if (whole) {
    made->list = merge::initiatives(whole->events, whole->sources, merge::days_of(today)->last);
  } else {
    made->list = std::move(TRY(query::initiatives(ledger, question, today)).list);
  }
  for (std::size_t i = 0; i < made->list.size(); ++i)
    for (const merge::Move& move : made->list[i].moves) made->of_event[move.event].push_back(i);
  threads_ = std::move(made);
  made_ = threads_.get();
  return threads_.get();
}

Result<Readers::Lease> Readers::lease() {
  {
    const std::lock_guard lock(mutex_);
    if (!free_.empty()) {
      auto ledger = std::move(free_.back());
      free_.pop_back();
      return Lease(*this, std::move(ledger));
    }
  }
  return Lease(*this,
               std::make_unique<store::Ledger>(TRY(store::Ledger::open(address_, sql::Access::kReadOnly))));
}

void Readers::give_back(std::unique_ptr<store::Ledger> ledger) {
  const std::lock_guard lock(mutex_);
  free_.push_back(std::move(ledger));
}

Result<ViewPointer> Views::make(const query::Question& question, store::Marks marks) {
  auto ledger = TRY(readers_.lease());
  auto view = std::make_shared<View>();
  view->question = question, view->marks = marks;
  view->decisions = TRY(ledger->decisions(question.recorded_by)).size();
  view->version = std::to_string(marks.readings) + "-" + std::to_string(marks.decisions);
  query::CatalogMaker maker(locate_);
  std::size_t claims = 0;
  TRY(store::each_head(*ledger, question.recorded_by, [&](const store::Head& head) {
    if (!is_known(head.reading, question.known_by)) return;
    maker.add(head);
    claims += head.claims;
  }));
  if (claims > options_.whole_claims && TRY(query::add_kept(*ledger, question, maker))) {
    view->catalog = maker.finish(TRY(store::Merged(*ledger).country_names()));
  } else {
    auto state = std::make_unique<query::State>(TRY(query::look(*ledger, question)));
    maker.add(*state);
    view->catalog = maker.finish(state->country_names);
    if (claims <= options_.whole_claims) view->whole = std::move(state);
  }
  malloc_trim(0);  // what was only needed to make it is much
  return ViewPointer(std::move(view));
}

Views::Slot& Views::slot_of(const query::Question& question) {
  const std::string key = key_of(question);
  auto found = std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return slot.key == key; });
  if (found == slots_.end()) {
    if (slots_.size() >= options_.most) {
      auto oldest = slots_.end();
      for (auto slot = slots_.begin(); slot != slots_.end(); ++slot)
        if (!slot->making && slot->key != key_of({}) && (oldest == slots_.end() || slot->used < oldest->used))
          oldest = slot;
      if (oldest != slots_.end()) slots_.erase(oldest);
    }
    query::Question asked;
    asked.known_by = question.known_by, asked.recorded_by = question.recorded_by,
    asked.as_read = question.as_read;
    slots_.push_back({key, asked, nullptr, false, 0, 0});
    found = std::prev(slots_.end());
  }
  found->used = ++clock_;
  return *found;
}

Result<ViewPointer> Views::make_now(Slot& slot, store::Marks marks, Lock& lock) {
  slot.making = true;
  const query::Question question = slot.question;
  lock.unlock();
  const auto start = Clock::now();
  auto made = make(question, marks);
  lock.lock();
  slot.making = false, slot.took = seconds_since(start);
  if (made.ok()) slot.view = *made;
  made_.notify_all();
  return made;
}

Result<ViewPointer> Views::of(const query::Question& question) {
  const store::Marks now = TRY(marks());
  Lock lock(mutex_);
  for (;;) {
    Slot& slot = slot_of(question);  // others may have taken it away while we waited
    if (slot.view && slot.view->marks == now) return slot.view;
    if (slot.view && (slot.making || slot.took > kQuickSeconds)) {
      if (!slot.making) {
        slot.making = true, ++behind_;
        // A slot that is being made is not taken away.
        std::thread([this, &slot, now] {
          Lock inner(mutex_);
          static_cast<void>(make_now(slot, now, inner));  // who asks next meets the error
          --behind_;
          made_.notify_all();
        }).detach();
      }
      return slot.view;
    }
    if (!slot.making) return make_now(slot, now, lock);
    made_.wait(lock);
  }
}

Result<store::Marks> Views::marks() {
  std::uint64_t changes = 0;
  {
    const Lock lock(mutex_);
    if (Clock::now() - marked_ < kMarksLast) return marks_;
    changes = changes_;
  }
  auto ledger = TRY(readers_.lease());
  const store::Marks now = TRY(store::marks(*ledger));
  const Lock lock(mutex_);
  // What was asked before a change, or answered after a later question, is not kept for others.
  const bool is_older = now.readings < marks_.readings || now.decisions < marks_.decisions;
  if (changes == changes_ && !is_older) marks_ = now, marked_ = Clock::now();
  return now;
}

void Views::changed() {
  const Lock lock(mutex_);
  marked_ = {}, ++changes_;
}

bool Views::is_ready() {
  const Lock lock(mutex_);
  return std::any_of(slots_.begin(), slots_.end(),
                     [](const Slot& slot) { return slot.key == key_of({}) && slot.view; });
}

Views::~Views() {
  Lock lock(mutex_);
  made_.wait(lock, [this] { return behind_ == 0; });
}

}  // namespace tamga::http
