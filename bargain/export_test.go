package bargain

import "context"

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
