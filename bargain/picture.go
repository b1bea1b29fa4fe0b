package bargain

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"detente"
)

// marks is how many points a picture shows at most.
const marks = 500

// picture shows the deals by the signatories' utilities: the plane of two, with
// the zone above no deal, the frontier of the deals with consent and what each
// solution picks; for more signatories an axis each, and the deals of the table.
func (f *Frontier) picture(shown []Deal) *detente.Scatter {
	p := f.p
	s := &detente.Scatter{Title: "Efficient deals and no deal"}
	axes := make([]detente.Axis, len(p.signers))
	parting := make([]float64, len(p.signers))
	for i, k := range p.signers {
		axes[i] = p.axis(k)
		parting[i] = p.scores[k].utility(p.scores[k].noDeal)
	}
	s.X, s.Y, s.More = axes[0], axes[1], axes[2:]
	deals := shown
	if len(axes) == 2 {
		deals = f.Deals[:min(len(f.Deals), marks)]
		f.frame(s, parting)
	}
	for i := range deals {
		s.Points = append(s.Points, f.mark(&deals[i]))
	}
	s.Points = append(s.Points, placed(parting, "no deal", "no deal"))
	if len(axes) == 2 {
		s.Points = append(s.Points, f.solutions()...)
	}
	return s
}

func (p *Problem) axis(k int) detente.Axis {
	a := detente.Axis{Name: p.c.PartyName(p.scores[k].name), Unit: "utility", Max: 100}
	if p.scores[k].points {
		a.Unit, a.Max = "points", math.Ceil(p.scores[k].reach)
	}
	return a
}

// frame draws the no-deal lines, the zone above them, and the frontier of the
// deals with consent.
func (f *Frontier) frame(s *detente.Scatter, parting []float64) {
	s.Rules = []detente.Rule2D{{At: parting[0], Vertical: true, Label: "no deal"}, {At: parting[1], Label: "no deal"}}
	s.Areas = []detente.Area2D{{Low: [2]float64{parting[0], parting[1]}, High: [2]float64{s.X.Max, s.Y.Max}, Label: "better for both"}}
	var on []*Deal
	for i := range f.Deals {
		if d := &f.Deals[i]; d.OnConsented {
			on = append(on, d)
		}
	}
	if len(on) < 2 || len(on) > marks {
		return
	}
	x, y := f.p.signers[0], f.p.signers[1]
	slices.SortFunc(on, func(a, b *Deal) int { return cmp.Compare(a.Utilities[x], b.Utilities[x]) })
	line := detente.Series{Label: "efficient with consent"}
	for _, d := range on {
		line.X, line.Y = append(line.X, d.Utilities[x]), append(line.Y, d.Utilities[y])
	}
	s.Paths = []detente.Series{line}
}

func (f *Frontier) mark(d *Deal) detente.Mark {
	kind := "without consent"
	if d.OnConsented {
		kind = "with consent"
	}
	u := make([]float64, len(f.p.signers))
	for i, k := range f.p.signers {
		u[i] = d.Utilities[k]
	}
	return placed(u, d.ID, kind)
}

func placed(u []float64, label, kind string) detente.Mark {
	return detente.Mark{X: u[0], Y: u[1], More: u[2:], Label: label, Kind: kind}
}

// solutions marks what each solution picks among the packages with consent, where
// all efficient ones are known.
func (f *Frontier) solutions() []detente.Mark {
	p := f.p
	points := p.field.points[consentedLevel]
	if !f.Exact || len(points) == 0 {
		return nil
	}
	var out []detente.Mark
	ideal := p.ideal(points)
	for r, a := range solutions {
		for _, pt := range p.best(rule(r), points, ideal) {
			u := make([]float64, len(p.signers))
			for i, k := range p.signers {
				u[i] = pt.value[i] + p.scores[k].utility(p.scores[k].noDeal)
			}
			out = append(out, placed(u, "", a.method))
		}
	}
	return out
}

// waterfall shows how a deal adds up for each signatory, issue by issue.
func (g *GiveGet) waterfall(e *Exchange) *detente.Bars {
	p := g.p
	b := &detente.Bars{Title: fmt.Sprintf("How %s adds up, from no deal on", e.name()), Unit: "utility", Waterfall: true}
	for _, k := range p.signers {
		if p.scores[k].points {
			b.Unit = "points"
		}
		group := p.c.PartyName(p.scores[k].name)
		for _, row := range e.Issues {
			if row.Change[k] != 0 {
				b.Bars = append(b.Bars, detente.Bar{Label: p.c.Issues[row.Issue].Display(), Group: group, Value: row.Change[k]})
			}
		}
		for _, x := range e.extras() {
			if x.change[k] != 0 {
				b.Bars = append(b.Bars, detente.Bar{Label: x.what, Group: group, Value: x.change[k]})
			}
		}
	}
	return b
}
