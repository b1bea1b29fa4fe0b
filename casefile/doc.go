// Package casefile reads case files: YAML to [detente.Case] and back, with the
// place of everything, every fault in one run, and edits that keep what a
// person wrote.
//
// Call [Load] with the path of a case, or [Parse] with its text and a
// [Sources] that reads the documents it quotes. Both return a [File] and all
// diagnostics; File.Case is nil where one of them is an error. [Render] prints
// a diagnostic for a terminal. [File.Set] changes one value, [File.Fix] mends
// what needs no judgement, [Print] writes a case that was made by a program,
// [Schema] is for editors, and [Codes] lists every diagnostic.
//
// The text comes from anybody: sizes, depth and the number of nodes are limited
// before a YAML library sees it, aliases and tags are refused, and sources are
// read from inside the case's folder only. Values are read as text and typed by
// the field they stand in, so that `no` or `2025-08` mean what they say.
//
// Faults of form are found here, faults of meaning by [detente.Case.Check],
// which this package calls. It does not analyse anything, and writes no files.
package casefile
