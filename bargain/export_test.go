package bargain

import (
	"context"
	"slices"
)

// Plainly and Woven force the way in which efficient points are found.
func (p *Problem) Plainly() *Problem { p.engine = plain; return p }
func (p *Problem) Woven() *Problem   { p.engine = woven; return p }

// Efficient returns the number of efficient points.
func Efficient(ctx context.Context, p *Problem) (int, error) {
	f, err := p.gainful(ctx)
	if err != nil {
		return 0, err
	}
	return len(f.points[preferred]), nil
}

// Epsilon returns the error of the efficient points.
func Epsilon(p *Problem) float64 { return p.field.epsilon }

func (p *Problem) Sought() *Problem { p.engine = sought; return p }

// Seek searches for a solution with the frontier left aside. It reports how many
// partial packages it looked at.
func Seek(ctx context.Context, p *Problem, name string) (nodes int, proven bool, value float64) {
	for r := range solutions {
		if solutions[r].method != name {
			continue
		}
		q, err := p.quest(ctx, preferred)
		if err != nil {
			panic(err)
		}
		s, err := q.core.seeker(ctx)
		if err != nil {
			panic(err)
		}
		s.rule, s.ideal = rule(r), q.ideal
		f, err := s.solve()
		if err != nil {
			panic(err)
		}
		if len(f.best) > 0 {
			value = p.worth(rule(r), f.best[0], q.ideal)
		}
		return s.looked, f.proven, value
	}
	return 0, false, 0
}

// Rough makes the frontier be listed in part.
func (p *Problem) Rough() *Problem { p.engine = rough; return p }

// Skyline returns the rows that no other dominates.
func Skyline(vectors [][]int64, strict int) [][]int64 {
	r := &rows{d: len(vectors[0])}
	for _, v := range vectors {
		r.at = append(r.at, v...)
	}
	var out [][]int64
	for _, i := range r.skyline(r.sorted(), strict) {
		out = append(out, slices.Clone(r.row(i)))
	}
	return out
}

// Thin returns the rows that stand for all, and the error.
func Thin(vectors [][]int64, most int) ([][]int64, []int64) {
	r := &rows{d: len(vectors[0])}
	var all []int32
	for i, v := range vectors {
		r.at = append(r.at, v...)
		all = append(all, int32(i))
	}
	kept, lost := r.thin(all, most)
	var out [][]int64
	for _, i := range kept {
		out = append(out, slices.Clone(r.row(i)))
	}
	return out, lost
}

// Draw counts packages by drawing some.
func Draw(ctx context.Context, p *Problem) (*Zone, error) {
	c, err := p.newCounter().draw(ctx)
	if err != nil {
		return nil, err
	}
	return &Zone{Preferred: c.preferred, Consented: c.consented, Unanimous: c.unanimous}, nil
}
