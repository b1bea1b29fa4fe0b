// Package brief reads documents about a negotiation and says, with exact quotes,
// who the parties are, what each wants, does, lacks, fears, holds and expects,
// what is on the table, and where the documents agree, contradict each other or
// are alone.
//
// Call [Read] with documents of package source. A [Brief] is plain data with the
// JSON names of the program; [Brief.Results] and [Brief.Page] lay it out for
// renderers, [Brief.WriteCSV] for spreadsheets, and [Brief.Why] follows an item to
// where it stands. [Brief.Decide] applies what a person accepted, rejected or
// corrected; [Draft] makes a first case of a brief, and [Merge] brings one that a
// person has edited up to date. [Agree] measures how far two coders agree.
//
// Everything is found by rules over English: a tokenizer and sentence splitter of
// our own, the part-of-speech model of package prose, a clause reader, and word
// lists that a user can extend ([Lexicon.Extend]; the files in data/ are the
// documentation of their form). No model of language is asked, nothing is fetched,
// and the same documents give the same brief. The lists and the model are loaded
// when the first document is read.
//
// How a sentence becomes a statement:
//
//   - names are found and sorted into states, bodies, people and groups
//     (names.go, runs.go, shortnames.go);
//   - clauses are cut out, each with its finite verb and subject (clause.go,
//     subject.go);
//   - the subject is resolved to a party, through pronouns, offices, organs and
//     the heading it stands under (resolve.go, common.go);
//   - the verb, adjective or noun says the kind (cues.go, kindof.go), and the
//     clause is the quote (speak.go).
//
// It reads what documents say, not what is true. It does not understand irony,
// conditions inside quotations, or who "they" are three paragraphs on. Whether a
// party can block a deal is for the case to say. A person accepts or rejects what
// it finds.
package brief
