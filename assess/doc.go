// Package assess joins what the methods find, deal by deal: who withholds its
// consent from each, by how much, and the least that would get it; whether a
// deal, once signed, would hold; and what the parties would have to judge
// otherwise for a deal to be preferred, consented, efficient or lasting.
//
// Bind a case with bargain.New and call FindBlockers, FindHolds or FindChange.
// How sure all that is, NewEnsemble, FindSure and FindCarries say: they draw every
// range and unknown order. Each answer has a Result method.
//
// It assumes that parties judge packages as the case tells, and that the rules of
// the case are all there is to consent. A least change is advice on what to try
// first, not a forecast: it says what would be accepted by those numbers and
// orders, not that anybody will offer it.
package assess
