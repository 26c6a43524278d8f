#include "http/detail/answers.h"

namespace tamga::http {

void Answers::forget(Place place) {
  bytes_ -= place->bytes;
  places_.erase(place->question);
  entries_.erase(place);
}

Answers::Kept Answers::find(const std::string& question, const std::string& version) {
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(question);
  if (found == places_.end()) return nullptr;
  if (found->second->version != version) {
    forget(found->second);
    return nullptr;
  }
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->answer;
}

void Answers::keep(const std::string& question, const std::string& version, Kept answer) {
  const std::size_t bytes = question.size() + version.size() + answer->body.size() + 500;
  if (bytes > most_bytes_ / 4) return;
  const std::lock_guard lock(mutex_);
  if (const auto known = places_.find(question); known != places_.end()) forget(known->second);
  while (bytes_ + bytes > most_bytes_ && !entries_.empty()) forget(std::prev(entries_.end()));
  entries_.push_front({question, version, std::move(answer), bytes});
  places_[question] = entries_.begin();
  bytes_ += bytes;
}

}  // namespace tamga::http
