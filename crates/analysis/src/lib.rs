//! What can be proved of conditions, with an example visitor for every claim.
//!
//! [`lints`] tells what is wrong with conditions and messages, [`overlaps`] which messages compete
//! for a visitor, [`compare`] what changes from one workspace to another; [`Audiences`] answers single
//! questions. All of it is exact: what is claimed holds of every visitor, and what is not claimed
//! has an exception, but where it would take too much work to tell. Then nothing is claimed.
//!
//! # Why it is exact
//!
//! A condition is made of *atoms*: for each of the two texts (address, title) "it is *a*" and "it
//! contains *b*", for the language "it is *t* or begins with *t*-", and "this is the first visit".
//! Whether a visitor meets a condition depends on nothing but which of its atoms hold. So a
//! condition can be met exactly if some assignment of its atoms makes it true that *belongs to a
//! visitor*: a SAT solver finds assignments, and what is left is to tell which belong to one.
//!
//! **Claim.** An assignment of finitely many atoms belongs to a visitor exactly if no two of its
//! atoms contradict each other, that is, unless one of these stands in it:
//!
//! 1. the text is *a*, and is *b*, and these differ;
//! 2. the text is *a*, and contains *b*, which is no part of *a*; or does not contain *b*, which is;
//! 3. the text contains *p*, and does not contain *n*, which is a part of *p*;
//! 4. the language is *s*, and is *t*, and neither begins the other (`fr-CA` begins with `fr`);
//! 5. the language is *t*, and is not *s*, with which *t* begins.
//!
//! That these contradict is plain. For the other direction, let an assignment have none of them.
//! The fields of a visitor are independent of one another, so each can be looked at by itself.
//!
//! *A text that is something.* If the text is *a*, take *a*. By 1 there is no other such atom that
//! holds; one that does not hold names another text. By 2 all atoms about parts come out right.
//!
//! *A text that is nothing given.* Let it contain p₁ … pₖ, not contain n₁ … nₘ, and not be
//! i₁ … iₗ. Take a character *c* that stands in none of these values, and the text
//! p₁ *c* p₂ *c* … pₖ *c* (only *c*, if k = 0). It contains each pᵢ. Were some nⱼ in it, then, since
//! *c* is not in nⱼ and values are not empty, nⱼ would lie within one pᵢ, against 3. And it is no
//! iⱼ, since *c* is not in iⱼ. There is such a *c*: Unicode has over a million characters, and a
//! condition that uses all of them is beyond the bounds on work; should it be met all the same, no
//! visitor is made, and nothing is claimed.
//!
//! *A language.* If some atoms hold, take the longest of their tags, *t*: by 4 all others begin it,
//! so they hold for it, and by 5 none that must not hold does. If none holds, take a tag that begins
//! with none of them, as there are always tags outside of the catalogue.
//!
//! *A history* is one of two, and the atom says which. ∎
//!
//! For the lints any text counts as an address, so a claim does not depend on how browsers write
//! addresses; see `pages/never-matches.md` of the diagnostics.
//!
//! Where upper and lower case do not count, values are folded before they are compared, and so is
//! the visitor's text; folding works character by character and folding twice is folding once, so
//! the proof stands with "text" read as "folded text", and *c* chosen among characters whose folded
//! form stands in no value. Language tags are compared in lower case always.
//!
//! # How it is decided
//!
//! Most questions need no search. A condition in which no atom says anything of another has nothing
//! wrong with it (`free`). A condition that is not much longer than people write them is taken apart
//! into alternatives, lists of atoms; by the claim two conditions have a visitor in common exactly if
//! two of their alternatives have no contradiction between them, and one condition includes another
//! exactly if its opposite has no visitor in common with that (`term`).
//!
//! What is left goes to a SAT solver: `batsat`, a MiniSat in Rust, chosen because it is small (it
//! brings one other crate), takes assumptions and says which of them were at fault, and can be
//! stopped. Decision diagrams were the alternative; they answer equivalence at once, but their size
//! depends on a good order of variables, and a condition of ten thousand comparisons is allowed.
//! Conditions are written into a directed graph of `and` and `not` in which equal formulas are one
//! node; segments are nodes too and never written out.
//!
//! The solver is not told of contradictions between atoms in advance: there are as many pairs as
//! the square of the values. When it finds an assignment that contains some of the five, it is told
//! of those as clauses of two literals and asked again. Each round adds a pair that was not known,
//! so there is an end; and an answer "impossible" that rests on some pairs is right whatever the
//! others say.
//!
//! Messages are only compared with those whom their own example may get, which an index of the
//! values that conditions demand finds (`triggers`). For [`lints`] each condition is read for itself,
//! so what is proved of it does not depend on what else there is, and a [`Cache`] can keep it.

mod atom;
mod audiences;
mod cache;
mod candidate_index;
mod condition_cache;
mod diff;
mod dnf;
mod encode;
mod example_site;
mod formula;
mod hours;
mod independence;
mod lints;
mod overlaps;
mod parallel;
mod proof;
mod redundancy;
mod shadowing;
mod solver;
mod source;
mod standalone;
mod text_field;
mod unsat_core;
mod visitor;
mod witness;

pub use audiences::{Audiences, Proved, Satisfiable};
pub use cache::Cache;
pub use diff::{
    AddedOrRemoved, Change, Diff, ExternalIdOwner, FieldChange, Reordered, ReplyContent, SetChange,
    SetRelation, compare,
};
pub use formula::Formula;
pub use lints::{lints, lints_with};
pub use overlaps::{Overlap, overlaps};
pub use visitor::{Visitor, WitnessMoment};
