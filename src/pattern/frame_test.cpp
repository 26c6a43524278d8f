#include "pattern/frame.h"

#include <gtest/gtest.h>

#include "support/drawn_frames.h"

namespace tamga::pattern {
namespace {

using test::Drawn;

TEST(Frame, PassiveHasPatientAndAgent) {
  const Drawn d(R"(
    The      the      DET   2 det        Definite=Def|PronType=Art
    contract contract NOUN  4 nsubj:pass
    was      be       AUX   4 aux:pass   Person=3|VerbForm=Fin
    signed   sign     VERB  0 root       Tense=Past|VerbForm=Part
    by       by       ADP   6 case
    Rosatom  Rosatom  PROPN 4 obl:agent
    .        .        PUNCT 4 punct)");
  EXPECT_EQ(d.says("signed"), "agent=Rosatom patient=contract");
}

TEST(Frame, NameBeforeAVerbWithoutASubjectIsItsSubject) {
  const Drawn d(R"(
    Kassym   Kassym   PROPN 4 obl
    -        -        PUNCT 3 punct
    Jomart   Jomart   PROPN 1 flat
    received receive  VERB  0 root Tense=Past|VerbForm=Fin
    Orano    Orano    PROPN 4 obj
    .        .        PUNCT 4 punct)");
  EXPECT_EQ(d.says("received"), "agent=Kassym patient=Orano");
}

TEST(Frame, AgentsHaveTheirOwnCaseWords) {
  const Drawn d(R"(
    Rosatom  Rosatom  PROPN 3 nsubj:pass
    was      be       AUX   3 aux:pass   Person=3|VerbForm=Fin
    picked   pick     VERB  0 root       Tense=Past|VerbForm=Part
    over     over     ADP   5 case
    Orano    Orano    PROPN 3 obl:agent
    .        .        PUNCT 3 punct)");
  EXPECT_EQ(d.says("picked"), "about=Orano patient=Rosatom");
}

TEST(Frame, RelativeClauseIsAboutItsNoun) {
  const Drawn d(R"(
    Rosatom  Rosatom  PROPN 8 nsubj
    ,        ,        PUNCT 4 punct
    which    which    PRON  4 nsubj     PronType=Rel
    signed   sign     VERB  1 acl:relcl Person=3|VerbForm=Fin
    the      the      DET   6 det       Definite=Def|PronType=Art
    contract contract NOUN  4 obj
    ,        ,        PUNCT 1 punct
    left     leave    VERB  0 root      Person=3|VerbForm=Fin
    .        .        PUNCT 8 punct)");
  EXPECT_EQ(d.says("signed"), "agent=Rosatom patient=contract");
}

TEST(Frame, ParticipleIsAboutItsNoun) {
  const Drawn d(R"(
    The        the        DET   2 det       Definite=Def|PronType=Art
    agreement  agreement  NOUN  8 nsubj
    signed     sign       VERB  2 acl       Tense=Past|VerbForm=Part
    by         by         ADP   5 case
    Orano      Orano      PROPN 3 obl:agent
    with       with       ADP   7 case
    Uzbekistan Uzbekistan PROPN 5 nmod
    covers     cover      VERB  0 root      Person=3|VerbForm=Fin
    uranium    uranium    NOUN  8 obj
    .          .          PUNCT 8 punct)");
  EXPECT_EQ(d.says("signed"), "agent=Orano patient=agreement with=Uzbekistan");
}

TEST(Frame, InfinitiveKeepsTheSubject) {
  const Drawn d(R"(
    Rosatom Rosatom NOUN  2 nsubj
    plans   plan    VERB  0 root  Person=3|VerbForm=Fin
    to      to      PART  4 mark
    build   build   VERB  2 xcomp VerbForm=Inf
    the     the     DET   6 det   Definite=Def|PronType=Art
    plant   plant   NOUN  4 obj
    .       .       PUNCT 2 punct)");
  EXPECT_EQ(d.says("build"), "agent=Rosatom patient=plant; future");
  EXPECT_TRUE(d.frame("build").embedded);
  EXPECT_FALSE(d.frame("plans").embedded);
}

TEST(Frame, InfinitiveHungOnTheSayingCompletesThePredicateBeforeIt) {
  const Drawn d(R"(
    Kenya     Kenya    PROPN 3 nsubj
    is        be       AUX   3 cop     Person=3|VerbForm=Fin
    about     about    ADJ   9 ccomp
    to        to       PART  5 mark
    leave     leave    VERB  9 ccomp   VerbForm=Inf
    Chad      Chad     PROPN 5 obj
    ,         ,        PUNCT 9 punct
    officials official NOUN  9 nsubj
    said      say      VERB  0 root    Person=3|VerbForm=Fin
    .         .        PUNCT 9 punct)");
  EXPECT_EQ(d.says("leave"), "agent=Kenya patient=Chad; future");
  EXPECT_TRUE(d.frame("leave").embedded);
}

TEST(Frame, ObjectDoesWhatItIsAskedFor) {
  const Drawn d(R"(
    Russia  Russia  PROPN 2 nsubj
    asked   ask     VERB  0 root  Person=3|VerbForm=Fin
    Rosatom Rosatom PROPN 2 iobj
    to      to      PART  5 mark
    build   build   VERB  2 xcomp VerbForm=Inf
    the     the     DET   7 det   Definite=Def|PronType=Art
    plant   plant   NOUN  5 obj
    .       .       PUNCT 2 punct)");
  EXPECT_EQ(d.says("build"), "agent=Rosatom patient=plant; future");
}

TEST(Frame, ObjectDoesWhatItIsPickedForThoughItLooksLikeAPurpose) {
  const Drawn d(R"(
    Kazakhstan Kazakhstan PROPN 2 nsubj
    picked     pick       VERB  0 root  Person=3|VerbForm=Fin
    Rosatom    Rosatom    PROPN 2 obj
    to         to         PART  5 mark
    build      build      VERB  2 advcl VerbForm=Inf
    the        the        DET   7 det   Definite=Def|PronType=Art
    plant      plant      NOUN  5 obj
    .          .          PUNCT 2 punct)");
  EXPECT_EQ(d.says("build"), "agent=Rosatom patient=plant; future");
}

TEST(Frame, SubjectDoesWhatItPromises) {
  const Drawn d(R"(
    Rosatom    Rosatom    PROPN 2 nsubj
    promised   promise    VERB  0 root  Person=3|VerbForm=Fin
    Kazakhstan Kazakhstan PROPN 2 iobj
    to         to         PART  5 mark
    build      build      VERB  2 xcomp VerbForm=Inf
    the        the        DET   7 det   Definite=Def|PronType=Art
    plant      plant      NOUN  5 obj
    .          .          PUNCT 2 punct)");
  EXPECT_EQ(d.says("build"), "agent=Rosatom patient=plant; future");
}

TEST(Frame, CoordinatedVerbsShareCoordinatedSubjects) {
  const Drawn d(R"(
    Orano      Orano      PROPN 4 nsubj
    and        and        CCONJ 3 cc
    Navoiyuran Navoiyuran PROPN 1 conj
    signed     sign       VERB  0 root  Person=3|VerbForm=Fin
    and        and        CCONJ 6 cc
    published  publish    VERB  4 conj  Person=3|VerbForm=Fin
    the        the        DET   8 det   Definite=Def|PronType=Art
    contract   contract   NOUN  6 obj
    .          .          PUNCT 4 punct)");
  EXPECT_EQ(d.says("published"), "agent=Navoiyuran agent=Orano patient=contract");
  EXPECT_EQ(d.says("signed"), "agent=Navoiyuran agent=Orano");
}

TEST(Frame, NominalisationHasTheSameRoles) {
  const Drawn d(R"(
    The       the      DET   2 det   Definite=Def|PronType=Art
    signing   signing  NOUN  8 nsubj
    of        of       ADP   5 case
    the       the      DET   5 det   Definite=Def|PronType=Art
    contract  contract NOUN  2 nmod
    by        by       ADP   7 case
    Rosatom   Rosatom  PROPN 2 nmod
    delighted delight  VERB  0 root  Person=3|VerbForm=Fin
    Astana    Astana   PROPN 8 obj
    .         .        PUNCT 8 punct)");
  EXPECT_EQ(d.says("signing"), "agent=Rosatom patient=contract");
}

TEST(Frame, PossessorActs) {
  const Drawn d(R"(
    Putin  Putin  PROPN 3 nmod:poss
    's     's     PART  1 case
    visit  visit  NOUN  6 nsubj
    to     to     ADP   5 case
    Astana Astana PROPN 3 nmod
    began  begin  VERB  0 root      Person=3|VerbForm=Fin
    .      .      PUNCT 6 punct)");
  EXPECT_EQ(d.says("visit"), "agent=Putin to=Astana");
  EXPECT_TRUE(d.frame("began").light);
}

TEST(Frame, OfNamesWhoActsWhereTheNounSaysSo) {
  const Drawn d(R"(
    A          a         DET   2 det   Definite=Ind|PronType=Art
    meeting    meeting   NOUN  6 nsubj
    of         of        ADP   5 case
    the        the       DET   5 det   Definite=Def|PronType=Art
    presidents president NOUN  2 nmod
    ended      end       VERB  0 root  Person=3|VerbForm=Fin
    .          .         PUNCT 6 punct)");
  EXPECT_EQ(d.says("meeting"), "agent=presidents");
}

TEST(Frame, NounOfALightVerbHasAllTheVerbHas) {
  const Drawn d(R"(
    Orano      Orano      PROPN 2 nsubj
    held       hold       VERB  0 root  Person=3|VerbForm=Fin
    talks      talk       NOUN  2 obj
    with       with       ADP   5 case
    Uzbekistan Uzbekistan PROPN 3 nmod
    in         in         ADP   7 case
    Paris      Paris      PROPN 2 obl
    .          .          PUNCT 2 punct)");
  EXPECT_EQ(d.says("talks"), "agent=Orano in=Paris with=Uzbekistan");
  EXPECT_TRUE(d.frame("held").light);
  EXPECT_FALSE(d.frame("talks").embedded);
  EXPECT_EQ(d.range("talks"), "Orano held talks with Uzbekistan in Paris");
}

TEST(Frame, VisitIsPaid) {
  const Drawn d(R"(
    Shen       Shen       PROPN 2 nsubj
    paid       pay        VERB  0 root  Person=3|VerbForm=Fin
    a          a          DET   4 det   Definite=Ind|PronType=Art
    visit      visit      NOUN  2 obj
    to         to         ADP   6 case
    Kazakhstan Kazakhstan PROPN 4 nmod
    .          .          PUNCT 2 punct)");
  EXPECT_EQ(d.says("visit"), "agent=Shen to=Kazakhstan");
}

TEST(Frame, TalksHeldBetweenTwo) {
  const Drawn d(R"(
    Talks      talk       NOUN  3 nsubj:pass
    were       be         AUX   3 aux:pass   Person=3|VerbForm=Fin
    held       hold       VERB  0 root       Tense=Past|VerbForm=Part
    between    between    ADP   5 case
    China      China      PROPN 3 obl
    and        and        CCONJ 7 cc
    Kazakhstan Kazakhstan PROPN 5 conj
    .          .          PUNCT 3 punct)");
  EXPECT_EQ(d.says("Talks"), "agent=China agent=Kazakhstan");
}

TEST(Frame, LightVerbMayComeWithItsObject) {
  const Drawn d(R"(
    The        the        DET   2 det   Definite=Def|PronType=Art
    signing    signing    NOUN  3 nsubj
    took       take       VERB  0 root  Person=3|VerbForm=Fin
    place      place      NOUN  3 obj
    in         in         ADP   6 case
    Washington Washington PROPN 3 obl
    .          .          PUNCT 3 punct)");
  EXPECT_EQ(d.says("signing"), "in=Washington");
  EXPECT_TRUE(d.frame("took").light);
}

TEST(Frame, StageOfTalksIsTalks) {
  const Drawn d(R"(
    They    they    PRON  6  nsubj Person=3|PronType=Prs
    are     be      AUX   6  cop   Person=3|VerbForm=Fin
    at      at      ADP   6  case
    the     the     DET   6  det   Definite=Def|PronType=Art
    initial initial ADJ   6  amod
    stage   stage   NOUN  0  root
    of      of      ADP   8  case
    talks   talk    NOUN  6  nmod
    with    with    ADP   10 case
    Rosatom Rosatom PROPN 8  nmod
    .       .       PUNCT 6  punct)");
  EXPECT_EQ(d.says("talks"), "agent=They with=Rosatom");
  EXPECT_TRUE(d.frame("stage").light);
}

TEST(Frame, GroupStandsForItsMembers) {
  const Drawn d(R"(
    A         a        DET   2 det   Definite=Ind|PronType=Art
    group     group    NOUN  5 nsubj
    of        of       ADP   4 case
    companies company  NOUN  2 nmod
    signed    sign     VERB  0 root  Person=3|VerbForm=Fin
    the       the      DET   7 det   Definite=Def|PronType=Art
    contract  contract NOUN  5 obj
    .         .        PUNCT 5 punct)");
  EXPECT_EQ(d.says("signed"), "agent=companies agent=group patient=contract");
}

TEST(Frame, NamesApposedToACommonNounCount) {
  const Drawn d(R"(
    Kazakhstan Kazakhstan PROPN 2  nsubj
    weighed    weigh      VERB  0  root   Person=3|VerbForm=Fin
    bids       bid        NOUN  2  obj
    from       from       ADP   6  case
    two        two        NUM   6  nummod
    vendors    vendor     NOUN  2  obl
    ,          ,          PUNCT 8  punct
    Rosatom    Rosatom    PROPN 6  appos
    and        and        CCONJ 10 cc
    Orano      Orano      PROPN 8  conj
    .          .          PUNCT 2  punct)");
  EXPECT_EQ(d.says("weighed"), "agent=Kazakhstan from=Orano from=Rosatom from=vendors patient=bids");
}

TEST(Frame, AdverbialGerundKeepsTheSubject) {
  const Drawn d(R"(
    After   after   SCONJ 2 mark
    holding hold    VERB  8 advcl Tense=Pres|VerbForm=Part
    talks   talk    NOUN  2 obj
    with    with    ADP   5 case
    Putin   Putin   PROPN 3 nmod
    ,       ,       PUNCT 2 punct
    Japarov Japarov PROPN 8 nsubj
    left    leave   VERB  0 root  Person=3|VerbForm=Fin
    .       .       PUNCT 8 punct)");
  EXPECT_EQ(d.says("talks"), "agent=Japarov with=Putin");
}

TEST(Frame, WhoActsAtAMeetingMeets) {
  const Drawn d(R"(
    During   during  ADP   3 case
    a        a       DET   3 det   Definite=Ind|PronType=Art
    meeting  meeting NOUN  8 obl
    with     with    ADP   5 case
    Tokayev  Tokayev PROPN 3 nmod
    ,        ,       PUNCT 3 punct
    Shen     Shen    PROPN 8 nsubj
    offered  offer   VERB  0 root  Person=3|VerbForm=Fin
    reactors reactor NOUN  8 obj
    .        .       PUNCT 8 punct)");
  EXPECT_EQ(d.says("meeting"), "agent=Shen with=Tokayev");
}

TEST(Frame, UnderConstructionHasAPatient) {
  const Drawn d(R"(
    The          the          DET   2 det   Definite=Def|PronType=Art
    plant        plant        NOUN  5 nsubj
    is           be           AUX   5 cop   Person=3|VerbForm=Fin
    under        under        ADP   5 case
    construction construction NOUN  0 root
    .            .            PUNCT 5 punct)");
  EXPECT_EQ(d.says("construction"), "patient=plant");
}

TEST(Frame, NounOfAPassiveInfinitiveIsItsPatient) {
  const Drawn d(R"(
    Reactors   reactor    NOUN  7 nsubj
    to         to         PART  4 mark
    be         be         AUX   4 aux:pass VerbForm=Inf
    built      build      VERB  1 acl      Tense=Past|VerbForm=Part
    in         in         ADP   6 case
    Kazakhstan Kazakhstan PROPN 4 obl
    need       need       VERB  0 root     Person=3|VerbForm=Fin
    uranium    uranium    NOUN  7 obj
    .          .          PUNCT 7 punct)");
  EXPECT_EQ(d.says("built"), "in=Kazakhstan patient=Reactors; future");
}

TEST(Frame, PassiveOfTwoObjectsHasARecipient) {
  const Drawn d(R"(
    KIGAM  KIGAM PROPN 3 nsubj:pass
    was    be    AUX   3 aux:pass   Person=3|VerbForm=Fin
    given  give  VERB  0 root       Tense=Past|VerbForm=Part
    rights right NOUN  3 obj
    .      .     PUNCT 3 punct)");
  EXPECT_EQ(d.says("given"), "patient=rights recipient=KIGAM");
}

TEST(Frame, SidesWithinTheObjectAreTheVerbs) {
  const Drawn d(R"(
    Uranium Uranium PROPN 3  nsubj
    One     one     NUM   1  flat
    sold    sell    VERB  0  root      Person=3|VerbForm=Fin
    its     its     PRON  5  nmod:poss Person=3|Poss=Yes
    share   share   NOUN  3  obj
    of      of      ADP   8  case
    the     the     DET   8  det       Definite=Def|PronType=Art
    mine    mine    NOUN  5  nmod
    to      to      ADP   10 case
    SNURDC  SNURDC  PROPN 3  obl
    .       .       PUNCT 3  punct)");
  EXPECT_EQ(d.says("sold"), "agent=Uranium patient=mine patient=share to=SNURDC");
}

TEST(Frame, SubjectHungOnTheWrongVerbIsGivenBack) {
  const Drawn d(R"(
    The       the      DET   2 det   Definite=Def|PronType=Art
    report    report   NOUN  5 nsubj
    said      say      VERB  0 root  Person=3|VerbForm=Fin
    Miller    Miller   PROPN 5 nsubj
    met       meet     VERB  3 ccomp Person=3|VerbForm=Fin
    officials official NOUN  5 obj
    .         .        PUNCT 3 punct)");
  EXPECT_EQ(d.says("said"), "agent=report content=met");
  EXPECT_EQ(d.says("met"), "agent=Miller patient=officials");
}

TEST(Frame, WhoHasAWayTakesIt) {
  const Drawn d(R"(
    The      the   DET   3 det    Definite=Def|PronType=Art
    two      two   NUM   3 nummod
    sides    side  NOUN  4 nsubj
    sought   seek  VERB  0 root   Person=3|VerbForm=Fin
    ways     way   NOUN  4 obj
    of       of    SCONJ 7 mark
    building build VERB  5 acl    VerbForm=Ger
    the      the   DET   9 det    Definite=Def|PronType=Art
    plant    plant NOUN  7 obj
    .        .     PUNCT 4 punct)");
  EXPECT_EQ(d.says("building"), "agent=sides patient=plant");
}

TEST(Frame, RelativeClauseLookedTooFarBackIsAboutTheNounBeforeIt) {
  const Drawn d(R"(
    Shen      Shen     PROPN 2 nsubj
    visited   visit    VERB  0 root      Person=3|VerbForm=Fin
    Astana    Astana   PROPN 2 obj
    ,         ,        PUNCT 6 punct
    which     which    PRON  6 nsubj     PronType=Rel
    announced announce VERB  1 acl:relcl Person=3|VerbForm=Fin
    a         a        DET   8 det       Definite=Ind|PronType=Art
    plan      plan     NOUN  6 obj
    .         .        PUNCT 2 punct)");
  EXPECT_EQ(d.says("announced"), "agent=Astana patient=plan");
  EXPECT_EQ(d.says("visited"), "agent=Shen patient=Astana");
}

TEST(Frame, WhatAnnouncesIsTheNameBeforeTheClauseAndNoVisit) {
  const Drawn d(R"(
    Shen      Shen     PROPN 2 nsubj
    paid      pay      VERB  0 root      Person=3|VerbForm=Fin
    a         a        DET   4 det       Definite=Ind|PronType=Art
    visit     visit    NOUN  2 obj
    to        to       ADP   6 case
    Astana    Astana   PROPN 2 obl
    ,         ,        PUNCT 9 punct
    which     which    PRON  9 nsubj     PronType=Rel
    announced announce VERB  4 acl:relcl Person=3|VerbForm=Fin
    a         a        DET   11 det      Definite=Ind|PronType=Art
    plan      plan     NOUN  9 obj
    .         .        PUNCT 2 punct)");
  EXPECT_EQ(d.says("announced"), "agent=Astana patient=plan");
}

TEST(Frame, NounTiedByBecomingIsSaid) {
  const Drawn d(R"(
    Orano    Orano    PROPN 2 nsubj
    became   become   VERB  0 root  Person=3|VerbForm=Fin
    the      the      DET   4 det   Definite=Def|PronType=Art
    operator operator NOUN  2 xcomp
    of       of       ADP   7 case
    the      the      DET   7 det   Definite=Def|PronType=Art
    mine     mine     NOUN  4 nmod
    .        .        PUNCT 2 punct)");
  EXPECT_NE(d.says("operator").find("agent=Orano"), std::string::npos) << d.says("operator");
}

TEST(Frame, ParticipleSetOffBehindANounIsOfThatNoun) {
  const Drawn d(R"(
    Under     under     ADP   3 case
    the       the       DET   3 det   Definite=Def|PronType=Art
    contract  contract  NOUN  10 obl
    ,         ,         PUNCT 5 punct
    signed    sign      VERB  10 advcl Tense=Past|VerbForm=Part
    yesterday yesterday NOUN  5 obl:unmarked
    ,         ,         PUNCT 5 punct
    Rosatom   Rosatom   PROPN 10 nsubj
    will      will      AUX   10 aux  VerbForm=Fin
    build     build     VERB  0 root  VerbForm=Inf
    reactors  reactor   NOUN  10 obj
    .         .         PUNCT 10 punct)");
  EXPECT_EQ(d.says("signed"), "patient=contract time=yesterday");
}

TEST(Frame, ThingThatIsAnActDoesNothing) {
  const Drawn d(R"(
    It     it     PRON  4 nsubj Gender=Neut|PronType=Prs
    is     be     AUX   4 cop   Person=3|VerbForm=Fin
    a      a      DET   4 det   Definite=Ind|PronType=Art
    visit  visit  NOUN  0 root
    with   with   ADP   6 case
    Orano  Orano  PROPN 4 nmod
    .      .      PUNCT 4 punct)");
  EXPECT_EQ(d.says("visit"), "with=Orano");
}

TEST(Frame, RelativeAdverbIsNoArgument) {
  const Drawn d(R"(
    They     they    PRON  2  nsubj     Person=3|PronType=Prs
    met      meet    VERB  0  root      Person=3|VerbForm=Fin
    in       in      ADP   4  case
    Moscow   Moscow  PROPN 2  obl
    ,        ,       PUNCT 8  punct
    where    where   ADV   8  advmod
    they     they    PRON  8  nsubj     Person=3|PronType=Prs
    agreed   agree   VERB  4  acl:relcl Person=3|VerbForm=Fin
    on       on      ADP   10 case
    reactors reactor NOUN  8  obl
    .        .       PUNCT 2  punct)");
  EXPECT_EQ(d.says("agreed"), "agent=they on=reactors");
}

TEST(Frame, RoundOfTalksIsTalks) {
  const Drawn d(R"(
    Officials official NOUN  2 nsubj
    held      hold     VERB  0 root  Person=3|VerbForm=Fin
    several   several  ADJ   4 amod
    rounds    round    NOUN  2 obj
    of        of       ADP   6 case
    talks     talk     NOUN  4 nmod
    with      with     ADP   8 case
    Rosatom   Rosatom  PROPN 6 nmod
    .         .        PUNCT 2 punct)");
  EXPECT_EQ(d.says("talks"), "agent=Officials with=Rosatom");
  EXPECT_TRUE(d.frame("held").light);
}

TEST(Frame, RoundThatIsAPredicateLeavesItToTheTalks) {
  const Drawn d(R"(
    Officials official NOUN  2 nsubj
    held      hold     VERB  0 root  Person=3|VerbForm=Fin
    several   several  ADJ   4 amod
    rounds    round    NOUN  2 obj
    of        of       ADP   6 case
    talks     talk     NOUN  4 nmod
    with      with     ADP   8 case
    Rosatom   Rosatom  PROPN 6 nmod
    .         .        PUNCT 2 punct)",
                {"round", "talk"});
  EXPECT_EQ(d.says("talks"), "agent=Officials with=Rosatom");
  EXPECT_TRUE(d.frame("rounds").light);
  EXPECT_FALSE(d.frame("talks").embedded);
}

TEST(Frame, WhoIsGivenALicenceUsesIt) {
  const Drawn d(R"(
    The     the     DET   2  det        Definite=Def|PronType=Art
    company company NOUN  4  nsubj:pass
    was     be      AUX   4  aux:pass   Person=3|VerbForm=Fin
    granted grant   VERB  0  root       Tense=Past|VerbForm=Part
    a       a       DET   6  det        Definite=Ind|PronType=Art
    licence licence NOUN  4  obj
    to      to      PART  8  mark
    explore explore VERB  6  acl        VerbForm=Inf
    the     the     DET   10 det        Definite=Def|PronType=Art
    field   field   NOUN  8  obj
    .       .       PUNCT 4  punct)");
  EXPECT_EQ(d.says("explore"), "agent=company patient=field; future");
}

TEST(Frame, NounThatNamesWhoActsNeedsNoSubject) {
  const Drawn d(R"(
    It         it         PRON  5  nsubj Person=3|PronType=Prs
    was        be         AUX   5  cop   Person=3|VerbForm=Fin
    the        the        DET   5  det   Definite=Def|PronType=Art
    first      first      ADJ   5  amod
    visit      visit      NOUN  0  root
    by         by         ADP   9  case
    a          a          DET   9  det   Definite=Ind|PronType=Art
    French     French     ADJ   9  amod
    president  president  NOUN  5  nmod
    to         to         ADP   11 case
    Uzbekistan Uzbekistan PROPN 5  nmod
    .          .          PUNCT 5  punct)");
  EXPECT_EQ(d.says("visit"), "agent=president to=Uzbekistan");
}

TEST(Frame, VerbsThatModifyNamesAndNounsMakeNoFrame) {
  const Drawn d(R"(
    signed   sign     VERB 2 amod
    papers   paper    NOUN 3 nsubj
    arrived  arrive   VERB 0 root)");
  EXPECT_FALSE(d.has_frame("signed"));
  EXPECT_FALSE(d.has_frame("papers"));
  EXPECT_EQ(d.says("arrived"), "agent=papers");
}

TEST(Frame, ParticleBelongsToTheLemma) {
  const Drawn d(R"(
    They they PRON 2 nsubj
    set  set  VERB 0 root
    up   up   ADP  2 compound:prt
    a    a    DET  5 det Definite=Ind|PronType=Art
    firm firm NOUN 2 obj)");
  EXPECT_EQ(d.frame("set").lemma, "set up");
}

TEST(Frame, NameTornApartByTheParserKeepsItsParts) {
  const Drawn d(R"(
    The    the    DET   3 det   Definite=Def|PronType=Art
    portal portal NOUN  4 nsubj
    Orient Orient PROPN 4 nsubj
    wrote  write  VERB  0 root)");
  EXPECT_EQ(d.says("wrote"), "agent=Orient agent=portal");
}

TEST(Frame, DatelineIsNoSubject) {
  const Drawn d(R"(
    SASKATOON Saskatoon PROPN 4 nsubj
    --        --        PUNCT 1 punct
    Uranium   uranium   NOUN  4 nsubj
    flows     flow      VERB  0 root)");
  EXPECT_EQ(d.says("flows"), "agent=Uranium");
  EXPECT_EQ(d.range("flows"), "Uranium flows");
}

TEST(Frame, WhatSomebodySaysIsNotEmbeddedAndHasItsOwnRange) {
  const Drawn d(R"(
    Rosatom Rosatom PROPN 2 nsubj
    said    say     VERB  0 root
    China   China   PROPN 4 nsubj
    left    leave   VERB  2 ccomp)");
  EXPECT_FALSE(d.frame("left").embedded);
  EXPECT_EQ(d.frames().frame(*d.frame("left").governor).lemma, "say");
  EXPECT_EQ(d.range("said"), "Rosatom said");
  EXPECT_EQ(d.range("left"), "China left");
}

TEST(Frame, FramesStandInTextOrder) {
  const Drawn d(R"(
    Rosatom Rosatom PROPN 4 nsubj
    hired   hire    VERB  1 acl Tense=Past|VerbForm=Part
    now     now     ADV   4 advmod
    plans   plan    VERB  0 root
    to      to      PART  6 mark
    leave   leave   VERB  4 xcomp VerbForm=Inf)");
  std::vector<std::string> lemmas;
  for (const Frame& frame : d.frames().frames()) lemmas.push_back(frame.lemma);
  EXPECT_EQ(lemmas, (std::vector<std::string>{"hire", "plan", "leave"}));
}

TEST(Grammar, NamesTheOperatorItDoesNotKnow) {
  const auto wrong = Grammar::load(*json::parse_yaml("auxiliaries: {futur: [will]}"));
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.error().code, ErrorCode::kBadData);
  EXPECT_NE(wrong.error().message.find("futur"), std::string::npos);
}

TEST(Frame, WhomADelegationNamesActsThroughIt) {
  const Drawn d(R"(
    Representatives representative NOUN  5 nsubj
    of              of             ADP   3 case
    Rosatom         Rosatom        PROPN 1 nmod
    today           today          NOUN  5 obl:unmarked
    met             meet           VERB  0 root   VerbForm=Fin
    a               a              DET   7 det
    delegation      delegation     NOUN  5 obj
    from            from           ADP   9 case
    Orano           Orano          PROPN 7 nmod
    .               .              PUNCT 5 punct)");
  EXPECT_EQ(d.says("met"), "agent=Rosatom from=Orano patient=Orano time=today");
}

}  // namespace
}  // namespace tamga::pattern
