/// Events in words: what every view shows of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/value.h"
#include "query/state.h"

namespace tamga::query {

/// Who tells an event, with the exact words.
struct Telling {
  std::string claim, report;  ///< ids
  std::string outlet, title, published, url;
  std::string words;
  std::string chain;  ///< "Alexei Likhachev (said in an interview) ← foreign media ← The Caspian Post"
  std::string status, stage;
  double confidence = 0;
};

struct Dispute {
  std::string field;  ///< "date", "stage", "status", "amount"
  struct Side {
    std::string value;
    std::vector<std::string> outlets;
  };
  std::vector<Side> sides;
};

/// One event as a person reads it.
struct Line {
  std::string id;
  std::string what;      ///< the stage, or the event where there is no stage: "memorandum", "visit"
  std::string status;    ///< actual, future, possible, denied
  std::string when;      ///< EDTF; empty when nobody dates it
  std::string reported;  ///< EDTF of the earliest report that tells it
  std::string sentence;  ///< "Orano (FR) → Navoiyuran (UZ): South Djengeldi; $200 million"
  std::vector<std::string> host, sector;
  std::size_t origins = 0, reports = 0;
  std::vector<Telling> tellings;  ///< the best first
  std::vector<Dispute> disputes;
  std::vector<std::string> reviews;  ///< what people decided about it, in words, by time
};

Line line_of(const State& state, const merge::Event& event);
/// "Orano (FR) → Navoiyuran (UZ): South Djengeldi; $200 million", or the words of the claim where it has none of these.
std::string sentence_of(const model::Claim& claim);

/// "RU" -> "Russia" where the ledger's reports name it; else the code.
std::string country_name(const State& state, const std::string& code);
std::string country_list(const State& state, const std::vector<std::string>& codes);
/// EDTF for people: "../2035" -> "by 2035", "2025-03~" -> "about 2025-03".
std::string date_words(const std::string& edtf);
/// "3 origins in 5 reports"
std::string count_words(const Line& line);
/// "**construction**, planned"; text without markup when not `markdown`.
std::string what_words(const Line& line, bool markdown);
/// "date: 2025-03-12 (A) or 2025-03-13 (B, C)"
std::string dispute_words(const Dispute& dispute);
/// Text that Markdown shows as it is.
std::string plain_markdown(const std::string& text);

json::Value to_json(const Line& line);
json::Value text_or_null(std::string_view text);
/// The JSON list of a vector or set of texts.
template <class Texts = std::vector<std::string>>
json::Value list_of(const Texts& texts) {
  json::Value out = json::Value::array();
  for (const auto& text : texts) out.push(std::string_view(text));
  return out;
}

}  // namespace tamga::query
