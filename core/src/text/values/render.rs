//! Writing one value in the manner of another.
