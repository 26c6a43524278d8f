#include "parse/detail/settle.h"

#include <gtest/gtest.h>

#include <string>

namespace tamga::parse {
namespace {

struct Word {
  Upos upos;
  std::size_t head;  ///< from 1; 0 for the root
  std::string_view relation, features = "_";
};

DraftTree tree(const std::vector<Word>& words) {
  DraftTree out;
  for (const Word& word : words) {
    out.heads.push_back(word.head == 0 ? words.size() : word.head - 1);
    out.relations.push_back(word.relation), out.upos.push_back(word.upos), out.features.push_back(word.features);
  }
  return out;
}

/// "3:case" for each word, heads from 1.
std::string arcs(const DraftTree& tree) {
  std::string out;
  for (std::size_t i = 0; i < tree.heads.size(); ++i) {
    const std::size_t head = tree.heads[i] == tree.heads.size() ? 0 : tree.heads[i] + 1;
    out += (i == 0 ? "" : " ") + std::to_string(head) + ":" + std::string(tree.relations[i]);
  }
  return out;
}

TEST(Settle, CaseAndPlaceOfATitleAreTheNames) {  // met with leader Mirziyoyev in Tashkent
  DraftTree met = tree({{Upos::kVerb, 0, "root"}, {Upos::kAdp, 3, "case"}, {Upos::kNoun, 4, "nmod:desc"},
                        {Upos::kPropn, 1, "obl"}, {Upos::kAdp, 6, "case"}, {Upos::kPropn, 3, "nmod"}});
  settle_titles(met);
  EXPECT_EQ(arcs(met), "0:root 4:case 4:nmod:desc 1:obl 6:case 4:nmod");
}

TEST(Settle, CompoundsOfCommonNounsKeepTheirCase) {  // over the counter drugs
  DraftTree drugs = tree({{Upos::kAdp, 3, "case"}, {Upos::kDet, 3, "det"}, {Upos::kNoun, 4, "compound"}, {Upos::kNoun, 0, "root"}});
  const std::string before = arcs(drugs);
  settle_titles(drugs);
  EXPECT_EQ(arcs(drugs), before);
}

TEST(Settle, SubjectIsFoundInWhatLooksLikeMoreOfThePlace) {  // at House , Kazakhstan and Cove signed
  const std::vector<Word> words{{Upos::kAdp, 2, "case"}, {Upos::kPropn, 7, "obl"}, {Upos::kPunct, 2, "punct"},
                                {Upos::kPropn, 2, "conj"}, {Upos::kCconj, 6, "cc"}, {Upos::kPropn, 4, "conj"},
                                {Upos::kVerb, 0, "root", "Tense=Past|VerbForm=Fin"}};
  DraftTree signing = tree(words);
  settle_subjects(signing);
  EXPECT_EQ(arcs(signing), "2:case 7:obl 2:punct 7:nsubj 6:cc 4:conj 0:root");
  auto imperative = words;
  imperative.back().features = "Mood=Imp|VerbForm=Fin";
  DraftTree order = tree(imperative);
  settle_subjects(order);
  EXPECT_EQ(arcs(order), arcs(tree(imperative)));
}

TEST(Settle, FiniteVerbWithoutAnAuxiliaryHasNoPassiveSubject) {  // Almalyk signed; it was signed
  DraftTree active = tree({{Upos::kPropn, 2, "nsubj:pass"}, {Upos::kVerb, 0, "root", "VerbForm=Fin"}});
  settle_subjects(active);
  EXPECT_EQ(arcs(active), "2:nsubj 0:root");
  DraftTree passive = tree({{Upos::kPron, 3, "nsubj:pass"}, {Upos::kAux, 3, "aux:pass", "VerbForm=Fin"}, {Upos::kVerb, 0, "root", "VerbForm=Fin"}});
  settle_subjects(passive);
  EXPECT_EQ(passive.relations[0], "nsubj:pass");
}

TEST(Settle, ConjunctionBringsInWhatTheNounTells) {  // reports that it sold
  DraftTree reports = tree({{Upos::kNoun, 0, "root"}, {Upos::kSconj, 4, "mark"}, {Upos::kPron, 4, "nsubj"}, {Upos::kVerb, 1, "acl:relcl"}});
  settle_content_clauses(reports);
  EXPECT_EQ(reports.relations[3], "acl");
}

}  // namespace
}  // namespace tamga::parse
