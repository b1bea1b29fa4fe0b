package assess

import (
	"context"
	"errors"
	"slices"
	"sync"

	"detente"
	"detente/bargain"
	"detente/gmcr"
	"detente/montecarlo"
	"detente/spatial"
)

// Ensemble is a case bound for drawing: all that is open in it, and what is asked
// of every draw. NewEnsemble makes it; FindSure and FindCarries answer from it.
type Ensemble struct {
	Space *montecarlo.Space
	// Deals are those of which every draw is asked: the shortlist, and what the
	// solutions pick; in frontier order.
	Deals []bargain.Deal
	// Refused says what of a case could not be asked for want of an input, or nil.
	Refused error

	c         *detente.Case
	h         *hall
	l         *ledger
	conflicts []*conflict // by deal
	board     *spatial.Board
	based     class // the class that solutions are taken from
	numbers   []detente.NamedQuantity
	answer    *detente.Result // what every answer takes for granted
	room      sync.Pool
}

// NewEnsemble binds a case. p is the case bound for bargaining, or nil where that
// does not apply, for the reason given; then only forecasts are drawn. It fails
// with that reason where neither applies.
func NewEnsemble(ctx context.Context, c *detente.Case, p *bargain.Problem, why error) (*Ensemble, error) {
	e := &Ensemble{c: c, numbers: c.Quantities(), Refused: why, answer: &detente.Result{}}
	var err error
	if e.Space, err = montecarlo.New(c); err != nil {
		return nil, err
	}
	e.board = spatial.Read(c)
	if p != nil {
		var missing *detente.MissingError
		if err := e.bargain(ctx, p); errors.As(err, &missing) {
			e.Refused, e.l = err, nil
		} else if err != nil {
			return nil, err
		}
	}
	if e.l == nil && len(e.board.Issues) == 0 {
		return nil, e.Refused
	}
	return e, ctx.Err()
}

// bargain binds the shortlist, the conflicts after each deal, and all packages.
func (e *Ensemble) bargain(ctx context.Context, p *bargain.Problem) error {
	noDeal, err := bargain.FindNoDeal(ctx, p)
	if err != nil {
		return err
	}
	if e.Deals, e.based, err = picks(ctx, p); err != nil {
		return err
	}
	if e.h, err = newHall(p, noDeal); err != nil {
		return err
	}
	e.answer = noDeal.Result()
	moving := e.moving()
	middle := e.Space.Drawn().Case
	var states []detente.Outcome
	for i := range e.Deals {
		k := &conflict{refused: "it lacks consent"}
		if e.Deals[i].Consented {
			if k, err = newConflict(ctx, e.c, middle, e.Deals[i].Outcome, moving); err != nil {
				return err
			}
		}
		k.from = len(states)
		states = append(states, k.states...)
		e.conflicts = append(e.conflicts, k)
	}
	if e.l, err = newLedger(ctx, p, e.h, e.Deals, moving, states); err != nil {
		return err
	}
	e.room.New = func() any { return e.l.scratch() }
	return nil
}

// picks returns the shortlist with what the solutions pick, in frontier order,
// and the class that solutions are taken from: that with consent unless it is
// empty.
func picks(ctx context.Context, p *bargain.Problem) ([]bargain.Deal, class, error) {
	f, err := bargain.FindFrontier(ctx, p)
	if err != nil {
		return nil, 0, err
	}
	deals, from := shortlist(f), withConsent
	if f.ConsentedSize.Sign() == 0 {
		from = merePreference
	}
	for _, find := range []func(context.Context, *bargain.Problem) (*bargain.Solution, error){bargain.Nash, bargain.KalaiSmorodinsky, bargain.Egalitarian, bargain.Utilitarian} {
		s, err := find(ctx, p)
		if err != nil {
			return nil, 0, err
		}
		best := s.Consented.Deals
		if from == merePreference {
			best = s.WithoutConsent.Deals
		}
		if len(best) > 0 && best[0].ID != "" && !slices.ContainsFunc(deals, func(d bargain.Deal) bool { return d.ID == best[0].ID }) {
			deals = append(deals, best[0])
		}
	}
	place := func(d bargain.Deal) int {
		return slices.IndexFunc(f.Deals, func(e bargain.Deal) bool { return e.ID == d.ID })
	}
	slices.SortFunc(deals, func(a, b bargain.Deal) int { return place(a) - place(b) })
	return deals, from, nil
}

// moving lists the parties whose order of outcomes is drawn.
func (e *Ensemble) moving() []int {
	var out []int
	for i := range e.c.Parties {
		p := &e.c.Parties[i]
		open := slices.ContainsFunc(p.Scores, func(l detente.Link) bool { return l.Add.IsRange() }) || len(p.Unknown) > 0 ||
			slices.ContainsFunc(p.Prefers, func(entry []detente.Statement) bool { return len(entry) > 1 })
		if p.Kind().Ordinal() && open {
			out = append(out, i)
		}
	}
	return out
}

// askedOf are the concepts of which every draw is asked.
var askedOf = [...]gmcr.Concept{gmcr.Nash, gmcr.GMR, gmcr.SMR, gmcr.SEQ, gmcr.SSEQ}

// layout says where the numbers of a draw stand: first the two zones, then the
// deals, then the forecasts, last the place of the Nash deal (see picked).
type layout struct{ deals, each, forecasts, pick, size int }

// What of a deal, in this order, then its gain by stake, then who finds it good by
// bit.
const (
	isPreferred = iota
	isConsented
	isEfficient
	isSolution
	isStable = isSolution + int(solutions)
	gainOf   = isStable + len(askedOf)
)

const (
	zoneAt    = iota // some package is preferred
	consentAt        // some package has consent
	dealsAt
)

func (e *Ensemble) layout() layout {
	p := layout{deals: dealsAt}
	if e.l != nil {
		p.each = gainOf + len(e.l.stakes) + len(e.l.bits)
	}
	p.forecasts = p.deals + p.each*len(e.Deals)
	p.pick = p.forecasts + len(e.board.Issues)
	p.size = p.pick + 1
	return p
}

// function returns what is asked of a drawn case: of the packages in kept, and
// the stability of some deals. It may be called by several goroutines.
func (e *Ensemble) function(kept func(*ledger) []int, stable func(deal int) bool, likely bool) montecarlo.Function {
	at := e.layout()
	return func(c *detente.Case) ([]float64, error) {
		y := make([]float64, at.size)
		if likely {
			e.forecast(c, y[at.forecasts:at.pick])
		}
		if e.l == nil {
			return y, nil
		}
		s := e.room.Get().(*scratch)
		defer e.room.Put(s)
		s.fill(c).survey(kept(e.l))
		tops := s.tops(e.based)
		y[zoneAt], y[consentAt] = one(len(s.in[merePreference]) > 0), one(len(s.in[withConsent]) > 0)
		pick := -1
		for d := range e.Deals {
			x := y[at.deals+d*at.each:][:at.each]
			s.deal(e.l.deals[d], e.based, tops, x)
			if pick < 0 && x[isSolution+int(nashDeal)] > 0 {
				pick = d
			}
			if stable(d) {
				e.conflicts[d].judge(c, s, s.hearing(e.conflicts, d), x[isStable:gainOf])
			}
		}
		switch row := tops[nashDeal]; {
		case !e.l.whole: // all that is known is what becomes of the list
			for d := range e.Deals {
				x := y[at.deals+d*at.each:]
				y[zoneAt], y[consentAt] = max(y[zoneAt], x[isPreferred]), max(y[consentAt], x[isConsented])
			}
			pick = -1
		case pick < 0 && row < 0:
			pick = len(e.Deals) + len(e.l.lots) // there is none
		case pick < 0:
			pick = len(e.Deals) + s.rows[row/len(e.l.signers)]
		}
		y[at.pick] = float64(pick)
		return y, nil
	}
}

func one(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// forecast fills in the weighted mean of each issue.
func (e *Ensemble) forecast(c *detente.Case, y []float64) {
	b := spatial.Read(c)
	for i, issue := range e.board.Issues {
		k := slices.IndexFunc(b.Issues, func(s *spatial.Issue) bool { return s.ID == issue.ID })
		if k < 0 {
			y[i] = nan
			continue
		}
		x, w := b.Issues[k].Columns()
		mean, ok := spatial.Mean(x, w)
		if y[i] = mean; !ok {
			y[i] = nan
		}
	}
}

// hearing returns the room for the conflict after a deal.
func (s *scratch) hearing(of []*conflict, deal int) *hearing {
	if s.hearings == nil {
		s.hearings = make([]*hearing, len(of))
	}
	if s.hearings[deal] == nil && of[deal].refused == "" {
		s.hearings[deal] = of[deal].hearing()
	}
	return s.hearings[deal]
}

// tops finds what each solution puts first.
func (s *scratch) tops(from class) (out [solutions]int) {
	for rule := range solutions {
		out[rule] = s.top(from, rule)
	}
	return out
}

// deal fills in what is asked of one deal, but for its stability.
func (s *scratch) deal(n int, from class, tops [solutions]int, x []float64) {
	l := s.l
	lot := &l.lots[n]
	for k := range l.stakes {
		x[gainOf+k] = s.gain(k, lot)
	}
	if len(l.codes) == 0 {
		return
	}
	in, level := s.passes(lot)
	mask := s.mask(lot)
	for b := range l.bits {
		x[gainOf+len(l.stakes)+b] = float64(mask >> b & 1)
	}
	x[isPreferred], x[isConsented] = one(in[merePreference]), one(in[withConsent])
	if !l.whole || !in[merePreference] {
		return
	}
	gains := s.own[:0]
	for _, k := range l.signers {
		gains = append(gains, s.won[k])
	}
	s.own = gains
	among := merePreference
	if in[withConsent] {
		among = withConsent
	}
	x[isEfficient] = one(!s.dominated(among, gains))
	for rule, row := range tops {
		if row >= 0 && in[from] && level {
			x[isSolution+rule] = one(s.compare(from, solution(rule), gains, s.gains[row:row+len(gains)]) >= 0)
		}
	}
}
