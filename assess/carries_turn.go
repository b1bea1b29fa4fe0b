package assess

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"detente"
	"detente/gmcr"
	"detente/montecarlo"
)

const seqConcept = gmcr.SEQ

// cells is in how many steps a number is moved over its field.
const cells = 32

// turns finds where each number alone turns a conclusion.
func (out *Carries) turns(ctx context.Context, tags []tagged, best int) error {
	e := out.e
	probed := func(l *ledger) []int { return l.probed }
	f := probes{quick: e.function(probed, func(int) bool { return false }, false), full: e.function(func(*ledger) []int { return nil }, func(d int) bool { return d == best }, false)}
	drawn := e.Space.Drawn()
	for i := range e.numbers {
		n := &e.numbers[i]
		if !e.bears(&montecarlo.Input{Path: n.Path}) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		weight := strings.HasSuffix(n.Path, ".weight")
		low, high := sweep(n.Quantity, weight)
		t := Turn{Path: n.Path, What: n.What, Tag: tagOf(tags, n.Path), Now: n.Quantity.Middle()}
		from, to := n.Quantity.Interval90()
		err := out.turn(&t, low, high, from, to, f, func(x float64) *detente.Case {
			drawn.Reset()
			drawn.Set(i, x)
			return drawn.Case
		})
		if err != nil {
			return err
		}
	}
	if err := out.walks(tags, f); err != nil {
		return err
	}
	slices.SortStableFunc(out.Turns, func(a, b Turn) int {
		if a.Inside != b.Inside {
			if a.Inside {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.Far, b.Far)
	})
	return nil
}

// walks finds where the worth of no deal turns a conclusion, for each party whose
// case leaves it to the no-deal outcome.
func (out *Carries) walks(tags []tagged, f probes) error {
	e := out.e
	middle := e.l.scratch().fill(e.Space.Drawn().Case)
	for k, s := range e.l.stakes {
		p := &e.c.Parties[s.party]
		if p.NoAgreement != nil || !s.named && !s.signs {
			continue
		}
		drawn := e.Space.Drawn()
		walk := middle.walk[k]
		low, high := e.gains(k)
		t := Turn{Path: "parties." + string(p.ID) + ".no_agreement", What: p.Display() + ": what no deal is worth", Now: walk}
		err := out.turn(&t, math.Max(low, math.Min(0, walk)), high, walk, walk, f, func(x float64) *detente.Case {
			q := detente.Number(x)
			drawn.Case.Parties[s.party].NoAgreement = &q
			return drawn.Case
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// probes are what is asked where one number is moved: with stability only for the
// conclusion on it.
type probes struct{ quick, full montecarlo.Function }

// turn finds the nearest crossings of every conclusion, below and above where a
// number stands.
func (out *Carries) turn(t *Turn, low, high, from, to float64, f probes, at func(float64) *detente.Case) error {
	seen := map[float64][]float64{}
	for k := range out.Conclusions {
		c := &out.Conclusions[k]
		crossings, err := montecarlo.Crossings(low, high, cells, func(x float64) (bool, error) {
			y, ok := seen[x]
			var err error
			switch {
			case c.ID == lasting:
				y, err = f.full(at(x))
			case !ok:
				if y, err = f.quick(at(x)); err == nil {
					seen[x] = y
				}
			}
			return err == nil && y[c.at] == 1, err
		})
		if err != nil {
			return err
		}
		below, above := -1, -1
		for i := range crossings {
			if crossings[i].At <= t.Now {
				below = i
			} else if above < 0 {
				above = i
			}
		}
		for _, i := range []int{below, above} {
			if i < 0 || crossings[i].Above != (c.Middle == (i == below)) {
				continue // it does not lead away from where the number stands
			}
			turn := *t
			turn.Conclusion, turn.At = k, crossings[i].At
			turn.Inside = from < turn.At && turn.At < to
			turn.Far = math.Abs(turn.At-t.Now) / scaleOf(t)
			out.Turns = append(out.Turns, turn)
		}
	}
	return nil
}

// scaleOf is what a change of a number is measured by: the weight itself, a
// hundred points of value.
func scaleOf(t *Turn) float64 {
	if strings.HasSuffix(t.Path, ".weight") {
		return math.Max(t.Now, 1)
	}
	return 100
}
