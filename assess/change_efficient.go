package assess

import (
	"context"
	"fmt"
	"slices"

	"detente"
	"detente/bargain"
)

// efficient asks which single numbers of signatories would leave no package of
// the same set that is better for one signatory and worse for none. The set is
// the packages with consent where the deal has it, else the preferred ones.
func (x *changer) efficient(ctx context.Context, o detente.Outcome, consented bool) (Goal, error) {
	g := Goal{Aim: Efficient, Together: true}
	if !x.counted {
		x.counted = true
		var err error
		if x.packages, _, err = x.h.packages(ctx); err != nil {
			return g, err
		}
	}
	r := &rivalry{x: x, o: o, consented: consented}
	for _, id := range x.h.p.Signatories() {
		if k := slices.Index(x.h.numeric, id); k >= 0 {
			r.signers = append(r.signers, k)
		}
	}
	switch {
	case len(r.signers) == 0:
		g.Refused = "nobody who signs has numbers"
		return g, nil
	case x.packages == nil:
		g.Refused = fmt.Sprintf("there are more than %d outcomes to hold it against", maxOutcomes)
		return g, nil
	}
	v := x.h.p.Judge(o)
	if !r.member(&v) {
		g.Refused = "it is not preferred to no deal, and only what is preferred is held against one another"
		return g, nil
	}
	r.base = x.h.p.Utilities(o)
	g.Met = true
	for i := range x.packages {
		g.Met = g.Met && !(r.member(&x.packages[i].v) && r.dominates(x.packages[i].o))
	}
	for _, k := range r.signers {
		if err := r.ask(ctx, &g, k); err != nil {
			return g, err
		}
	}
	sortWays(g.Ends)
	slices.SortStableFunc(g.Needs, func(a, b Need) int {
		if lighter([]Need{a}, []Need{b}) {
			return -1
		}
		if lighter([]Need{b}, []Need{a}) {
			return 1
		}
		return 0
	})
	if !g.Met {
		var err error
		g.Deal, err = r.better(ctx)
		return g, err
	}
	return g, nil
}

// rivalry is a deal and the packages it is held against.
type rivalry struct {
	x         *changer
	o         detente.Outcome
	base      []float64 // its utilities
	consented bool
	signers   []int // of hall.numeric
}

func (r *rivalry) member(v *bargain.Verdict) bool {
	if r.consented {
		return v.Consented
	}
	return v.Preferred
}

// dominates reports whether a package is better for one signatory and worse for
// none.
func (r *rivalry) dominates(y detente.Outcome) bool {
	worse, better := r.against(y, -1)
	return !worse && better
}

// against says whether some signatory, one left out, is worse or better off with
// another package.
func (r *rivalry) against(y detente.Outcome, without int) (worse, better bool) {
	u := r.x.h.p.Utilities(y)
	for _, k := range r.signers {
		if d := u[k] - r.base[k]; k != without {
			worse = worse || d < -sameLoss
			better = better || d > sameLoss
		}
	}
	return worse, better
}

// ask finds the numbers of one signatory that would make the deal efficient, or
// end that it is.
func (r *rivalry) ask(ctx context.Context, g *Goal, k int) error {
	id := r.x.h.numeric[k]
	rivals := r.rivals(k)
	n := Need{Party: id}
	for i := range rivals {
		u := r.x.h.p.Utilities(rivals[i].y)
		if rivals[i].always {
			n.ShortBy = max(n.ShortBy, u[k]-r.base[k])
		}
	}
	var ends []Way
	for _, l := range r.x.levers(id) {
		if err := ctx.Err(); err != nil {
			return err
		}
		missed := r.missed(l, rivals)
		if g.Met {
			ends = append(ends, l.into(missed)...)
		} else {
			n.Ways = append(n.Ways, l.out(missed)...)
		}
	}
	sortWays(ends)
	g.Ends = append(g.Ends, ends[:min(len(ends), 2)]...)
	if len(n.Ways) > 0 {
		sortWays(n.Ways)
		n.weigh()
		g.Needs = append(g.Needs, n)
	}
	return nil
}

// rival is a package that no other signatory finds worse.
type rival struct {
	y      detente.Outcome
	ahead  bool // some other signatory finds it better
	always bool // it is in the set whatever the signatory that is asked thinks of it
}

// rivals lists the packages that would dominate the deal if signatory k found
// them better, or as good where another does.
func (r *rivalry) rivals(k int) []rival {
	id := []detente.PartyID{r.x.h.numeric[k]}
	var out []rival
	for i := range r.x.packages {
		y := r.x.packages[i].o
		worse, better := r.against(y, k)
		if worse || y.Equal(r.o) {
			continue
		}
		with := r.x.h.p.JudgeIf(y, id, nil)
		if !r.member(&with) {
			continue
		}
		without := r.x.h.p.JudgeIf(y, nil, id)
		out = append(out, rival{y, better, r.member(&without)})
	}
	return out
}

// missed returns the numbers of a lever at which some rival dominates the deal,
// or the deal itself drops out of the set.
func (r *rivalry) missed(l *lever, rivals []rival) []span {
	var out []span
	for i := range rivals {
		y := rivals[i].y
		bad := below(l.lead(r.o, y), l.knots(r.o, y), l.size(), rivals[i].ahead)
		if !rivals[i].always && len(bad) > 0 {
			bad = intersect(bad, l.free(r.x.bad(l, y)))
		}
		out = append(out, bad...)
	}
	id := []detente.PartyID{l.c.Parties[l.party].ID}
	if v := r.x.h.p.JudgeIf(r.o, nil, id); !r.member(&v) {
		out = append(out, r.x.bad(l, r.o)...)
	}
	return merge(out)
}

// free returns what of the lever's limits disjoint spans leave free.
func (l *lever) free(spans []span) []span {
	rest := span{low: l.low, high: l.high}
	var out []span
	for i := range spans {
		s := &spans[i]
		left := span{rest.low, s.low, rest.openLow, !s.openLow}
		if left.low < left.high || left.low == left.high && !left.openLow && !left.openHigh {
			out = append(out, left)
		}
		rest.low, rest.openLow = s.high, !s.openHigh
	}
	if rest.low < rest.high || rest.low == rest.high && !rest.openLow {
		out = append(out, rest)
	}
	return out
}

// better finds the least change of the deal to a package of its set that leaves
// no signatory worse off and one better.
func (r *rivalry) better(ctx context.Context) (*LeastChange, error) {
	g := &goal{met: func(v *bargain.Verdict) bool { return r.member(v) }}
	g.fits = func(y detente.Outcome) bool { return r.dominates(y) }
	_, _, err := r.x.h.search(ctx, r.o, []*goal{g})
	return g.best, err
}
