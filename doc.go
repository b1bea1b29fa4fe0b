// Package detente is the vocabulary of Détente: what a negotiation is made of
// and what an answer about it is made of. It reads no files, opens no
// connections, asks no clock and draws no random numbers.
//
// A [Case] has issues, parties, rules and evidence. An [Outcome] gives each
// issue one of its levels. Every method reads the same outcomes:
//
//   - who finds an outcome good: [Valuation] for parties with numbers,
//     [Order] for parties with statements, rankings or scores;
//   - whose consent a change needs: [Consent], over a [Coalition] of players;
//   - what cannot be: [Rule], a [Condition] over the issues.
//
// Identifiers ([PartyID], [IssueID], ...) are used at the edges: in files,
// answers and citations. Inside a method, parties, issues and levels are dense
// indices in declared order, and identifiers never order anything.
//
// [Case.Check] finds what is wrong with a case and says where, why and what to
// do, as a list of [Diagnostic]. [Case.For] is the case as a reader with less
// than full clearance may see it. Answers are a [Result]: a plain sentence,
// blocks of a closed set that any renderer can show, and what it all rests on.
//
// Package casefile turns YAML into a Case; package bargain is a method.
package detente
