package bargain

import "detente"

// Panel asks the consent rules about one outcome after another, for whoever
// already knows who finds it good. It is for one goroutine.
type Panel struct{ j *judge }

// Panel returns a panel of the problem.
func (p *Problem) Panel() *Panel { return &Panel{p.judge()} }

// IsPackage reports whether an outcome differs from no deal, breaks no rule and
// can be reached.
func (a *Panel) IsPackage(o detente.Outcome) bool { return a.j.p.isPackage(o) }

// Agree says whether a package is preferred and has consent where good are the
// players that find it good, by place in Case.Players.
func (a *Panel) Agree(o detente.Outcome, good detente.Coalition) (preferred, consented bool) {
	copy(a.j.good, good)
	preferred = a.j.preferred(o)
	return preferred, preferred && a.j.consented(o)
}
