package bargain_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"detente"
)

// naive answers a case by the words of the definitions, one outcome after
// another, in floating point and without any of the package's code.
type naive struct {
	t       testing.TB
	c       *detente.Case
	players []detente.PartyID
	base    detente.Outcome
	signed  *detente.Ballot
	numeric []int // parties
	signers []int // positions in numeric
	named   map[int]bool

	bound  map[*detente.Consent]*detente.Ballot
	whens  map[*detente.Condition]*detente.Test
	values map[int]*detente.Valuation
	orders map[int]*detente.Order

	outcomes, feasible, unanimous, questions int
	blocked                                  map[detente.PartyID]int
	all                                      []naivePackage // preferred packages, in file order
	most                                     []float64
}

type naivePackage struct {
	o                detente.Outcome
	u, gains         []float64
	consented, level bool
	missing          []detente.PartyID
}

func newNaive(t testing.TB, c *detente.Case) *naive {
	n := &naive{t: t, c: c, players: c.Players(), base: c.NoDealOutcome(), blocked: map[detente.PartyID]int{}, named: map[int]bool{},
		bound: map[*detente.Consent]*detente.Ballot{}, whens: map[*detente.Condition]*detente.Test{}, values: map[int]*detente.Valuation{}, orders: map[int]*detente.Order{}}
	n.signed = n.bind(c.Signed())
	heads := slices.Sorted(slices.Values(n.signed.Named))
	for i := range c.Parties {
		if c.Parties[i].Kind().Numeric() {
			if slices.Contains(heads, i) {
				n.signers = append(n.signers, len(n.numeric))
			}
			n.numeric = append(n.numeric, i)
		}
	}
	mark := func(b *detente.Ballot) {
		for _, i := range b.Named {
			n.named[i] = true
		}
	}
	mark(n.signed)
	for i := range c.Parties {
		if c.Parties[i].RatifiedBy != nil {
			mark(n.bind(c.Parties[i].RatifiedBy))
		}
	}
	for i := range c.Issues {
		s := &c.Issues[i]
		switch {
		case len(s.Arcs) > 0:
			for _, a := range s.Arcs {
				mark(n.bind(a.By))
			}
		case s.By != nil:
			mark(n.bind(s.By))
		}
	}
	n.visit(make(detente.Outcome, len(c.Issues)), 0)
	return n
}

func (n *naive) bind(r *detente.Consent) *detente.Ballot {
	if b := n.bound[r]; b != nil {
		return b
	}
	b, err := r.Compile(n.c, n.players)
	if err != nil {
		n.t.Fatal(err)
	}
	n.bound[r] = &b
	return &b
}

func (n *naive) holdsWhen(when *detente.Condition, o detente.Outcome) bool {
	w := n.whens[when]
	if w == nil {
		t, err := when.Compile(n.c)
		if err != nil {
			n.t.Fatal(err)
		}
		w = &t
		n.whens[when] = w
	}
	return w.Holds(o)
}

func (n *naive) visit(o detente.Outcome, k int) {
	if k == len(o) {
		n.count(slices.Clone(o))
		return
	}
	for o[k] = range n.c.Issues[k].Levels() {
		n.visit(o, k+1)
	}
}

func (n *naive) forbidden(o detente.Outcome, signed bool) bool {
	for _, r := range n.c.Rules {
		if r.Signed == signed && n.holdsWhen(r.When, o) {
			return true
		}
	}
	return false
}

func (n *naive) count(o detente.Outcome) {
	n.outcomes++
	reached := true
	for i := range o {
		if s := &n.c.Issues[i]; len(s.Arcs) > 0 && o[i] != n.origin(i) && len(n.paths(i, o[i])) == 0 {
			reached = false
		}
	}
	if !reached || n.forbidden(o, false) {
		return
	}
	u, gains := n.utilities(o)
	if n.most == nil {
		n.most = slices.Clone(u)
	}
	for i := range u {
		n.most[i] = max(n.most[i], u[i])
	}
	if n.forbidden(o, true) || n.base != nil && o.Equal(n.base) {
		return
	}
	n.feasible++
	verdicts := make([]detente.Verdict, len(n.players))
	everyone := true
	for i := range n.players {
		verdicts[i] = n.verdict(i, o, gains)
		if i < len(n.c.Parties) {
			p := &n.c.Parties[i]
			has := p.Kind().Numeric() || p.Kind().Ordinal()
			if has && !n.good(verdicts[i]) {
				everyone = false
			}
		}
	}
	if everyone {
		n.unanimous++
	}
	hope := slices.Clone(verdicts)
	for i := range hope {
		if hope[i] == detente.Uncertain {
			hope[i] = detente.Better
		}
	}
	preferred, yes := n.holds(verdicts, o)
	consented := preferred && n.passes(yes, o)
	if hoped, hopeYes := n.holds(hope, o); !consented && hoped && n.passes(hopeYes, o) {
		n.questions++
	}
	if !preferred {
		return
	}
	pk := naivePackage{o: o, u: u, gains: gains, consented: consented, level: true}
	for _, i := range n.signed.Named {
		if verdicts[i] == detente.Worse || verdicts[i] == detente.Uncertain {
			pk.level = false
		}
	}
	if !consented {
		no := map[int]bool{}
		if !n.signed.Holds(yes, o) {
			n.blame(n.signed, yes, o, no)
		}
		for i := range o {
			if !n.allowed(i, o[i], yes, o) {
				for _, b := range n.failing(i, o[i], yes, o) {
					n.blame(b, yes, o, no)
				}
			}
		}
		for i, id := range n.players {
			if no[i] {
				n.blocked[id]++
				pk.missing = append(pk.missing, id)
			}
		}
	}
	n.all = append(n.all, pk)
}

func (n *naive) utilities(o detente.Outcome) (u, gains []float64) {
	for _, p := range n.numeric {
		v := n.values[p]
		if v == nil {
			var err error
			if v, err = n.c.Valuation(p); err != nil {
				n.t.Fatal(err)
			}
			n.values[p] = v
		}
		d := 0.0
		switch {
		case n.c.Parties[p].NoAgreement != nil:
			d = n.c.Parties[p].NoAgreement.Middle()
		default:
			d = v.Utility(levels(n.base))
		}
		x := v.Utility(o)
		u, gains = append(u, x), append(gains, round(x-d))
	}
	return u, gains
}

// round makes ties exact: random utilities lie much further apart, and floating
// point errs by much less.
func round(x float64) float64 {
	if y := math.Round(x*1e8) / 1e8; y != 0 {
		return y
	}
	return 0 // no minus zero
}

// levels puts 0 for unknown levels, for parties that do not look at them.
func levels(o detente.Outcome) detente.Outcome {
	o = slices.Clone(o)
	for i := range o {
		o[i] = max(o[i], 0)
	}
	return o
}

func (n *naive) verdict(i int, o detente.Outcome, gains []float64) detente.Verdict {
	if k := slices.Index(n.numeric, i); k >= 0 {
		switch {
		case gains[k] > 0:
			return detente.Better
		case gains[k] < 0:
			return detente.Worse
		}
		return detente.Same
	}
	if i >= len(n.c.Parties) || !n.c.Parties[i].Kind().Ordinal() || n.base == nil {
		return detente.Better
	}
	ord := n.orders[i]
	if ord == nil {
		var err error
		if ord, err = n.c.Order(i); err != nil {
			n.t.Fatal(err)
		}
		n.orders[i] = ord
	}
	return ord.Compare(o, levels(n.base))
}

func (n *naive) good(v detente.Verdict) bool {
	return v == detente.Better || v == detente.Same && n.c.Ties == detente.TiesAccept
}

// holds says whether signed_by holds over those who find it good, and who
// consents: the least fixed point of ratification.
func (n *naive) holds(verdicts []detente.Verdict, o detente.Outcome) (bool, detente.Coalition) {
	good, yes := detente.NewCoalition(len(n.players)), detente.NewCoalition(len(n.players))
	for i, v := range verdicts {
		if n.good(v) {
			good.Add(i)
		}
	}
	for range n.players {
		next := detente.NewCoalition(len(n.players))
		for i := range n.players {
			ratified := i >= len(n.c.Parties) || n.c.Parties[i].RatifiedBy == nil || n.bind(n.c.Parties[i].RatifiedBy).Holds(yes, o)
			if good.Has(i) && ratified {
				next.Add(i)
			}
		}
		yes = next
	}
	return n.signed.Holds(good, o), yes
}

func (n *naive) passes(yes detente.Coalition, o detente.Outcome) bool {
	ok := n.signed.Holds(yes, o)
	for i := range o {
		ok = ok && n.allowed(i, o[i], yes, o)
	}
	return ok
}

// origin is where an issue stands without a deal; arcs start from the status quo
// where no deal is no outcome.
func (n *naive) origin(i int) int {
	if n.base == nil {
		return n.c.Issues[i].Now
	}
	return n.base[i]
}

func (n *naive) rule(i int) *detente.Ballot {
	if by := n.c.Issues[i].By; by != nil {
		return n.bind(by)
	}
	return n.signed
}

func (n *naive) allowed(i, level int, yes detente.Coalition, o detente.Outcome) bool {
	s := &n.c.Issues[i]
	switch {
	case len(s.Arcs) > 0:
		if level == n.origin(i) {
			return true
		}
		for _, path := range n.paths(i, level) {
			ok := true
			for _, a := range path {
				ok = ok && n.bind(s.Arcs[a].By).Holds(yes, o)
			}
			if ok {
				return true
			}
		}
		return false
	case n.base != nil && level == n.base[i]:
		return true
	case n.base != nil && level == s.Now && !n.rule(i).Counting:
		for _, k := range n.rule(i).Named {
			if yes.Has(k) {
				return true
			}
		}
		return false
	}
	return n.rule(i).Holds(yes, o)
}

// paths lists the direct arc to a level, or else every simple path, as indices
// of arcs.
func (n *naive) paths(i, level int) (paths [][]int) {
	s := &n.c.Issues[i]
	for k, a := range s.Arcs {
		if a.From == n.origin(i) && a.To == level {
			return [][]int{{k}}
		}
	}
	var walk func(at int, seen []int, path []int)
	walk = func(at int, seen, path []int) {
		if at == level {
			paths = append(paths, slices.Clone(path))
			return
		}
		for k, a := range s.Arcs {
			if a.From == at && !slices.Contains(seen, a.To) {
				walk(a.To, append(slices.Clone(seen), a.To), append(slices.Clone(path), k))
			}
		}
	}
	walk(n.origin(i), []int{n.origin(i)}, nil)
	return paths
}

func (n *naive) failing(i, level int, yes detente.Coalition, o detente.Outcome) (out []*detente.Ballot) {
	s := &n.c.Issues[i]
	if len(s.Arcs) == 0 {
		return []*detente.Ballot{n.rule(i)}
	}
	for _, path := range n.paths(i, level) {
		for _, k := range path {
			if b := n.bind(s.Arcs[k].By); !b.Holds(yes, o) {
				out = append(out, b)
			}
		}
	}
	return out
}

func (n *naive) blame(b *detente.Ballot, yes detente.Coalition, o detente.Outcome, no map[int]bool) {
	for _, i := range b.Named {
		if yes.Has(i) || no[i] {
			continue
		}
		no[i] = true
		if i < len(n.c.Parties) && n.c.Parties[i].RatifiedBy != nil {
			if r := n.bind(n.c.Parties[i].RatifiedBy); !r.Holds(yes, o) {
				n.blame(r, yes, o, no)
			}
		}
	}
}

// key is a package's gains for the signatories with numbers.
func (n *naive) key(p *naivePackage) string {
	var xs []float64
	for _, k := range n.signers {
		xs = append(xs, p.gains[k])
	}
	return fmt.Sprint(xs)
}

// frontier returns the undominated packages among some, one for each utility
// point, in frontier order, and how many share each point.
func (n *naive) frontier(in func(*naivePackage) bool) (out []*naivePackage) {
	seen := map[string]bool{}
	for i := range n.all {
		p := &n.all[i]
		if !in(p) || seen[n.key(p)] {
			continue
		}
		dominated := false
		for j := range n.all {
			q := &n.all[j]
			dominated = dominated || in(q) && n.dominates(q, p)
		}
		if !dominated {
			seen[n.key(p)] = true
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b *naivePackage) int {
		for _, k := range n.signers {
			if a.gains[k] != b.gains[k] {
				if a.gains[k] > b.gains[k] {
					return -1
				}
				return 1
			}
		}
		return 0
	})
	return out
}

func (n *naive) dominates(q, p *naivePackage) bool {
	better := false
	for _, k := range n.signers {
		if q.gains[k] < p.gains[k] {
			return false
		}
		better = better || q.gains[k] > p.gains[k]
	}
	return better
}

// best returns the distinct points of some packages with the largest value,
// compared as lists of numbers with a tolerance.
func (n *naive) best(in func(*naivePackage) bool, value func(*naivePackage) []float64) map[string]bool {
	var top []float64
	keys := map[string]bool{}
	for i := range n.all {
		p := &n.all[i]
		if !in(p) {
			continue
		}
		v := value(p)
		c := 1
		if top != nil {
			c = compareLists(v, top)
		}
		if c > 0 {
			top, keys = v, map[string]bool{}
		}
		if c >= 0 {
			keys[n.key(p)] = true
		}
	}
	return keys
}

func compareLists(a, b []float64) int {
	for i := range a {
		if math.Abs(a[i]-b[i]) > 1e-7*max(1, math.Abs(a[i])) {
			if a[i] > b[i] {
				return 1
			}
			return -1
		}
	}
	return 0
}

func (n *naive) gainsOf(p *naivePackage) (g []float64) {
	for _, k := range n.signers {
		g = append(g, p.gains[k])
	}
	return g
}

func (n *naive) ideal(in func(*naivePackage) bool) []float64 {
	best := make([]float64, len(n.signers))
	for i := range n.all {
		if in(&n.all[i]) {
			for k, g := range n.gainsOf(&n.all[i]) {
				best[k] = max(best[k], g)
			}
		}
	}
	return best
}
