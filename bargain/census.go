package bargain

import (
	"context"
	"errors"
	"math"
	"math/big"
	"slices"

	"detente"
)

// census is how many packages there are of each kind.
type census struct {
	feasible, preferred, consented, unanimous, questions Amount
	blocked                                              []Amount // by player
}

// verdicts is what becomes of all packages that differ in nothing that matters.
type verdicts struct {
	preferred, consented, unanimous, question bool
	blockers                                  []int
}

// count counts packages: one by one where there are few, by combining what two
// halves of the issues are worth where that is possible, and by drawing
// packages at random otherwise.
func (p *Problem) count(ctx context.Context) (*census, error) {
	if n := p.outcomes(); p.engine == plain || p.engine == quickest && n.IsInt64() && n.Int64() <= plainly {
		s, err := p.look(ctx)
		if err != nil {
			return nil, err
		}
		return s.census(), nil
	}
	c, err := p.newCounter().halves(ctx)
	if errors.Is(err, errTooWide) {
		c, err = p.newCounter().draw(ctx)
		if err == nil {
			err = p.sharpen(ctx, c)
		}
	}
	return c, err
}

// sharpen replaces estimates by what is known for certain.
func (p *Problem) sharpen(ctx context.Context, c *census) error {
	none := exactly(new(big.Int))
	if !slices.ContainsFunc(p.sides, func(s side) bool { return s.order != nil && doubts(s.order) }) {
		c.questions = none
	}
	if !p.restricted() {
		c.consented = c.preferred
	}
	if c.preferred.Some() || len(p.signers) == 0 {
		return nil
	}
	if p.field == nil {
		f, err := p.explore(ctx)
		if err != nil {
			return err
		}
		p.field = f
	}
	if p.field.exact && len(p.field.points[preferred]) == 0 {
		c.preferred, c.consented = none, none
	}
	return nil
}

// doubts reports whether an order may leave open how a package compares.
func doubts(o *detente.Order) bool {
	return len(o.Unknown) > 0 || slices.ContainsFunc(o.Statements, func(entry []detente.Test) bool { return len(entry) > 1 })
}

// counter counts packages by what matters of them: the kinds of their linked
// issues and which parties with numbers find them good.
type counter struct {
	*loom
	judge *judge
	sum   tallies
}

// tallies adds up packages of each kind.
type tallies struct {
	feasible, preferred, consented, unanimous, questions multiplicity
	blocked                                              []multiplicity
}

// newCounter looks at everything that any count depends on.
func (p *Problem) newCounter() *counter {
	f := &fabric{p: p, set: consented, players: map[int]bool{}}
	for i := range p.players {
		f.players[i] = true
		if p.sides[i].order != nil {
			f.hears = append(f.hears, i)
		}
	}
	for k, s := range p.scores {
		f.dims = append(f.dims, s.dimensions(k)...)
	}
	if len(f.dims) == 0 {
		f.dims = []dimension{{score: nobody}}
	}
	c := &counter{loom: f.bind().newLoom(), judge: p.judge()}
	c.every, c.limit = true, maxHalf
	c.sum.blocked = make([]multiplicity, len(p.players))
	return c
}

const (
	maxHalf  = 1 << 18    // partial packages over half of the issues
	maxPairs = 60_000_000 // of partial packages, put together one by one
)

// halves counts exactly: it lists what the packages over two halves of the
// issues are worth, the linked ones all in one of them, and counts the pairs
// whose sum is good for each set of parties.
func (c *counter) halves(ctx context.Context) (*census, error) {
	if !c.promising() {
		return nil, errTooWide
	}
	strands, err := c.strands(ctx)
	if err != nil {
		return nil, err
	}
	size, other, err := c.share(ctx, strands)
	if err != nil {
		return nil, err
	}
	if !c.flat() && size*other.n() > maxPairs || len(c.p.scores) > maxDeciders {
		return nil, errTooWide
	}
	for _, s := range strands {
		masks := make([]multiplicity, 1<<len(c.p.scores))
		if c.flat() && s.cloud.n()*other.n() > 4096 {
			c.countFlat(s.cloud, other, masks)
		} else {
			c.countPairs(ctx, s.cloud, other, masks)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if s.cloud.virgin >= 0 && other.virgin >= 0 {
			mask := c.mask(s.cloud, other, s.cloud.virgin, other.virgin)
			masks[mask] = masks[mask].minus(one()) // no deal itself
		}
		for mask, n := range masks {
			if n != (multiplicity{}) {
				c.file(s.model, s.orders, uint64(mask), n)
			}
		}
	}
	return c.sum.census()
}

// share adds the plain issues to the strands and to another half, always to the
// smaller; it returns the number of points of the strands, and the other half.
func (c *counter) share(ctx context.Context, strands []*strand) (size int, other *cloud, err error) {
	other = c.unit(c.p.noDeal != nil && c.p.noDeal.Complete())
	for _, s := range strands {
		size += s.cloud.n()
	}
	for _, i := range c.plain {
		leaf, err := c.leaf(ctx, i, 0)
		if err != nil {
			return 0, nil, err
		}
		if other.n() < size {
			if other, err = c.combine(ctx, []pair{{other, leaf, nil}}, nil); err != nil {
				return 0, nil, err
			}
			continue
		}
		size = 0
		for _, s := range strands {
			if s.cloud, err = c.combine(ctx, []pair{{s.cloud, leaf, nil}}, nil); err != nil {
				return 0, nil, err
			}
			if size += s.cloud.n(); size > maxHalf {
				return 0, nil, errTooWide
			}
		}
	}
	return size, other, nil
}

// promising guesses whether two halves have few enough points: they have at most
// as many as the lattice of utilities, or as there are packages.
func (c *counter) promising() bool {
	packages, lattice := 1.0, 1.0
	for _, levels := range c.levels {
		packages *= float64(len(levels))
	}
	for _, d := range c.dims {
		step, length := int64(0), int64(0)
		for i, levels := range c.levels {
			low, high := int64(math.MaxInt64), int64(math.MinInt64)
			for _, level := range levels {
				w := c.worth(d, i, level)
				low, high = min(low, w), max(high, w)
			}
			for _, level := range levels {
				step = gcd(step, c.worth(d, i, level)-low)
			}
			length += high - low
		}
		lattice *= float64(length)/float64(max(step, 1)) + 1
	}
	if c.flat() {
		return packages <= maxHalf*maxHalf/4 || lattice <= maxHalf
	}
	return packages <= maxPairs || lattice*lattice <= maxPairs
}

// flat reports whether pairs can be counted by sorting: at most two parties with
// numbers, and plain sums.
func (c *counter) flat() bool {
	return len(c.p.scores) <= 2 && !slices.ContainsFunc(c.p.scores, func(s *score) bool { return s.cut != noCut })
}

// mask is the set of scores that find the package of two points good.
func (c *counter) mask(a, b *cloud, i, j int) uint64 {
	var mask uint64
	for k := range c.p.scores {
		if c.total(a.at[i*c.d:(i+1)*c.d], b.at[j*c.d:(j+1)*c.d], k) >= c.needs[k] {
			mask |= 1 << k
		}
	}
	return mask
}

// countPairs counts pairs of points one by one, until the context is cancelled.
func (c *counter) countPairs(ctx context.Context, a, b *cloud, masks []multiplicity) {
	for i := range a.n() {
		if ctx.Err() != nil {
			return
		}
		for j := range b.n() {
			mask := c.mask(a, b, i, j)
			masks[mask] = masks[mask].plus(a.count[i].times(b.count[j]))
		}
	}
}

// file adds packages to the tallies.
func (c *counter) file(model detente.Outcome, orders []int8, mask uint64, n multiplicity) {
	v := c.verdicts(model, orders, mask)
	add := func(to *multiplicity, holds bool) {
		if holds {
			*to = to.plus(n)
		}
	}
	add(&c.sum.feasible, true)
	add(&c.sum.preferred, v.preferred)
	add(&c.sum.consented, v.consented)
	add(&c.sum.unanimous, v.unanimous)
	add(&c.sum.questions, v.question)
	for _, i := range v.blockers {
		add(&c.sum.blocked[i], true)
	}
}

// verdicts judges a package by a model of it, what those without numbers think,
// and which scores find it good.
func (c *counter) verdicts(model detente.Outcome, orders []int8, mask uint64) verdicts {
	j := c.judge
	c.suppose(j, orders, upTo(len(c.p.scores)), mask)
	v := verdicts{unanimous: j.unanimous(), preferred: j.preferred(model)}
	v.consented = v.preferred && j.consented(model)
	if v.preferred && !v.consented {
		j.withheld(model)
		for i := range c.p.players {
			if j.no.Has(i) {
				v.blockers = append(v.blockers, i)
			}
		}
	}
	v.question = !v.consented && j.hopeful(model)
	return v
}

func (t *tallies) census() (*census, error) {
	var lost bool
	amount := func(n multiplicity) Amount {
		whole := n.whole()
		if whole == nil {
			lost = true
			return Amount{}
		}
		return exactly(whole)
	}
	c := &census{feasible: amount(t.feasible), preferred: amount(t.preferred), consented: amount(t.consented), unanimous: amount(t.unanimous), questions: amount(t.questions)}
	for _, n := range t.blocked {
		c.blocked = append(c.blocked, amount(n))
	}
	if lost {
		return nil, errTooWide
	}
	return c, nil
}

// census of a survey.
func (s *survey) census() *census {
	amount := func(n int64) Amount { return exactly(big.NewInt(n)) }
	c := &census{feasible: amount(s.feasible), preferred: amount(s.counts[preferred]), consented: amount(s.counts[consented]), unanimous: amount(s.unanimous), questions: amount(s.questions)}
	for _, n := range s.blocked {
		c.blocked = append(c.blocked, amount(n))
	}
	return c
}

// upTo returns the whole numbers below n.
func upTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
