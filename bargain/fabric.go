package bargain

import (
	"slices"

	"detente"
)

// fabric is what a search over one set of packages has to know: whose utility
// counts, and which issues hang together through rules, links, orders and
// consents. Those are the core; every other issue is plain: what one of its
// levels is worth does not depend on the rest.
type fabric struct {
	p       *Problem
	set     class // preferred or consented
	dims    []dimension
	strict  int          // the first dims: signatories whose utility is a plain sum
	levels  [][]int      // by issue: the levels that a package can have
	kind    [][]int32    // by issue: of each of these levels; equal kinds differ in worth only
	knots   []knot       // what is decided once all its issues are
	core    []int        // linked issues, in the order in which they are taken up
	plain   []int        // the others
	tiers   [][]int      // by place in core: knots decided there
	open    []int        // by place in core: the place up to which its kind matters
	demands []string     // consents that a change may need, each once
	demand  [][]int16    // by issue and level: index into demands, -1: none
	hears   []int        // players whose orders matter
	players map[int]bool // whose consent matters
}

// dimension is a score, or a part of one, that partial packages are compared by.
type dimension struct {
	score       int
	rows, bonus bool // which part
}

// knot ties issues together: a rule, a link, or a player's order.
type knot struct {
	issues []int
	rule   *detente.Test
	link   *bonus
	score  int // of the link
	player int // of the order
}

// maxDemands bounds the different consents that changes may need.
const maxDemands = 64

const (
	existing = classes + iota // the set of all outcomes that can exist and be reached
	signable                  // of these, all that packages may contain, and no deal
)

// nobody is the score of a dimension in which nothing has a worth.
const nobody = -1

// newFabric looks at the packages of a class: those that are preferred, or those
// with consent.
func (p *Problem) newFabric(set class) *fabric {
	f := &fabric{p: p, set: set}
	f.choosePlayers()
	f.chooseDimensions()
	return f.bind()
}

// bind ties the issues together.
func (f *fabric) bind() *fabric {
	p := f.p
	f.kind, f.demand = make([][]int32, len(p.c.Issues)), make([][]int16, len(p.c.Issues))
	for i := range p.c.Issues {
		f.levels = append(f.levels, slices.DeleteFunc(slices.Clone(p.levels[i]), func(l int) bool { return !p.changes[i].reaches(l) }))
	}
	f.knot()
	f.sortLevels()
	f.arrange()
	return f
}

// binding reports whether an issue's own rule may fail where signed_by holds.
func (p *Problem) binding(issue int) bool {
	ch := &p.changes[issue]
	if ch.way != nil || ch.own {
		return true
	}
	return ch.now >= 0 && ch.now != ch.free && !ch.rule.Counting && len(ch.rule.Conditions()) > 0
}

// choosePlayers finds whose consent the set depends on.
func (f *fabric) choosePlayers() {
	f.players = map[int]bool{}
	var add func(b *detente.Ballot)
	add = func(b *detente.Ballot) {
		for _, i := range b.Named {
			if f.players[i] {
				continue
			}
			f.players[i] = true
			if r := f.p.sides[i].ratified; r != nil && f.set == consented {
				add(r)
			}
		}
	}
	for _, b := range f.ballots() {
		add(b)
	}
	for i := range f.p.players {
		if f.players[i] && f.p.sides[i].order != nil {
			f.hears = append(f.hears, i)
		}
	}
}

// ballots returns the rules that the set depends on, ratification apart.
func (f *fabric) ballots() []*detente.Ballot {
	if f.set >= existing {
		return nil
	}
	out := []*detente.Ballot{&f.p.signed}
	if f.set == preferred {
		return out
	}
	for i := range f.p.changes {
		if f.p.binding(i) {
			out = append(out, f.p.changes[i].ballots()...)
		}
	}
	return out
}

// chooseDimensions lists the signatories with numbers, those with plain sums
// first, and then the others whose consent matters.
func (f *fabric) chooseDimensions() {
	var later []dimension
	for k, s := range f.p.scores {
		signs := slices.Contains(f.p.signers, k)
		switch {
		case signs && s.cut == noCut:
			f.dims = append(f.dims, s.dimensions(k)...)
		case signs || f.players[s.party]:
			later = append(later, s.dimensions(k)...)
		}
	}
	f.strict = len(f.dims)
	f.dims = append(f.dims, later...)
}

// dimensions returns what partial packages have to be compared by for a score:
// its sum, or, where the sum of the rows is cut off, the rows and the links
// apart.
func (s *score) dimensions(k int) []dimension {
	switch {
	case s.cut == noCut:
		return []dimension{{k, true, true}}
	case len(s.bonus) == 0:
		return []dimension{{k, true, false}}
	}
	return []dimension{{k, true, false}, {k, false, true}}
}

// knot lists the knots.
func (f *fabric) knot() {
	p := f.p
	for i := range p.rules {
		if f.set == existing && p.c.Rules[i].Signed {
			continue
		}
		f.knots = append(f.knots, knot{rule: &p.rules[i], issues: p.rules[i].Issues})
	}
	for k, s := range p.scores {
		if !slices.ContainsFunc(f.dims, func(d dimension) bool { return d.score == k }) {
			continue
		}
		for i := range s.bonus {
			f.knots = append(f.knots, knot{link: &s.bonus[i], score: k, issues: s.bonus[i].when.Issues})
		}
	}
	for _, i := range f.hears {
		n := knot{player: i}
		for _, t := range tests(p.sides[i].order) {
			for _, k := range t.Issues {
				if !slices.Contains(n.issues, k) {
					n.issues = append(n.issues, k)
				}
			}
		}
		f.knots = append(f.knots, n)
	}
}

// tests returns every condition of an order.
func tests(order *detente.Order) []*detente.Test {
	var out []*detente.Test
	for _, entries := range [][][]detente.Test{order.Statements, order.Ranks} {
		for _, entry := range entries {
			for i := range entry {
				out = append(out, &entry[i])
			}
		}
	}
	for i := range order.Scores {
		out = append(out, &order.Scores[i].When)
	}
	for i := range order.Unknown {
		out = append(out, &order.Unknown[i][0], &order.Unknown[i][1])
	}
	return out
}

// conditions returns the conditions inside consent rules.
func (f *fabric) conditions() []*detente.Test {
	var out []*detente.Test
	for _, b := range f.ballots() {
		out = append(out, b.Conditions()...)
	}
	if f.set == consented {
		for i := range f.p.players {
			if r := f.p.sides[i].ratified; r != nil && f.players[i] {
				out = append(out, r.Conditions()...)
			}
		}
	}
	return out
}

// sortLevels finds which levels of linked issues differ in more than worth.
func (f *fabric) sortLevels() {
	var leaves []detente.Leaf
	for i := range f.knots {
		n := &f.knots[i]
		switch {
		case n.rule != nil:
			leaves = append(leaves, n.rule.Leaves()...)
		case n.link != nil:
			leaves = append(leaves, n.link.when.Leaves()...)
		default:
			for _, t := range tests(f.p.sides[n.player].order) {
				leaves = append(leaves, t.Leaves()...)
			}
		}
	}
	for _, t := range f.conditions() {
		leaves = append(leaves, t.Leaves()...)
	}
	for issue, levels := range f.levels {
		own := slices.DeleteFunc(slices.Clone(leaves), func(l detente.Leaf) bool { return l.Issue != issue })
		bound := f.set == consented && f.p.binding(issue)
		if len(own) == 0 && !bound {
			continue
		}
		if bound {
			f.findDemands(issue)
		}
		seen := map[string]int32{}
		for n, level := range levels {
			key := make([]byte, 0, len(own)+1)
			for k := range own {
				if own[k].Holds(level) {
					key = append(key, 1)
				} else {
					key = append(key, 0)
				}
			}
			if bound {
				key = append(key, byte(f.demand[issue][n]), byte(f.demand[issue][n]>>8))
			}
			if _, ok := seen[string(key)]; !ok {
				seen[string(key)] = int32(len(seen))
			}
			f.kind[issue] = append(f.kind[issue], seen[string(key)])
		}
	}
}

// findDemands notes which consent each level of an issue needs.
func (f *fabric) findDemands(issue int) {
	for _, level := range f.levels[issue] {
		name := f.p.changes[issue].demand(level, issue)
		k := slices.Index(f.demands, name)
		if k < 0 && name != "" {
			k = len(f.demands)
			f.demands = append(f.demands, name)
		}
		f.demand[issue] = append(f.demand[issue], int16(k))
	}
}

// arrange orders the core so that few kinds are open at a time: always the issue
// that leaves the fewest open, then the one with fewer kinds, then file order.
func (f *fabric) arrange() {
	always := map[int]bool{} // issues whose kind matters to the end
	for _, t := range f.conditions() {
		for _, i := range t.Issues {
			always[i] = true
		}
	}
	left := []int{}
	for i := range f.levels {
		if f.kind[i] == nil {
			f.plain = append(f.plain, i)
			continue
		}
		left = append(left, i)
		if len(f.demands) > maxDemands && f.demand[i] != nil {
			always[i] = true
		}
	}
	taken := map[int]bool{}
	for len(left) > 0 {
		best, least := 0, -1
		for n, i := range left {
			taken[i] = true
			if cost := f.stillOpen(taken)*1000 + int(slices.Max(f.kind[i])); least < 0 || cost < least {
				best, least = n, cost
			}
			delete(taken, i)
		}
		taken[left[best]] = true
		f.core = append(f.core, left[best])
		left = slices.Delete(left, best, best+1)
	}
	f.schedule(always)
}

// stillOpen counts the taken issues that some undecided knot still looks at.
func (f *fabric) stillOpen(taken map[int]bool) int {
	open := map[int]bool{}
	for i := range f.knots {
		issues := f.knots[i].issues
		if slices.ContainsFunc(issues, func(k int) bool { return !taken[k] }) {
			for _, k := range issues {
				if taken[k] {
					open[k] = true
				}
			}
		}
	}
	return len(open)
}

// schedule says at which place of the core each knot is decided and up to which
// each issue's kind matters.
func (f *fabric) schedule(always map[int]bool) {
	place := map[int]int{}
	for at, i := range f.core {
		place[i] = at
	}
	f.tiers = make([][]int, len(f.core))
	f.open = make([]int, len(f.core))
	for at, i := range f.core {
		f.open[at] = at
		if always[i] {
			f.open[at] = len(f.core)
		}
	}
	for n := range f.knots {
		last := -1
		for _, i := range f.knots[n].issues {
			last = max(last, place[i])
		}
		for _, i := range f.knots[n].issues {
			f.open[place[i]] = max(f.open[place[i]], last)
		}
		if last >= 0 {
			f.tiers[last] = append(f.tiers[last], n)
		}
	}
}
