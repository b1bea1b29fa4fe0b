// Package bargain answers what each party keeps if they part, which deals beat
// that, who stands in the way of them, and which deals are efficient or fair.
//
// Bind a case with [New]. Then ask the [Problem] any of [FindNoDeal],
// [FindZone], [FindFrontier], [Nash], [KalaiSmorodinsky], [Egalitarian],
// [Utilitarian], [FindGiveGet], [FindOffers] and [FindDivision]; each answer is a
// typed value with a Result method. [Problem.Judge] says of one outcome who
// finds it good, whether it has consent, and who withholds it. [WhoWantsWhat]
// needs no Problem, nor do the textbook's procedures on plain numbers: [Hull],
// [Rubinstein], [AdjustedWinner], [ProportionalAllocation], [Barter].
//
// A package is an outcome that differs from no deal, breaks no rule and can be
// reached. It is preferred when signed_by holds over those who find it good; it
// has consent when signed_by and the rule of every change from no deal hold over
// those who consent, each ratified as its own rule asks. Gains are those of the
// signatories that have numbers. Ranges stand at their middle, and utilities are
// compared in whole steps, so that ties are exact.
//
// Up to a few thousand outcomes each is looked at. Beyond, issues that rules,
// links, orders and consents tie together are put together first, exactly as far
// as they matter to one another; then the others are added one by one, and what
// is dominated is dropped (the files loom, strand, group, merge). The frontier is
// exact for two and three signatories at any size that a person can enter, and
// for more up to some 50,000 points; where it is not, it says how near it comes,
// and the solutions are found and proven by branch and bound (search, line,
// climb). Counts are exact as long as halves of the issues can be listed
// (census, halves), and estimates with a standard error beyond.
//
// The package forecasts nothing: that a deal is efficient or fair by some rule
// does not make it likely, and whether it would hold is package gmcr's question.
package bargain
