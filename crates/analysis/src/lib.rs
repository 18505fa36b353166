//! Proofs about conditions, hours and messages, with an example visitor for every claim.
//!
//! [`lints`] reports problems with conditions and messages, [`overlaps`] finds messages that
//! compete for a visitor, and [`compare`] finds what changes between two workspaces. [`Audiences`]
//! answers single questions. All answers are exact: what is claimed is true of every visitor, and
//! what is not claimed has a counterexample. The only exception is a question that would take too
//! much work: then nothing is claimed.
//!
//! # Why it is exact
//!
//! A condition is made of *atoms*, each about one field. About a text field: "it is *a*" and "it
//! contains *b*". About a language: "it is *t* or starts with *t*-". About a field of words, such
//! as the history: "it is the word *w*", for each word except the last. (The last word is the value
//! where no other word is.) Whether a visitor meets a condition depends only on which of its atoms
//! are true. So a condition can be met exactly if some assignment of its atoms makes it true and
//! *belongs to a visitor*. A SAT solver finds assignments; what remains is to decide which of them
//! belong to a visitor.
//!
//! **Claim.** An assignment of finitely many atoms belongs to a visitor exactly if no two of its
//! atoms contradict each other. Two atoms of the same field contradict each other in these cases
//! only:
//!
//! 1. the text is *a* and is *b*, and these differ;
//! 2. the text is *a* and contains *b*, which is not part of *a*; or does not contain *b*, which
//!    is;
//! 3. the text contains *p* and does not contain *n*, which is part of *p*;
//! 4. the language is *s* and is *t*, and neither is a prefix of the other (`fr` is a prefix of
//!    `fr-CA`);
//! 5. the language is *t* and is not *s*, and *s* is a prefix of *t*;
//! 6. the word is *v* and is *w*, and these differ.
//!
//! These are clearly contradictions. For the other direction, take an assignment with none of them.
//! The fields of a visitor are independent of one another, so each can be considered alone.
//!
//! *A text with a given value.* If the text is *a*, choose *a*. By 1 no other such atom is true,
//! and one that is false names another text. By 2 all atoms about substrings come out right.
//!
//! *A text without a given value.* Let it contain p₁ … pₖ, not contain n₁ … nₘ, and not be i₁ … iₗ.
//! Choose a character *c* that occurs in none of these values, and the text p₁ *c* p₂ *c* … pₖ *c*
//! (just *c* if k = 0). It contains each pᵢ. Suppose it contained some nⱼ. Since *c* is not in nⱼ
//! and values are not empty, nⱼ would be a substring of one pᵢ, which contradicts 3. And it is no
//! iⱼ, since *c* is not in iⱼ. Such a *c* exists: Unicode has over a million characters, and a
//! condition that uses all of them exceeds the limits on work. Should it happen anyway, no visitor
//! is made and nothing is claimed.
//!
//! *A language.* If some atoms are true, choose the longest of their tags, *t*: by 4 all others are
//! prefixes of it, so they are true of it, and by 5 no atom that must be false is true. If no atom
//! is true, choose a tag that none of them is a prefix of. There are always tags outside the
//! catalog.
//!
//! *A word.* By 6 at most one atom is true. If one is, choose its word, else the last word of the
//! field. ∎
//!
//! The lints accept any text as a URL, so no claim depends on how browsers write URLs; see
//! `pages/never-matches.md` of the diagnostics.
//!
//! # Websites
//!
//! The page of a message is on the websites of its channel. What a website covers is a union of
//! *areas* (`area`): all addresses that consist of a fixed text at the start, in some areas a
//! subdomain and another fixed text, and in *open* areas anything. A subdomain is any text without
//! `/`, `?`, `#`, `@` and `:`. A website whose path ends with `/` is one open area; any other is
//! the area that has just its own address, and three open ones that continue it with `/`, `?` or
//! `#`.
//!
//! So there are two more atoms: "the address is in area *A*" and "the address is not in area *B*".
//! They occur only where a formula requires them, never negated. Where such an atom is false, it
//! says nothing: an address that must be in one of several areas needs only one of these atoms,
//! although it may be in several areas. So at most one area must be chosen, and these are the
//! further contradictions:
//!
//! 7. two different areas are chosen;
//! 8. the address is in *A* and is *a*, which is not in *A*; or it is not in *B* and is *a*, which
//!    is;
//! 9. the address is in *A* and does not contain *n*, which is part of a fixed text of *A*;
//! 10. the address is in *A*, which has one address only, and is not that address, or contains
//!     *p*, which is not part of that address;
//! 11. the address is in *A* and not in *B*, and all of *A* is in *B*.
//!
//! Again, take an assignment with no contradiction. If the address is *a* or must be that of 10,
//! all atoms come out right. If no area is chosen, the text of the proof above may begin with *c*
//! and is then in no area. Otherwise let *A* be open. Choose *c* as above and not one of the five
//! signs, and an address of *A* with the subdomain *c*, if it has one, followed by *c* p₁ *c* … pₖ
//! *c*. A value that it contains is part of a fixed text of *A* or of one pᵢ, so by 3 and 9 it
//! contains no nⱼ. It contains *c*, so it is no iⱼ. If it is in some *B* that it must not be in,
//! then *c* is part of the subdomain of *B* or comes after its fixed texts, so that all other
//! addresses of *A* are in *B*, too, which contradicts 11.
//!
//! There remain areas with a subdomain in which nothing can follow, as of
//! `https://*.acme.example/help`. What the address must contain has to overlap the fixed texts or
//! fit into the subdomain, so it takes more than pairs. A value with one of the five signs overlaps
//! the fixed text before the subdomain, the one after it, or both, and in one way only, because the
//! signs must meet. So the shortest address is known (`Area::tight_address`), and every other one
//! contains at least as much. If it does not fit, the solver excludes the assignment.
//!
//! If case is ignored, the fixed texts are folded like values. An example is taken back: its fixed
//! texts are replaced by those that browsers show, which have as many characters.
//!
//! Messages that compete are on the same channel, so only one of them must be asked for its pages.
//! [`compare`] asks for who is on the pages of one channel and not on those of another, or on both;
//! the addresses that two areas have in common are an area, too.
//!
//! If case is ignored, values are case-folded before they are compared, and so is the visitor's
//! text. Folding works character by character, and folding twice equals folding once, so the proof
//! holds with "text" read as "folded text", and *c* chosen among characters whose folded form
//! occurs in no value. Language tags are always compared in lowercase.
//!
//! # How it is decided
//!
//! Most questions need no search. If no two atoms of a condition say anything about each other,
//! nothing is wrong with it (`independence`). A condition of ordinary length is expanded into
//! alternatives, which are lists of atoms (`dnf`). By the claim, two conditions have a visitor in
//! common exactly if two of their alternatives have no contradiction between them, and one
//! condition includes another exactly if its opposite has no visitor in common with that one.
//!
//! The rest goes to a SAT solver: `batsat`, a MiniSat in Rust. It is small (it brings one other
//! crate), takes assumptions and reports which of them were at fault, and can be interrupted. The
//! alternative, decision diagrams, answers equivalence at once, but the size of a diagram depends
//! on a good order of variables, and a condition of ten thousand comparisons is allowed. Conditions
//! are encoded as a directed graph of `and` and `not` in which equal formulas share a node;
//! segments are nodes too and are never expanded.
//!
//! The solver does not know the contradictions between atoms in advance, since their number grows
//! with the square of the number of values. When it finds an assignment with contradictions, these
//! are added as clauses of two literals, and it is asked again. Each round adds a pair that was not
//! known, so the process ends. An answer "impossible" that rests on some pairs is right whatever
//! the others say.
//!
//! Messages are compared only with those that their own example may get. An index of the values
//! that conditions require finds them (`candidate_index`). For [`lints`] each condition is encoded
//! on its own, so proofs about it do not depend on the rest of the workspace, and a [`Cache`] can
//! keep them.

mod area;
mod atom;
mod audiences;
mod cache;
mod candidate_index;
mod cnf;
mod condition_cache;
mod contradiction;
mod diff;
mod dnf;
mod encode;
mod example_site;
mod fix;
mod formula;
mod hours;
mod idle_hours;
mod independence;
mod lints;
mod negatives;
mod overlaps;
mod parallel;
mod proof;
mod redundancy;
mod shadowing;
mod solver;
mod source_excerpt;
mod standalone;
mod text_field;
mod unsat_core;
mod visitor;
mod witness;

pub use audiences::{Audiences, Proved, Satisfiable};
pub use cache::Cache;
pub use diff::{
    AddedOrRemoved, Cause, Change, Diff, ExternalIdOwner, FieldChange, Reordered, ReplyContent,
    SetChange, SetRelation, SharedChange, SharedKind, Takeover, TakeoverOrigin, Takeovers, compare,
};
pub use fix::{Fixed, apply_certain_fixes};
pub use formula::Formula;
pub use hours::{DateChange, DateSpans, DaySpan, DaySpans, HoursSpans};
pub use lints::{lints, lints_with};
pub use overlaps::{Competition, Overlap, OverlapScope, Rival, Rivals, overlaps};
pub use visitor::{Visitor, WitnessMoment};
