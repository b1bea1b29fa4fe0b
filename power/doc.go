// Package power measures who can carry and who can stop a decision: voting
// power where a rule counts members or votes, and who can block what
// everywhere else.
//
// For a case call [Analyse]. For a voting body without a case build a [Game]
// with [Weighted], [All] and [Any] and ask it for its [Indices], its
// [Game.Vetoes] and its [Game.MinimalWinning] coalitions.
//
// A game is monotone: one more yes never loses a vote. Every coalition counts
// the same, whoever is friend or foe; that is what makes the indices a priori.
// All counts are exact, whatever their size. A single weighted quota is counted
// with generating functions; any other tree of quotas coalition by coalition,
// players of equal weights at a time. A game too large for either is refused
// with a [TooLargeError], never estimated.
//
// The package says nothing of what a decision is likely to be, nor of power
// outside the rule: agendas, money, side payments.
package power
