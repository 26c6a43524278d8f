/// The likeliest sequence of name tags (IOB2): a name goes on only from a word of its kind.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "nn/matrix.h"

namespace tamga::parse {

/// Rows [first, last) of `scores` hold a score of each of the tags `labels` ("O", "B-person", "I-person", ...). Returns the
/// places of the tags chosen (Viterbi 1967, with steps that are allowed or not, and no other weights).
std::vector<std::size_t> best_name_tags(const nn::Matrix& scores, std::size_t first, std::size_t last,
                                        const std::vector<std::string>& labels);

}  // namespace tamga::parse
