package assess

import (
	"detente"
)

// Finding is what a draw says of a deal, for tests.
type Finding struct {
	Preferred, Consented, Efficient bool
	Solutions                       [solutions]bool
	Stable                          []float64
}

// Concepts are those that Stable speaks of.
var Concepts = askedOf

// Judge asks an ensemble of one drawn case; widely by the packages that can
// matter where one number leaves its middle.
func (e *Ensemble) Judge(c *detente.Case, widely bool) (zone, consent bool, deals []Finding) {
	kept := func(l *ledger) []int { return l.kept }
	if widely {
		kept = func(l *ledger) []int { return l.probed }
	}
	y, err := e.function(kept, func(int) bool { return true }, true)(c)
	if err != nil {
		panic(err)
	}
	at := e.layout()
	for d := range e.Deals {
		x := y[at.deals+d*at.each:]
		f := Finding{Preferred: x[isPreferred] == 1, Consented: x[isConsented] == 1, Efficient: x[isEfficient] == 1, Stable: x[isStable:gainOf]}
		for i := range f.Solutions {
			f.Solutions[i] = x[isSolution+i] == 1
		}
		deals = append(deals, f)
	}
	return y[zoneAt] == 1, y[consentAt] == 1, deals
}

// WithConsent reports whether solutions are taken from the packages with consent.
func (e *Ensemble) WithConsent() bool { return e.based == withConsent }

// Kept is how many packages every draw judges.
func (e *Ensemble) Kept() int { return len(e.l.kept) }
