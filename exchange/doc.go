// Package exchange reads what other negotiation tools wrote and writes what
// they can read.
//
// [Genius] reads a GENIUS domain with the profiles that a session uses,
// [GeniusWeb] the JSON of its successor, [Scorable] the folder of a scorable
// game. Each returns a case and notes: every renaming, everything left out, and
// everything that had to be interpreted. [ExportGenius] and [ExportGeniusWeb]
// go the other way and name what cannot be said there.
//
// # What an imported case says
//
// Parties have points, added up as the tool adds them up, and stand in the order
// of the arguments. GENIUS's and GeniusWeb's utilities run from 0 to 1 and so do
// the points; a scorable game keeps its scores. `no_deal` is `none`: parting is
// no outcome of the issues, and `no_agreement` holds the reservation value, 0
// where the file has none. Names that cannot stand in a case become identifiers
// and remain as `name`.
//
// GENIUS profiles are read by GENIUS's own rule. With [NegMAS] in [Options] they
// are read as NegMAS 0.15.7 reads them, so that a scholar can see why numbers
// differ; doc/peers.md shows it on small cases.
//
// Files come from anybody: sizes, depth and numbers of elements are limited,
// document type declarations are refused, nothing is fetched. The package opens
// no files itself except through the file system given to [Scorable], and it
// analyses nothing.
package exchange
