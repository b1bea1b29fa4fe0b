package bargain

import (
	"context"
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
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
		return p.newCounter().draw(ctx)
	}
	return c, err
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
	other := c.unit(c.p.noDeal != nil && c.p.noDeal.Complete())
	size := 0
	for _, s := range strands {
		size += s.cloud.n()
	}
	for _, i := range c.plain {
		leaf, err := c.leaf(ctx, i, 0)
		if err != nil {
			return nil, err
		}
		if other.n() < size {
			if other, err = c.combine(ctx, []pair{{other, leaf, nil}}, nil); err != nil {
				return nil, err
			}
			continue
		}
		size = 0
		for _, s := range strands {
			if s.cloud, err = c.combine(ctx, []pair{{s.cloud, leaf, nil}}, nil); err != nil {
				return nil, err
			}
			if size += s.cloud.n(); size > maxHalf {
				return nil, errTooWide
			}
		}
	}
	flat := c.flat()
	if !flat && size*other.n() > maxPairs || len(c.p.scores) > maxDeciders {
		return nil, errTooWide
	}
	for _, s := range strands {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		masks := make([]multiplicity, 1<<len(c.p.scores))
		if flat && s.cloud.n()*other.n() > 4096 {
			c.countFlat(s.cloud, other, masks)
		} else if err := c.countPairs(ctx, s.cloud, other, masks); err != nil {
			return nil, err
		}
		if s.cloud.virgin >= 0 && other.virgin >= 0 {
			mask := c.mask(s.cloud, other, s.cloud.virgin, other.virgin)
			masks[mask] = masks[mask].minus(one()) // no deal itself
		}
		for mask, n := range masks {
			if n != (multiplicity{}) {
				c.file(s.model, s.orders, mask, n)
			}
		}
	}
	return c.sum.census()
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
func (c *counter) mask(a, b *cloud, i, j int) int {
	mask := 0
	for k := range c.p.scores {
		if c.total(a.at[i*c.d:(i+1)*c.d], b.at[j*c.d:(j+1)*c.d], k) >= c.needs[k] {
			mask |= 1 << k
		}
	}
	return mask
}

// countPairs counts pairs of points one by one.
func (c *counter) countPairs(ctx context.Context, a, b *cloud, masks []multiplicity) error {
	for i := range a.n() {
		if err := ctx.Err(); err != nil {
			return err
		}
		for j := range b.n() {
			mask := c.mask(a, b, i, j)
			masks[mask] = masks[mask].plus(a.count[i].times(b.count[j]))
		}
	}
	return nil
}

// file adds packages to the tallies.
func (c *counter) file(model detente.Outcome, orders []int8, mask int, n multiplicity) {
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
func (c *counter) verdicts(model detente.Outcome, orders []int8, mask int) verdicts {
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

// draws is how many packages an estimate rests on: a share is known to within
// 0.16 percentage points (one standard error) or better.
const draws = 100_000

// draw estimates counts from packages drawn at random, each level as likely as
// the others.
func (c *counter) draw(ctx context.Context) (*census, error) {
	r := rand.New(rand.NewPCG(c.p.Seed^0x7a6f6e65, 0))
	known := map[string]verdicts{}
	hits := make([]int64, 5+len(c.p.players))
	o := make(detente.Outcome, len(c.levels))
	orders := make([]int8, len(c.hears))
	kinds := make([]byte, 0, 4*len(c.core)+8)
	for n := range draws {
		if n&1023 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		kinds = kinds[:0]
		for i, levels := range c.levels {
			k := r.IntN(len(levels))
			o[i] = levels[k]
			if c.kind[i] != nil {
				kinds = append(kinds, byte(c.kind[i][k]), byte(c.kind[i][k]>>8))
			}
		}
		if !c.p.exists(o, false) || !c.p.exists(o, true) || c.p.noDeal != nil && o.Equal(c.p.noDeal) {
			continue
		}
		mask := 0
		for k, s := range c.p.scores {
			if s.total(o) >= c.needs[k] {
				mask |= 1 << k
			}
		}
		key := string(append(kinds, byte(mask), byte(mask>>8), byte(mask>>16), byte(mask>>24), byte(mask>>32), byte(mask>>40), byte(mask>>48)))
		v, ok := known[key]
		if !ok {
			for n, i := range c.hears {
				orders[n] = c.p.opinion(i, o)
			}
			v = c.verdicts(o, orders, mask)
			known[key] = v
		}
		v.tick(hits)
	}
	return c.estimate(ctx, hits)
}

func (v *verdicts) tick(hits []int64) {
	hits[0]++
	for k, holds := range []bool{v.preferred, v.consented, v.unanimous, v.question} {
		if holds {
			hits[k+1]++
		}
	}
	for _, i := range v.blockers {
		hits[5+i]++
	}
}

// estimate turns hits into numbers of packages.
func (c *counter) estimate(ctx context.Context, hits []int64) (*census, error) {
	all := 1.0
	for _, levels := range c.levels {
		all *= float64(len(levels))
	}
	amount := func(n int64) Amount {
		share := float64(n) / draws
		near := float64(n+1) / (draws + 2) // so that no hit is not certainty
		return Amount{Estimate: all * share, Error: all * math.Sqrt(near*(1-near)/draws)}
	}
	out := &census{feasible: amount(hits[0]), preferred: amount(hits[1]), consented: amount(hits[2]), unanimous: amount(hits[3]), questions: amount(hits[4])}
	for _, n := range hits[5:] {
		out.blocked = append(out.blocked, amount(n))
	}
	n, err := c.p.allFeasible(ctx)
	if n != nil {
		out.feasible = exactly(n)
	}
	return out, err
}

// allFeasible counts the packages exactly, whatever they are worth; nil where
// the linked issues are too many.
func (p *Problem) allFeasible(ctx context.Context) (*big.Int, error) {
	f := &fabric{p: p, set: signable, dims: []dimension{{score: nobody}}}
	l := f.bind().newLoom()
	l.every = true
	strands, err := l.strands(ctx)
	if errors.Is(err, errTooWide) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var sum multiplicity
	for _, s := range strands {
		sum = sum.plus(whole128(s.cloud.count))
	}
	n := sum.whole()
	if n == nil {
		return nil, nil
	}
	for _, i := range l.plain {
		n.Mul(n, big.NewInt(int64(len(l.levels[i]))))
	}
	if p.noDeal != nil && p.noDeal.Complete() && p.exists(p.noDeal, false) && p.exists(p.noDeal, true) {
		n.Sub(n, big.NewInt(1))
	}
	return n, nil
}

// upTo returns the whole numbers below n.
func upTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
