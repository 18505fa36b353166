//! The words of findings: every sentence is made here.
