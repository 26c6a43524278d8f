// Operators of drawn clauses: what is future, possible, conditional, denied.
#include <gtest/gtest.h>

#include "support/drawn_frames.h"

namespace tamga::pattern {
namespace {

using test::Drawn;

TEST(Operators, OperatorsOfALightVerbReachItsNoun) {
  const Drawn d(R"(
    Uzbekistan Uzbekistan PROPN 4 nsubj
    will       will       AUX   4 aux    VerbForm=Fin
    not        not        PART  4 advmod
    hold       hold       VERB  0 root   VerbForm=Inf
    talks      talk       NOUN  4 obj
    with       with       ADP   7 case
    Orano      Orano      PROPN 4 obl
    .          .          PUNCT 4 punct)");
  EXPECT_EQ(d.says("talks"), "agent=Uzbekistan with=Orano; future denied");
}

TEST(Operators, NoDenies) {
  const Drawn d(R"(
    No       no       DET   2 det        PronType=Neg
    contract contract NOUN  5 nsubj:pass
    has      have     AUX   5 aux        Person=3|VerbForm=Fin
    been     be       AUX   5 aux:pass   Tense=Past|VerbForm=Part
    signed   sign     VERB  0 root       Tense=Past|VerbForm=Part
    .        .        PUNCT 5 punct)");
  EXPECT_EQ(d.says("signed"), "patient=contract; denied");
}

TEST(Operators, YetDenies) {
  const Drawn d(R"(
    The      the      DET   2 det        Definite=Def|PronType=Art
    contract contract NOUN  7 nsubj:pass
    has      have     AUX   0 root       Person=3|VerbForm=Fin
    yet      yet      ADV   3 advmod
    to       to       PART  7 mark
    be       be       AUX   7 aux:pass   VerbForm=Inf
    signed   sign     VERB  4 xcomp      Tense=Past|VerbForm=Part
    .        .        PUNCT 7 punct)");
  EXPECT_EQ(d.says("signed"), "patient=contract; denied");
}

TEST(Operators, ActOneSpeaksAheadOfIsToCome) {
  const Drawn d(R"(
    Putin   Putin   PROPN 2 nsubj
    spoke   speak   VERB  0 root  Person=3|VerbForm=Fin
    ahead   ahead   ADV   6 case
    of      of      ADP   3 fixed
    a       a       DET   6 det   Definite=Ind|PronType=Art
    visit   visit   NOUN  2 obl
    to      to      ADP   8 case
    Astana  Astana  PROPN 6 nmod
    .       .       PUNCT 2 punct)");
  EXPECT_EQ(d.says("visit"), "to=Astana; future");
}

TEST(Operators, QuestionAsksOfTheComplementToo) {
  const Drawn d(R"(
    Is      be      AUX   3 cop   Person=3|VerbForm=Fin
    Rosatom Rosatom PROPN 3 nsubj
    ready   ready   ADJ   0 root
    to      to      PART  5 mark
    build   build   VERB  3 xcomp VerbForm=Inf
    it      it      PRON  5 obj   Gender=Neut|PronType=Prs
    ?       ?       PUNCT 3 punct)");
  EXPECT_NE(d.says("build").find("question"), std::string::npos) << d.says("build");
}

TEST(Operators, FailingDenies) {
  const Drawn d(R"(
    Rosatom  Rosatom  PROPN 2 nsubj
    failed   fail     VERB  0 root  Person=3|VerbForm=Fin
    to       to       PART  4 mark
    sign     sign     VERB  2 xcomp VerbForm=Inf
    the      the      DET   6 det   Definite=Def|PronType=Art
    contract contract NOUN  4 obj
    .        .        PUNCT 2 punct)");
  EXPECT_EQ(d.says("sign"), "agent=Rosatom patient=contract; denied");
}

TEST(Operators, NeitherDenies) {
  const Drawn d(R"(
    Neither  neither  CCONJ 2 cc:preconj
    Rosatom  Rosatom  PROPN 5 nsubj
    nor      nor      CCONJ 4 cc
    Orano    Orano    PROPN 2 conj
    signed   sign     VERB  0 root       Person=3|VerbForm=Fin
    the      the      DET   7 det        Definite=Def|PronType=Art
    contract contract NOUN  5 obj
    .        .        PUNCT 5 punct)");
  EXPECT_EQ(d.says("signed"), "agent=Orano agent=Rosatom patient=contract; denied");
}

TEST(Operators, NoLongerDenies) {
  const Drawn d(R"(
    It       it    PRON  5 nsubj  Person=3|PronType=Prs
    is       be    AUX   5 aux    Person=3|VerbForm=Fin
    no       no    ADV   4 advmod
    longer   long  ADV   5 advmod Degree=Cmp
    building build VERB  0 root   Tense=Pres|VerbForm=Part
    the      the   DET   7 det    Definite=Def|PronType=Art
    plant    plant NOUN  5 obj
    .        .     PUNCT 5 punct)");
  EXPECT_EQ(d.says("building"), "agent=It patient=plant; denied");
}

TEST(Operators, WithoutDenies) {
  const Drawn d(R"(
    Rosatom  Rosatom  PROPN 2 nsubj
    left     leave    VERB  0 root  Person=3|VerbForm=Fin
    without  without  SCONJ 4 mark
    signing  sign     VERB  2 advcl Tense=Pres|VerbForm=Part
    the      the      DET   6 det   Definite=Def|PronType=Art
    contract contract NOUN  4 obj
    .        .        PUNCT 2 punct)");
  EXPECT_EQ(d.says("signing"), "agent=Rosatom patient=contract; denied");
  EXPECT_EQ(d.says("left"), "agent=Rosatom");
}

TEST(Operators, NotOnlyDoesNotDeny) {
  const Drawn d(R"(
    Rosatom  Rosatom  PROPN 5 nsubj
    did      do       AUX   5 aux    Person=3|VerbForm=Fin
    not      not      PART  5 advmod
    only     only     ADV   5 advmod
    sign     sign     VERB  0 root   VerbForm=Inf
    the      the      DET   7 det    Definite=Def|PronType=Art
    contract contract NOUN  5 obj
    .        .        PUNCT 5 punct)");
  EXPECT_EQ(d.says("sign"), "agent=Rosatom patient=contract");
}

TEST(Operators, ButEndsADenial) {
  const Drawn d(R"(
    Rosatom  Rosatom  PROPN 4 nsubj
    did      do       AUX   4 aux    Person=3|VerbForm=Fin
    not      not      PART  4 advmod
    sign     sign     VERB  0 root   VerbForm=Inf
    the      the      DET   6 det    Definite=Def|PronType=Art
    contract contract NOUN  4 obj
    but      but      CCONJ 8 cc
    left     leave    VERB  4 conj   Degree=Pos
    .        .        PUNCT 4 punct)");
  EXPECT_EQ(d.says("sign"), "agent=Rosatom patient=contract; denied");
  EXPECT_EQ(d.says("left"), "agent=Rosatom");
}

TEST(Operators, DeniedVerbDeniesNounsItBringsAbout) {
  const Drawn d(R"(
    Orano     Orano     PROPN 4 nsubj
    has       have      AUX   4 aux    Person=3|VerbForm=Fin
    not       not       PART  4 advmod
    reached   reach     VERB  0 root   Tense=Past|VerbForm=Part
    an        a         DET   6 det    Definite=Ind|PronType=Art
    agreement agreement NOUN  4 obj
    .         .         PUNCT 4 punct)");
  EXPECT_EQ(d.says("agreement"), "agent=Orano; denied");
}

TEST(Operators, DeniedVerbTakesDefiniteNounsForGranted) {
  const Drawn d(R"(
    Orano     Orano     PROPN 4 nsubj
    has       have      AUX   4 aux    Person=3|VerbForm=Fin
    not       not       PART  4 advmod
    published publish   VERB  0 root   Tense=Past|VerbForm=Part
    the       the       DET   6 det    Definite=Def|PronType=Art
    agreement agreement NOUN  4 obj
    .         .         PUNCT 4 punct)");
  EXPECT_EQ(d.says("published"), "agent=Orano patient=agreement; denied");
  EXPECT_EQ(d.says("agreement"), "agent=Orano");
}

TEST(Operators, WillReachesTheSecondVerb) {
  const Drawn d(R"(
    Rosatom  Rosatom  PROPN 3 nsubj
    will     will     AUX   3 aux   VerbForm=Fin
    sign     sign     VERB  0 root  VerbForm=Inf
    the      the      DET   5 det   Definite=Def|PronType=Art
    contract contract NOUN  3 obj
    and      and      CCONJ 7 cc
    build    build    VERB  3 conj  VerbForm=Inf
    the      the      DET   9 det   Definite=Def|PronType=Art
    plant    plant    NOUN  7 obj
    .        .        PUNCT 3 punct)");
  EXPECT_EQ(d.says("sign"), "agent=Rosatom patient=contract; future");
  EXPECT_EQ(d.says("build"), "agent=Rosatom patient=plant; future");
}

TEST(Operators, IsToIsFuture) {
  const Drawn d(R"(
    Rosatom Rosatom NOUN  4 nsubj:outer
    is      be      AUX   4 cop         Person=3|VerbForm=Fin
    to      to      PART  4 mark
    build   build   VERB  0 root        VerbForm=Inf
    the     the     DET   6 det         Definite=Def|PronType=Art
    plant   plant   NOUN  4 obj
    .       .       PUNCT 4 punct)");
  EXPECT_EQ(d.says("build"), "agent=Rosatom patient=plant; future");
}

TEST(Operators, MayIsPossible) {
  const Drawn d(R"(
    Rosatom Rosatom PROPN 3 nsubj
    may     may     AUX   3 aux   VerbForm=Fin
    build   build   VERB  0 root  VerbForm=Inf
    the     the     DET   5 det   Definite=Def|PronType=Art
    plant   plant   NOUN  3 obj
    .       .       PUNCT 3 punct)");
  EXPECT_EQ(d.says("build"), "agent=Rosatom patient=plant; possible");
}

TEST(Operators, IfIsConditionalInItsClauseOnly) {
  const Drawn d(R"(
    If       if       SCONJ 3 mark
    Rosatom  Rosatom  PROPN 3 nsubj
    signs    sign     VERB  9 advcl Person=3|VerbForm=Fin
    the      the      DET   5 det   Definite=Def|PronType=Art
    contract contract NOUN  3 obj
    ,        ,        PUNCT 3 punct
    China    China    PROPN 9 nsubj
    will     will     AUX   9 aux   VerbForm=Fin
    leave    leave    VERB  0 root  VerbForm=Inf
    .        .        PUNCT 9 punct)");
  EXPECT_EQ(d.says("signs"), "agent=Rosatom patient=contract; conditional");
  EXPECT_EQ(d.says("leave"), "agent=China; future");
}

TEST(Operators, PurposeKeepsTheSubject) {
  const Drawn d(R"(
    Likhachev Likhachev PROPN 2 nsubj
    travelled travel    VERB  0 root  Person=3|VerbForm=Fin
    to        to        ADP   4 case
    Astana    Astana    PROPN 2 obl
    to        to        PART  6 mark
    sign      sign      VERB  2 advcl VerbForm=Inf
    the       the       DET   8 det   Definite=Def|PronType=Art
    contract  contract  NOUN  6 obj
    .         .         PUNCT 2 punct)");
  EXPECT_EQ(d.says("sign"), "agent=Likhachev patient=contract; purpose");
  EXPECT_EQ(d.says("travelled"), "agent=Likhachev to=Astana");
}

TEST(Operators, WhatIsNotSaidIsNotDenied) {
  const Drawn d(R"(
    Rosatom  Rosatom  PROPN 4  nsubj
    did      do       AUX   4  aux    Person=3|VerbForm=Fin
    not      not      PART  4  advmod
    say      say      VERB  0  root   VerbForm=Inf
    that     that     SCONJ 8  mark
    China    China    PROPN 8  nsubj
    had      have     AUX   8  aux    Person=3|VerbForm=Fin
    signed   sign     VERB  4  ccomp  Tense=Past|VerbForm=Part
    the      the      DET   10 det    Definite=Def|PronType=Art
    contract contract NOUN  8  obj
    .        .        PUNCT 4  punct)");
  EXPECT_EQ(d.says("signed"), "agent=China patient=contract; possible");
  EXPECT_FALSE(d.frame("signed").embedded);
}

TEST(Operators, WhatIsNotMentionedIsSo) {
  const Drawn d(R"(
    The     the     DET   2 det    Definite=Def|PronType=Art
    website website NOUN  5 nsubj
    does    do      AUX   5 aux    Person=3|VerbForm=Fin
    not     not     PART  5 advmod
    mention mention VERB  0 root   VerbForm=Inf
    that    that    SCONJ 8 mark
    Miller  Miller  PROPN 8 nsubj
    visited visit   VERB  5 ccomp  Person=3|VerbForm=Fin
    Astana  Astana  PROPN 8 obj
    .       .       PUNCT 5 punct)");
  EXPECT_EQ(d.says("visited"), "agent=Miller patient=Astana");
}

TEST(Operators, QuestionAsks) {
  const Drawn d(R"(
    Was      be       AUX   4 aux:pass   Person=3|VerbForm=Fin
    the      the      DET   3 det        Definite=Def|PronType=Art
    contract contract NOUN  4 nsubj:pass
    signed   sign     VERB  0 root       Tense=Past|VerbForm=Part
    ?        ?        PUNCT 4 punct)");
  EXPECT_EQ(d.says("signed"), "patient=contract; question");
}

TEST(Operators, ReadyToIsFuture) {
  const Drawn d(R"(
    Rosatom Rosatom PROPN 3 nsubj
    is      be      AUX   3 cop   Person=3|VerbForm=Fin
    ready   ready   ADJ   0 root
    to      to      PART  5 mark
    build   build   VERB  3 xcomp VerbForm=Inf
    the     the     DET   7 det   Definite=Def|PronType=Art
    plant   plant   NOUN  5 obj
    .       .       PUNCT 3 punct)");
  EXPECT_EQ(d.says("build"), "agent=Rosatom patient=plant; future");
}

TEST(Operators, InterestedInIsFuture) {
  const Drawn d(R"(
    Russia     Russia     PROPN 3 nsubj
    is         be         AUX   3 cop   Person=3|VerbForm=Fin
    interested interested ADJ   0 root
    in         in         SCONJ 5 mark
    supplying  supply     VERB  3 advcl Tense=Pres|VerbForm=Part
    fuel       fuel       NOUN  5 obj
    to         to         ADP   9 case
    the        the        DET   9 det   Definite=Def|PronType=Art
    plant      plant      NOUN  5 obl
    .          .          PUNCT 3 punct)");
  EXPECT_EQ(d.says("supplying"), "agent=Russia patient=fuel to=plant; future");
}

TEST(Operators, InsteadOfDenies) {
  const Drawn d(R"(
    Instead    instead    ADV   3  mark
    of         of         SCONJ 1  fixed
    building   build      VERB  9  advcl Tense=Pres|VerbForm=Part
    a          a          DET   5  det   Definite=Ind|PronType=Art
    plant      plant      NOUN  3  obj
    ,          ,          PUNCT 3  punct
    Kyrgyzstan Kyrgyzstan PROPN 9  nsubj
    will       will       AUX   9  aux   VerbForm=Fin
    build      build      VERB  0  root  VerbForm=Inf
    a          a          DET   11 det   Definite=Ind|PronType=Art
    reactor    reactor    NOUN  9  obj
    .          .          PUNCT 9  punct)");
  EXPECT_EQ(d.says("building"), "agent=Kyrgyzstan patient=plant; denied");
  EXPECT_EQ(d.says("build"), "agent=Kyrgyzstan patient=reactor; future");
}

TEST(Operators, DenyingDenies) {
  const Drawn d(R"(
    The        the        DET   2 det   Definite=Def|PronType=Art
    minister   minister   NOUN  3 nsubj
    denied     deny       VERB  0 root  Person=3|VerbForm=Fin
    that       that       SCONJ 7 mark
    Kazakhstan Kazakhstan PROPN 7 nsubj
    had        have       AUX   7 aux   Person=3|VerbForm=Fin
    signed     sign       VERB  3 ccomp Tense=Past|VerbForm=Part
    a          a          DET   9 det   Definite=Ind|PronType=Art
    contract   contract   NOUN  7 obj
    .          .          PUNCT 3 punct)");
  EXPECT_EQ(d.says("signed"), "agent=Kazakhstan patient=contract; denied");
}

constexpr const char* kSaidItWould = R"(
    Rosatom    Rosatom    PROPN 2  nsubj
    said       say        VERB  0  root  Tense=Past|VerbForm=Fin
    it         it         PRON  5  nsubj
    would      would      AUX   5  aux   VerbForm=Fin
    build      build      VERB  2  ccomp VerbForm=Inf
    a          a          DET   7  det   Definite=Ind|PronType=Art
    reactor    reactor    NOUN  5  obj
    and        and        CCONJ 11 cc
    it         it         PRON  11 nsubj
    would      would      AUX   11 aux   VerbForm=Fin
    mine       mine       VERB  5  conj  VerbForm=Inf
    uranium    uranium    NOUN  11 obj)";

TEST(Operators, WhatWasSaidToBeToComeIsFuture) {
  const Drawn d(kSaidItWould);
  EXPECT_EQ(d.says("build"), "agent=it patient=reactor; future");
  EXPECT_EQ(d.says("mine"), "agent=it patient=uranium; future");
}

TEST(Operators, WhatWouldBeUnderAConditionIsPossible) {
  const Drawn d(std::string(kSaidItWould) + R"(
    if         if         SCONJ 15 mark
    money      money      NOUN  15 nsubj
    came       come       VERB  5  advcl Tense=Past|VerbForm=Fin)");
  EXPECT_EQ(d.says("build"), "agent=it patient=reactor; possible");
}

TEST(Operators, DenyingReportsDeniesWhatTheySay) {
  const Drawn d(R"(
    Tajikistan Tajikistan PROPN 2 nsubj
    denied     deny       VERB  0 root  Person=3|VerbForm=Fin
    reports    report     NOUN  2 obj
    that       that       SCONJ 7 mark
    it         it         PRON  7 nsubj
    had        have       AUX   7 aux   Person=3|VerbForm=Fin
    sold       sell       VERB  3 acl   Tense=Past|VerbForm=Part
    a          a          DET   9 det   Definite=Ind|PronType=Art
    mine       mine       NOUN  7 obj
    .          .          PUNCT 2 punct)");
  EXPECT_EQ(d.says("sold"), "agent=it patient=mine; denied");
}

TEST(Operators, DueToIsFuture) {
  const Drawn d(R"(
    Rosatom Rosatom PROPN 5 nsubj:outer
    is      be      AUX   5 cop         Person=3|VerbForm=Fin
    due     due     ADJ   5 mark
    to      to      PART  3 fixed
    visit   visit   VERB  0 root        VerbForm=Inf
    Astana  Astana  PROPN 5 obj
    .       .       PUNCT 5 punct)");
  EXPECT_EQ(d.says("visit"), "agent=Rosatom patient=Astana; future");
}

TEST(Operators, NorReachesTheSecondParticiple) {
  const Drawn d(R"(
    Neither   neither  DET   2 det        PronType=Neg
    contract  contract NOUN  5 nsubj:pass
    has       have     AUX   5 aux        Person=3|VerbForm=Fin
    been      be       AUX   5 aux:pass   Tense=Past|VerbForm=Part
    signed    sign     VERB  0 root       Tense=Past|VerbForm=Part
    nor       nor      CCONJ 7 cc
    published publish  VERB  5 conj       Tense=Past|VerbForm=Part
    .         .        PUNCT 5 punct)");
  EXPECT_EQ(d.says("published"), "patient=contract; denied");
}

TEST(Operators, WhatIsScheduledToStartIsFuture) {
  const Drawn d(R"(
    Construction construction NOUN  6  nsubj:pass
    of           of           ADP   4  case
    the          the          DET   4  det        Definite=Def|PronType=Art
    plant        plant        NOUN  1  nmod
    is           be           AUX   6  aux:pass   Person=3|VerbForm=Fin
    scheduled    schedule     VERB  0  root       Tense=Past|VerbForm=Part
    to           to           PART  8  mark
    start        start        VERB  6  xcomp      VerbForm=Inf
    in           in           ADP   10 case
    2026         2026         NUM   8  obl
    .            .            PUNCT 6  punct)");
  EXPECT_EQ(d.says("Construction"), "in=2026 patient=plant; future");
}

}  // namespace
}  // namespace tamga::pattern
