package bargain

import (
	"context"
	"errors"
	"slices"

	"detente"
)

// cloud is partial packages over the same issues that differ in what they are
// worth: the utility of each dimension in steps, how many packages there are,
// and how to find the first of them.
type cloud struct {
	at     []int64 // d numbers for each point
	count  []multiplicity
	trace  []int32 // see traces
	virgin int     // the point that changes nothing from no deal, or -1; it prunes nothing
	error  []int64 // by dimension: how far a dropped point may lie above a kept one; nil: nowhere
}

func (c *cloud) n() int { return len(c.count) }

// traces remember how partial packages were put together: each joins two
// others, or is one level of one issue.
type traces struct {
	left, right []int32 // left < 0: level right of issue -1-left
}

// nothing is the trace of the package over no issues.
const nothing = -1

func (t *traces) join(a, b int32) int32 {
	switch {
	case a == nothing:
		return b
	case b == nothing:
		return a
	}
	t.left, t.right = append(t.left, a), append(t.right, b)
	return int32(len(t.left) - 1)
}

func (t *traces) choose(issue, level int) int32 {
	t.left, t.right = append(t.left, int32(-1-issue)), append(t.right, int32(level))
	return int32(len(t.left) - 1)
}

// fill writes the levels of a partial package into an outcome.
func (t *traces) fill(o detente.Outcome, at int32) {
	for at != nothing {
		left := t.left[at]
		if left < 0 {
			o[-1-left] = int(t.right[at])
			return
		}
		t.fill(o, left)
		at = t.right[at]
	}
}

// pair is two clouds to be combined point by point, with something added.
type pair struct {
	a, b *cloud
	add  []int64 // nil: nothing
}

// press combines clouds and drops what is dominated.
type press struct {
	d      int
	strict int     // the first coordinates: only a gain there makes a package better
	tie    []int64 // by dimension: steps in a bucket, see score
	loose  bool    // drop also what ties; counts are then without meaning
	every  bool    // drop nothing
	traces traces
	limit  int // of candidates in one combination
	budget int // of candidates in all; 0: no bound
	spent  int
	cap    int // of points in one cloud; above it points are dropped within an error; 0: never
	a, b   detente.Outcome
}

// errTooWide is the error for a combination with more points than the limit.
var errTooWide = errors.New("too many partial packages")

// unit returns the cloud of the package over no issues.
func (p *press) unit(virgin bool) *cloud {
	c := &cloud{at: make([]int64, p.d), count: []multiplicity{one()}, trace: []int32{nothing}, virgin: -1}
	if virgin {
		c.virgin = 0
	}
	return c
}

// candidates are the points of a combination before it is pruned.
type candidates struct {
	rows
	from []origin
}

type origin struct {
	pair int32
	i, j int32
}

// combine returns every point of a with every point of b, for each pair, less
// those that reach rejects and those that others dominate.
func (p *press) combine(ctx context.Context, pairs []pair, reach func([]int64) bool) (*cloud, error) {
	total := 0
	for _, pr := range pairs {
		total += pr.a.n() * pr.b.n()
	}
	p.spent += total
	if total > p.limit || p.budget > 0 && p.spent > p.budget {
		return nil, errTooWide
	}
	c := &candidates{rows: rows{d: p.d, at: make([]int64, 0, total*p.d), ctx: ctx}, from: make([]origin, 0, total)}
	out := &cloud{virgin: -1}
	var virgin origin
	for k, pr := range pairs {
		for i := range pr.a.n() {
			if i&1023 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			left := pr.a.at[i*p.d : (i+1)*p.d]
			for j := range pr.b.n() {
				start := len(c.at)
				for x, v := range pr.b.at[j*p.d : (j+1)*p.d] {
					c.at = append(c.at, left[x]+v)
				}
				for x, v := range pr.add {
					c.at[start+x] += v
				}
				from := origin{int32(k), int32(i), int32(j)}
				switch {
				case i == pr.a.virgin && j == pr.b.virgin:
					out.virgin, virgin = 0, from
					out.at = slices.Clone(c.at[start:])
					c.at = c.at[:start]
				case reach != nil && !reach(c.at[start:]):
					c.at = c.at[:start]
				default:
					c.from = append(c.from, from)
				}
			}
		}
		out.error = larger(out.error, sum(pr.a.error, pr.b.error))
	}
	virginAt := out.at
	out.at = nil
	p.prune(pairs, c, out)
	if out.virgin == 0 {
		out.virgin = out.n()
		out.at = append(out.at, virginAt...)
		p.keep(pairs, out, virgin, one())
	}
	return out, ctx.Err()
}

// prune moves the candidates that nothing dominates into a cloud, equal ones
// as one point.
func (p *press) prune(pairs []pair, c *candidates, out *cloud) {
	if len(c.from) == 0 {
		return
	}
	clear(p.a)
	clear(p.b)
	keys := p.keys(&c.rows)
	if p.cap > 0 && len(c.from) > p.cap {
		p.pruneRoughly(pairs, c, out)
		return
	}
	order := keys.sorted()
	counts := make([]multiplicity, len(c.from))
	kept := order[:0]
	for _, i := range order {
		f := c.from[i]
		n := pairs[f.pair].a.count[f.i].times(pairs[f.pair].b.count[f.j])
		if len(kept) == 0 || keys.compare(kept[len(kept)-1], i) != 0 {
			kept = append(kept, i)
			counts[i] = n
			continue
		}
		last := kept[len(kept)-1]
		n = n.plus(counts[last])
		if p.before(pairs, f, c.from[last]) {
			last = i
			kept[len(kept)-1] = i
		}
		counts[last] = n
	}
	strict := p.strict
	if p.loose {
		strict = p.d
	}
	if !p.every {
		kept = keys.skyline(kept, strict)
	}
	for _, i := range kept {
		out.at = append(out.at, c.row(i)...)
		p.keep(pairs, out, c.from[i], counts[i])
	}
}

// pruneRoughly keeps so few of the candidates that some dropped ones are a
// little better. How many packages tie is then not known.
func (p *press) pruneRoughly(pairs []pair, c *candidates, out *cloud) {
	all := make([]int32, len(c.from))
	for i := range all {
		all[i] = int32(i)
	}
	kept, lost := c.thin(all, p.cap)
	out.error = sum(out.error, lost)
	for _, i := range kept {
		out.at = append(out.at, c.row(i)...)
		p.keep(pairs, out, c.from[i], multiplicity{lost: true})
	}
}

// keys returns the rows in buckets, in which near ties are ties.
func (p *press) keys(r *rows) *rows {
	exact := true
	for _, t := range p.tie {
		exact = exact && t == 1
	}
	if exact {
		return r
	}
	k := &rows{d: r.d, at: make([]int64, len(r.at)), ctx: r.ctx}
	for i, x := range r.at {
		k.at[i] = bucket(x, p.tie[i%r.d])
	}
	return k
}

func (p *press) keep(pairs []pair, out *cloud, f origin, n multiplicity) {
	pr := &pairs[f.pair]
	out.count = append(out.count, n)
	out.trace = append(out.trace, p.traces.join(pr.a.trace[f.i], pr.b.trace[f.j]))
}

// before reports whether the package of one candidate comes before that of
// another in file order.
func (p *press) before(pairs []pair, x, y origin) bool {
	p.traces.fill(p.a, pairs[x.pair].a.trace[x.i])
	p.traces.fill(p.a, pairs[x.pair].b.trace[x.j])
	p.traces.fill(p.b, pairs[y.pair].a.trace[y.i])
	p.traces.fill(p.b, pairs[y.pair].b.trace[y.j])
	return slices.Compare(p.a, p.b) < 0
}

// larger and sum combine errors by dimension; nil is none.
func larger(a, b []int64) []int64 {
	if a == nil {
		return b
	}
	out := slices.Clone(a)
	for i, x := range b {
		out[i] = max(out[i], x)
	}
	return out
}

func sum(a, b []int64) []int64 {
	if a == nil {
		return b
	}
	out := slices.Clone(a)
	for i, x := range b {
		out[i] += x
	}
	return out
}
