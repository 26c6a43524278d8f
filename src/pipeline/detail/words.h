/// What a pack says of one language and one contest, compiled for the steps.
#pragma once

#include <string>

#include "base/result.h"
#include "extract/extractor.h"
#include "mention/finder.h"
#include "pack/pack.h"
#include "quantity/finder.h"
#include "source/source.h"
#include "when/finder.h"

namespace tamga::pipeline {

/// Const use is thread-safe.
struct Words {
  mention::Language mentions;
  when::Language dates;
  quantity::Language amounts;
  source::Language sources;
  extract::Extractor extractor;
};

/// Errors name the pack, or the section that is wrong.
Result<Words> load_words(const pack::Pack& pack, const std::string& tag);

}  // namespace tamga::pipeline
