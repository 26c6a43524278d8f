/// What questions see of the ledger, kept while nothing changes: one view for each pair of dates of knowing.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "merge/initiative.h"
#include "names/lexicon.h"
#include "query/catalog.h"
#include "query/state.h"
#include "query/views.h"
#include "store/heads.h"
#include "store/ledger.h"

namespace tamga::http {

/// Read-only connections to one ledger, each for one thread at a time.
class Readers {
 public:
  explicit Readers(std::string address) : address_(std::move(address)) {}

  /// A ledger that goes back when this goes.
  class Lease {
   public:
    Lease(Readers& owner, std::unique_ptr<store::Ledger> ledger)
        : owner_(&owner), ledger_(std::move(ledger)) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (ledger_) owner_->give_back(std::move(ledger_));
    }
    store::Ledger& operator*() const { return *ledger_; }
    store::Ledger* operator->() const { return ledger_.get(); }

   private:
    Readers* owner_;
    std::unique_ptr<store::Ledger> ledger_;
  };
  Result<Lease> lease();

 private:
  void give_back(std::unique_ptr<store::Ledger> ledger);
  std::string address_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<store::Ledger>> free_;
};

/// Threads over time, and those that each event is a move of.
struct Threads {
  std::vector<merge::Initiative> list;
  std::map<std::string, std::vector<std::size_t>, std::less<>> of_event;  ///< places in `list`
};

/// The ledger at one moment, as known by a date. Const use by any number of threads.
struct View {
  query::Question question;  ///< known_by, recorded_by and as_read only
  store::Marks marks;
  std::size_t decisions = 0;
  std::string version;
  std::unique_ptr<const query::Catalog> catalog;
  std::unique_ptr<const query::State> whole;  ///< all claims; missing where there are too many to hold

  /// The threads of all events; made when first asked for, which takes long where there are many claims.
  Result<const Threads*> threads(store::Ledger& ledger, const std::string& today) const;
  /// Those, where they were made already; does not wait.
  const Threads* threads_made() const { return made_.load(); }

 private:
  mutable std::mutex mutex_;
  mutable std::unique_ptr<const Threads> threads_;
  mutable std::atomic<const Threads*> made_ = nullptr;
};

using ViewPointer = std::shared_ptr<const View>;

class Views {
 public:
  struct Options {
    std::size_t whole_claims = 60'000;  ///< ledgers of so many claims are held whole
    std::size_t most = 8;               ///< views at a time
  };
  Views(Readers& readers, query::Locate locate, Options options)
      : readers_(readers), locate_(std::move(locate)), options_(options) {}

  /// The view of a question's known_by, recorded_by and as_read. One that is not up to date is made anew: at
  /// once where that is quick, else behind the back of those who ask, who get the old one meanwhile.
  Result<ViewPointer> of(const query::Question& question);
  /// The marks of the ledger, at most a quarter of a second old.
  Result<store::Marks> marks();
  /// To be called when this process has changed the ledger.
  void changed();
  /// There is a view of what is known now.
  bool is_ready();
  /// Waits for work behind the back of those who asked.
  ~Views();

 private:
  struct Slot {
    std::string key;
    query::Question question;
    ViewPointer view;
    bool making = false;
    double took = 0;  ///< seconds that making it took
    std::uint64_t used = 0;
  };
  using Lock = std::unique_lock<std::mutex>;
  Result<ViewPointer> make(const query::Question& question, store::Marks marks);
  Result<ViewPointer> make_now(Slot& slot, store::Marks marks, Lock& lock);
  Slot& slot_of(const query::Question& question);

  Readers& readers_;
  query::Locate locate_;
  Options options_;
  std::mutex mutex_;
  std::condition_variable made_;
  std::list<Slot> slots_;
  std::uint64_t clock_ = 0;
  std::size_t behind_ = 0;  ///< threads that make views behind
  store::Marks marks_;
  std::chrono::steady_clock::time_point marked_{};
  std::uint64_t changes_ = 0;  ///< how often this process has changed the ledger
};

}  // namespace tamga::http
