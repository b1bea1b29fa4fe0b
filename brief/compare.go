package brief

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"detente/source"
)

// Thresholds of likeness from which two quotes count as saying the same. They
// were set on documents outside the tests so that about half of what is called an
// agreement is one.
const (
	statementLikeness = 0.16 // both are statements of one side
	bestLikeness      = 0.09 // and each is the other's likest in its document
	factLikeness      = 0.20 // one or both are no statement
	factShared        = 3    // words and topics that facts must share
	contraryLikeness  = 0.12 // one says yes, the other no
	sameWords         = 0.40 // little else differs
	leastLikeness     = 0.03 // below it a pair is not looked at
	amountLikeness    = 0.22 // the same but for a number or a date
	postings          = 48   // units looked at for each word
	mostPairs         = 24   // partners kept of a unit, fewer where there are many documents
	manyDocuments     = 400  // partners kept times documents
	mostShown         = 200  // comparisons of a kind
)

// comparer sets the units of several documents side by side.
type comparer struct {
	m     *merger
	docs  []*source.Document
	units []*unit
	w     *weights
	sides []int // of each unit, -1 for none
	pairs []pair
	of    [][]int // of each comparison in the brief, its units; none for titles and emphasis
}

// pair is two units of different documents that speak of the same thing.
type pair struct {
	a, b     int // units; a comes first
	likeness float64
	shared   int
	kind     ComparisonKind // what it was found to be, "" for nothing yet
}

// compare fills in the comparisons of a brief.
func (m *merger) compare(accounts []*account, docs []*source.Document) {
	if len(accounts) < 2 {
		return
	}
	c := &comparer{m: m, docs: docs}
	for d, a := range accounts {
		for i := range a.units {
			u := &a.units[i]
			u.doc = d
			c.units = append(c.units, u)
			side := -1
			if u.member >= 0 {
				u.member = a.parties[u.member].state
				side = m.side(u.member)
			}
			for k := range u.others {
				u.others[k] = m.side(a.parties[u.others[k]].state)
			}
			if u.blames >= 0 {
				u.blames = m.side(a.parties[u.blames].state)
			}
			if u.doer >= 0 {
				u.doer = m.side(a.parties[u.doer].state)
			}
			c.name(u, side)
			c.sides = append(c.sides, side)
		}
	}
	c.w = weigh(c.units)
	c.titles(accounts)
	c.findPairs()
	c.contradictions()
	c.agreements()
	c.alone()
	c.emphasis(accounts)
	c.movements()
	c.describe()
}

// name makes words of the other parties that a unit speaks of, and of its
// amounts, so that they count in comparisons.
func (c *comparer) name(u *unit, side int) {
	for _, o := range u.others {
		if o != side {
			u.stems = append(u.stems, feature("@"+c.m.members[o].name))
		}
	}
	for _, x := range u.amounts {
		u.stems = append(u.stems, feature(fmt.Sprintf("#%g %s", x.value, x.unit)))
	}
	for _, x := range u.times {
		u.stems = append(u.stems, feature("#"+x))
	}
	slices.Sort(u.stems)
	u.stems = slices.Compact(u.stems)
}

// findPairs looks up, for each unit, those of other documents that share telling
// words with it.
func (c *comparer) findPairs() {
	index := map[uint32][]int{}
	for i, u := range c.units {
		seen := map[int]bool{}
		from := len(c.pairs)
		for _, f := range u.stems {
			c.meet(i, index[f], seen)
			index[f] = append(index[f], i)
		}
		for _, t := range u.topics {
			f := uint32(t) // topics are few: no stem hashes so low by chance that matters
			c.meet(i, index[f], seen)
			index[f] = append(index[f], i)
		}
		c.prune(from)
	}
	slices.SortFunc(c.pairs, byLikeness)
}

// byLikeness orders pairs, the likest first, then as they stand.
func byLikeness(x, y pair) int {
	return cmp.Or(cmp.Compare(y.likeness, x.likeness), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
}

// prune keeps the likest partners of the unit whose pairs start at from, so that
// memory stays in proportion to the number of units.
func (c *comparer) prune(from int) {
	most := min(mostPairs, max(2, manyDocuments/len(c.docs)))
	if len(c.pairs)-from > most {
		slices.SortFunc(c.pairs[from:], byLikeness)
		c.pairs = c.pairs[:from+most]
	}
}

// meet weighs unit i against others.
func (c *comparer) meet(i int, others []int, seen map[int]bool) {
	if len(others) > postings {
		others = others[len(others)-postings:]
	}
	for _, j := range others {
		if seen[j] || c.units[j].doc == c.units[i].doc {
			continue
		}
		seen[j] = true
		x, shared := c.w.likeness(c.units[j], c.units[i])
		if x >= leastLikeness {
			c.pairs = append(c.pairs, pair{a: j, b: i, likeness: x, shared: shared})
		}
	}
}

// sameSide reports whether two units are statements of one side.
func (c *comparer) sameSide(p pair) bool {
	a, b := c.sides[p.a], c.sides[p.b]
	if a < 0 || b < 0 || a == b {
		return a >= 0 && a == b
	}
	return c.kindred(&c.m.members[a], &c.m.members[b])
}

// kindred reports whether two groups or bodies may be one under two names: they
// share a telling word, as the Cattle Council and the cattle raisers do.
func (c *comparer) kindred(a, b *member) bool {
	if a.kind != Group && b.kind != Group || a.kind == StateParty || b.kind == StateParty || a.kind == Leader || b.kind == Leader {
		return false
	}
	for _, w := range nameWords(a.name) {
		for _, v := range nameWords(b.name) {
			if len(w) > 3 && stem(w) == stem(v) {
				return true
			}
		}
	}
	return false
}

// quote returns the bytes of a unit.
func (c *comparer) quote(i int) Quote {
	u := c.units[i]
	d := c.docs[u.doc]
	q := Quote{Document: d.ID, Start: u.start, End: u.end, Text: d.Text[u.start:u.end]}
	if b := d.BlockAt(u.start); b >= 0 {
		q.Paragraph, q.Page = d.Blocks[b].Paragraph, d.Blocks[b].Page
	}
	return q
}

// agreements joins pairs that say the same into comparisons, the likest first. A
// unit goes with its likest partner in each document.
func (c *comparer) agreements() {
	best := c.bestPartners()
	group := map[int]int{}
	var groups [][]int
	var scores []float64
	for _, p := range c.pairs {
		if p.kind != "" && !sharesAmount(c.units[p.a], c.units[p.b]) || !c.agrees(p, best) {
			continue // those that differ in one number may agree on another
		}
		ga, okA := group[p.a]
		gb, okB := group[p.b]
		switch {
		case !okA && !okB:
			group[p.a], group[p.b] = len(groups), len(groups)
			groups = append(groups, []int{p.a, p.b})
			scores = append(scores, p.likeness)
		case okA && !okB && c.fits(groups[ga], p.b):
			group[p.b] = ga
			groups[ga] = append(groups[ga], p.b)
		case okB && !okA && c.fits(groups[gb], p.a):
			group[p.a] = gb
			groups[gb] = append(groups[gb], p.a)
		}
	}
	for i, g := range groups[:min(len(groups), mostShown)] {
		slices.Sort(g)
		c.add(Agrees, g, scores[i], "the same party, words and topic")
	}
}

// fits reports whether a unit may join a group: it is a statement of the same
// side, and the group is not too large to read.
func (c *comparer) fits(group []int, i int) bool {
	return len(group) < 6 && (c.sides[group[0]] == c.sides[i] || c.sides[i] >= 0 && c.sameSide(pair{a: group[0], b: i}))
}

// partner is a unit and another document.
type partner struct{ unit, doc int }

// bestPartners returns the likest statement of the same side in each other
// document.
func (c *comparer) bestPartners() map[partner]int {
	best := map[partner]int{}
	score := map[partner]float64{}
	for _, p := range c.pairs {
		if !c.sameSide(p) || !alikeKinds(c.units[p.a].kind, c.units[p.b].kind) {
			continue
		}
		x := c.score(p)
		for _, k := range [...]struct {
			at partner
			to int
		}{{partner{p.a, c.units[p.b].doc}, p.b}, {partner{p.b, c.units[p.a].doc}, p.a}} {
			if x > score[k.at] {
				best[k.at], score[k.at] = k.to, x
			}
		}
	}
	return best
}

// agrees reports whether a pair says the same.
func (c *comparer) agrees(p pair, best map[partner]int) bool {
	a, b := c.units[p.a], c.units[p.b]
	if c.sameSide(p) {
		if !alikeKinds(a.kind, b.kind) || a.negated != b.negated && p.likeness <= 0.5 {
			return false
		}
		mutual := best[partner{p.a, b.doc}] == p.b && best[partner{p.b, a.doc}] == p.a
		x := c.score(p)
		return x >= statementLikeness && p.shared >= 2 || p.shared >= 2 && sharesAmount(a, b) || mutual && x >= bestLikeness && (p.shared >= 2 || a.kind == b.kind)
	}
	if c.sides[p.a] >= 0 && c.sides[p.b] >= 0 {
		// One party may go by two names: the same number of the same thing, in alike words.
		return p.likeness >= factLikeness && p.shared >= factShared && a.kind == b.kind && sharesAmount(a, b)
	}
	return p.likeness >= factLikeness && (p.shared >= factShared || p.shared == factShared-1 && sharesAmount(a, b))
}

// sharesAmount reports whether two units count as many of the same thing.
func sharesAmount(a, b *unit) bool {
	return slices.ContainsFunc(a.amounts, func(x amount) bool {
		return x.unit != "" && !isSpell(x.unit) && slices.Contains(b.amounts, x)
	})
}

// topicBonus is what a topic in common adds to the likeness of two statements of
// one side.
const topicBonus = 0.12

// score is the likeness of a pair with the bonus for topics.
func (c *comparer) score(p pair) float64 {
	n := 0
	for _, t := range c.units[p.a].topics {
		if slices.Contains(c.units[p.b].topics, t) {
			n++
		}
	}
	if k := c.units[p.a].kind; k == c.units[p.b].kind && k != Goal && k != Strategy {
		n++ // what few statements are made of
	}
	return p.likeness + float64(topicBonus*float64(min(n, 2)))
}

// alikeKinds reports whether statements of these kinds can say the same: what a
// party wants and does go together, so do what it fears and what binds it.
func alikeKinds(a, b Kind) bool {
	group := func(k Kind) int {
		switch k {
		case Concern, Constraint:
			return 1
		case Leverage:
			return 2
		}
		return 0
	}
	return a == b || group(a) == group(b) || a == Leverage && b == Constraint || a == Constraint && b == Leverage
}

// add appends a comparison of units.
func (c *comparer) add(kind ComparisonKind, units []int, score float64, why string) {
	x := Comparison{Kind: kind, Why: why, Score: math.Round(1000*score) / 1000}
	for _, i := range units {
		x.Quotes = append(x.Quotes, c.quote(i))
	}
	c.keep(x, units)
}

// keep appends a comparison with its units.
func (c *comparer) keep(x Comparison, units []int) {
	c.m.brief.Comparisons = append(c.m.brief.Comparisons, x)
	c.of = append(c.of, units)
}
