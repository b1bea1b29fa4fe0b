package bargain

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"slices"

	"detente"
)

// Convention is another tool's way to define solutions.
type Convention string

// The conventions of other tools; doc/peers.md shows where they differ.
const (
	NegMAS Convention = "negmas" // version 0.15.7
	GENIUS Convention = "genius" // package genius.core of 2019
)

// maxPeer bounds the outcomes that are listed for a peer's convention: the
// tools themselves list them all.
const maxPeer = 1 << 20

// sameUtility is the difference, on a scale of 1, under which utilities are the
// same: far above the rounding of a sum, far below a judgement.
const sameUtility = 1e-9

// Peers is what another tool would answer to the same utilities: alternatives,
// labelled as such.
type Peers struct {
	As      Convention
	Answers []PeerAnswer
	// Efficient counts the distinct efficient utility points by that tool's
	// definition.
	Efficient  int
	Opposition float64

	p *Problem
}

// PeerAnswer is one solution under the name that the tool gives it.
type PeerAnswer struct {
	Name  string // as the tool calls it
	Rule  string // what it computes
	Deals []Deal // all that tie; GENIUS: the first
}

// AsPeer answers as another tool would: the same utilities of the same
// outcomes, that tool's definitions. It knows no consent but the signatories',
// and no rule but never. It lists every outcome and refuses more than 2^20.
//
//	NegMAS 0.15.7: d = max(r, worst u); F = efficient outcomes with u >= d;
//	  "Kalai" max over F of min(u - d); "Kalai-Smorodinsky" min over F of the
//	  spread of (u - d)/(b - d), b over all outcomes
//	GENIUS (2019): d = r; F = efficient of all outcomes; Nash over F, losses
//	  too; "Kalai-Smorodinsky" min over F of the sum over pairs of |u_i - u_j|
func AsPeer(ctx context.Context, p *Problem, as Convention) (*Peers, error) {
	if as != NegMAS && as != GENIUS {
		return nil, fmt.Errorf("bargain: no convention %q; choose negmas or genius", as)
	}
	if _, err := p.gainful(ctx); err != nil {
		return nil, err
	}
	plane, err := p.plane(ctx)
	if err != nil {
		return nil, err
	}
	out := &Peers{As: as, p: p, Opposition: plane.opposition(as)}
	plane.part(p, as)
	if as == NegMAS {
		f := plane.efficient(plane.rational())
		out.Efficient = len(f)
		out.add(plane, "Nash", "largest product of u - d", f, plane.product)
		out.add(plane, "Kalai", "largest least u - d, without going on to the second least", f, plane.least)
		out.add(plane, "Kalai-Smorodinsky", "smallest spread of (u - d)/(b - d), b over all outcomes", f, func(k int) float64 { return -plane.spread(k) })
		out.add(plane, "max welfare", "largest sum of u", f, plane.sum)
		return out, nil
	}
	f := plane.efficient(plane.every())
	out.Efficient = len(f)
	out.add(plane, "Nash", "largest product of u - r over all efficient outcomes, losses too", f, plane.product)
	out.add(plane, "Kalai-Smorodinsky", "smallest sum over pairs of the difference of u", f, func(k int) float64 { return -plane.apart(k) })
	out.add(plane, "social welfare", "largest sum of u", f, plane.sum)
	return out, nil
}

// plane is every outcome as a point of the signatories' utilities.
type plane struct {
	outcomes  []detente.Outcome
	points    [][]float64 // by outcome and signatory
	low, high []float64
	parting   []float64 // d
	unit      float64   // of sameUtility
}

// plane lists every outcome that no `never` rule forbids, in file order, the
// last issue fastest.
func (p *Problem) plane(ctx context.Context) (*plane, error) {
	if n := p.c.Outcomes(); n.Cmp(big.NewInt(maxPeer)) > 0 {
		return nil, fmt.Errorf("bargain: a peer's convention lists every outcome, and there are %s; the limit is %d", n, maxPeer)
	}
	out := &plane{low: make([]float64, len(p.signers)), high: make([]float64, len(p.signers)), unit: sameUtility}
	for i := range p.signers {
		out.low[i], out.high[i] = math.Inf(1), math.Inf(-1)
	}
	o := make(detente.Outcome, len(p.c.Issues))
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if p.exists(o, false) {
			out.take(p, o)
		}
		i := len(o) - 1
		for ; i >= 0; i-- {
			if o[i]++; o[i] < p.c.Issues[i].Levels() {
				break
			}
			o[i] = 0
		}
		if i < 0 {
			break
		}
	}
	for i := range out.high {
		out.unit = max(out.unit, sameUtility*out.high[i])
	}
	return out, nil
}

func (pl *plane) take(p *Problem, o detente.Outcome) {
	u := make([]float64, len(p.signers))
	for i, k := range p.signers {
		u[i] = p.scores[k].utility(p.scores[k].total(o))
		pl.low[i], pl.high[i] = min(pl.low[i], u[i]), max(pl.high[i], u[i])
	}
	pl.outcomes, pl.points = append(pl.outcomes, slices.Clone(o)), append(pl.points, u)
}

// part sets what gains are counted from.
func (pl *plane) part(p *Problem, as Convention) {
	for i, k := range p.signers {
		d := p.scores[k].utility(p.scores[k].noDeal)
		if as == NegMAS {
			d = max(d, pl.low[i])
		}
		pl.parting = append(pl.parting, d)
	}
}

func (pl *plane) every() []int {
	all := make([]int, len(pl.points))
	for k := range all {
		all[k] = k
	}
	return all
}

// rational returns the points that leave nobody below d.
func (pl *plane) rational() (in []int) {
	for k, u := range pl.points {
		ok := true
		for i := range u {
			ok = ok && u[i] >= pl.parting[i]-pl.unit
		}
		if ok {
			in = append(in, k)
		}
	}
	return in
}

// efficient returns those of some points that no other dominates, equal points
// once. Ordered by their sum, a point can only be dominated by an earlier one.
func (pl *plane) efficient(among []int) []int {
	order := slices.Clone(among)
	slices.SortStableFunc(order, func(a, b int) int {
		switch d := pl.sum(b) - pl.sum(a); {
		case d > pl.unit:
			return 1
		case d < -pl.unit:
			return -1
		}
		return a - b
	})
	var kept []int
	for _, k := range order {
		if !slices.ContainsFunc(kept, func(f int) bool { return pl.covers(f, k) }) {
			kept = append(kept, k)
		}
	}
	slices.Sort(kept)
	return kept
}

func (pl *plane) covers(a, b int) bool {
	for i := range pl.points[a] {
		if pl.points[a][i] < pl.points[b][i]-pl.unit {
			return false
		}
	}
	return true
}

func (pl *plane) sum(k int) (s float64) {
	for _, u := range pl.points[k] {
		s += u
	}
	return s
}

func (pl *plane) product(k int) float64 {
	x := 1.0
	for i, u := range pl.points[k] {
		x *= u - pl.parting[i]
	}
	return x
}

func (pl *plane) least(k int) float64 {
	x := math.Inf(1)
	for i, u := range pl.points[k] {
		x = min(x, u-pl.parting[i])
	}
	return x
}

// spread is the difference between the largest and the smallest share of the
// gain that the best of all outcomes would be.
func (pl *plane) spread(k int) float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for i, u := range pl.points[k] {
		if room := pl.high[i] - pl.parting[i]; room > pl.unit {
			low, high = min(low, (u-pl.parting[i])/room), max(high, (u-pl.parting[i])/room)
		}
	}
	if low > high {
		return 0
	}
	return high - low
}

// apart is the sum over pairs of the difference of utilities.
func (pl *plane) apart(k int) (s float64) {
	u := pl.points[k]
	for i := range u {
		for j := range i {
			s += math.Abs(u[i] - u[j])
		}
	}
	return s
}

// opposition is the least distance to the best, over all outcomes: NegMAS
// divides by each party's best utility, GENIUS takes 1 for it.
func (pl *plane) opposition(as Convention) float64 {
	least := math.Inf(1)
	for _, u := range pl.points {
		s := 0.0
		for i := range u {
			best := pl.high[i]
			if as == GENIUS {
				best = 1
			}
			s += float64((1 - u[i]/best) * (1 - u[i]/best))
		}
		least = min(least, math.Sqrt(s))
	}
	return least
}

// add lists the points where a measure is largest; GENIUS keeps the first.
func (pe *Peers) add(pl *plane, name, rule string, among []int, measure func(int) float64) {
	a := PeerAnswer{Name: name, Rule: rule}
	best := math.Inf(-1)
	for _, k := range among {
		best = max(best, measure(k))
	}
	for _, k := range among {
		if measure(k) < best-pl.unit || pe.As == GENIUS && len(a.Deals) > 0 {
			continue
		}
		o := pl.outcomes[k]
		a.Deals = append(a.Deals, Deal{Outcome: o, Utilities: pe.p.Utilities(o)})
	}
	pe.Answers = append(pe.Answers, a)
}

// Result renders the answer.
func (pe *Peers) Result() *detente.Result {
	p := pe.p
	name := map[Convention]string{NegMAS: "NegMAS 0.15.7", GENIUS: "GENIUS (2019)"}[pe.As]
	r := p.answer("as-"+string(pe.As), "As "+name+" would answer")
	r.Answer = fmt.Sprintf("By the conventions of %s there are %s efficient deals and the opposition is %s; its solutions are listed as alternatives, not as our answer.", name, count(int64(pe.Efficient)), detente.FormatNumber(pe.Opposition))
	t := &detente.Table{Columns: append([]detente.Column{{Name: "called there"}, {Name: "what it computes", Wide: true}, {Name: "deal", Wide: true}}, p.utilityColumns()...)}
	answers := []detente.Object{}
	for i := range pe.Answers {
		a := &pe.Answers[i]
		deals := []detente.Object{}
		for k := range a.Deals {
			d := &a.Deals[k]
			deals = append(deals, detente.Object{{Name: "outcome", Value: p.outcomeObject(d.Outcome)}, {Name: "utilities", Value: p.utilityObject(d.Utilities)}})
			if k < listed {
				row := []detente.Cell{detente.Txt(a.Name), detente.Txt(a.Rule), detente.Txt(p.words(d.Outcome))}
				t.Rows = append(t.Rows, append(row, utilityCells(d.Utilities)...))
			}
		}
		answers = append(answers, detente.Object{{Name: "name", Value: a.Name}, {Name: "deals", Value: deals}})
	}
	r.Add(t)
	r.Definitions = []string{name + " lists every outcome and knows no consent but the signatories'; see doc/peers.md for its definitions beside ours."}
	r.Data = detente.Object{{Name: "convention", Value: string(pe.As)}, {Name: "efficient", Value: pe.Efficient}, {Name: "opposition", Value: pe.Opposition}, {Name: "answers", Value: answers}}
	return r
}
