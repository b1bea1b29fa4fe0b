package bargain

import (
	"context"
	"fmt"
	"math"
	"math/big"

	"detente"
)

// Division is goods shared out between two signatories by two procedures.
type Division struct {
	p            *Problem
	Issues       []int // of the case: the goods
	Winner       *Allocation
	Proportional *Allocation
	best         [][2]int // by good: the level each signatory likes best
}

// FindDivision shares out by Adjusted Winner, and for comparison by proportional
// allocation, what two signatories dispute. Each issue has to be a good: of two
// levels, or divisible, and worth more to each the nearer it is to that party's
// end. Issues on which both want the same end are left out. Where something is
// no good, a detente.MissingError names it.
func FindDivision(ctx context.Context, p *Problem) (*Division, error) {
	if len(p.signers) != 2 {
		return nil, &detente.MissingError{Paths: []string{"signed_by"}}
	}
	d := &Division{p: p}
	var points [][2]float64
	var missing missing
	for i := range p.c.Issues {
		low, high, ok := p.ends(i)
		if !ok {
			missing.add("issues." + string(p.c.Issues[i].ID))
			continue
		}
		var swing [2]int64
		for n, k := range p.signers {
			swing[n] = p.scores[k].at(i, high) - p.scores[k].at(i, low)
		}
		if swing[0] > 0 && swing[1] > 0 || swing[0] < 0 && swing[1] < 0 || swing == [2]int64{} {
			continue
		}
		best := [2]int{high, low}
		if swing[0] < 0 || swing[1] > 0 {
			best = [2]int{low, high}
		}
		d.Issues, d.best = append(d.Issues, i), append(d.best, best)
		var pt [2]float64
		for n, k := range p.signers {
			pt[n] = p.figureOf(k, swing[n])
		}
		points = append(points, pt)
	}
	if err := missing.err(); err != nil {
		return nil, err
	}
	d.Winner, d.Proportional = AdjustedWinner(points), ProportionalAllocation(points)
	return d, ctx.Err()
}

// figureOf is a change in utility, at the 12 digits at which numbers are shown.
func (p *Problem) figureOf(k int, steps int64) float64 {
	x := math.Abs(p.scores[k].utility(steps))
	return math.Round(x*1e10) / 1e10
}

// ends returns the two ends of an issue between which both signatories' utility
// is straight.
func (p *Problem) ends(issue int) (low, high int, ok bool) {
	s := &p.c.Issues[issue]
	if s.Form != detente.Divisible {
		return 0, 1, s.Levels() == 2
	}
	for _, k := range p.signers {
		sc := p.scores[k]
		swing := float64(sc.at(issue, detente.Ticks) - sc.at(issue, 0))
		for _, level := range p.levels[issue] {
			straight := float64(sc.at(issue, 0)) + swing*float64(level)/detente.Ticks
			if math.Abs(float64(sc.at(issue, level))-straight) > float64(sc.tie) {
				return 0, 0, false
			}
		}
	}
	return 0, detente.Ticks, true
}

// Result renders the answer.
func (d *Division) Result() *detente.Result {
	p := d.p
	r := p.answer("division", "Shared out by points")
	r.Answer = d.sentence()
	if len(d.Issues) > 0 {
		r.Add(d.table())
	}
	r.Definitions = []string{
		"Adjusted Winner: every good goes to whoever puts more points on it; then the party with more points passes goods to the other, those first on which the ratio of its points to the other's is smallest, until both have the same. At most one good is split.",
		"Proportional allocation: of every good each party has the share that its points are of both parties' points on it.",
		"Both compare points between the parties, and take no account of what no deal is worth or of anybody else's consent.",
	}
	r.Data = d.data()
	return r
}

func (d *Division) name(who int) string { return d.p.c.PartyName(d.p.scores[d.p.signers[who]].name) }

func (d *Division) sentence() string {
	if len(d.Issues) == 0 {
		return "There is nothing to share out: on every issue the two want the same, or nothing."
	}
	text := fmt.Sprintf("By Adjusted Winner %s has goods worth %s points to it and %s has %s", d.name(0), shortRat(d.Winner.Points[0]), d.name(1), shortRat(d.Winner.Points[1]))
	if i := d.Winner.Split; i >= 0 {
		text += fmt.Sprintf("; %s is split", quoted(d.p.c.Issues[d.Issues[i]].Display()))
	}
	return text + fmt.Sprintf(". By proportional allocation they have %s and %s.", shortRat(d.Proportional.Points[0]), shortRat(d.Proportional.Points[1]))
}

func shortRat(x *big.Rat) string {
	f, _ := x.Float64()
	return detente.FormatShort(f)
}

func (d *Division) table() *detente.Table {
	t := &detente.Table{Title: "What " + d.name(0) + " has of each good", Columns: []detente.Column{{Name: "good", Wide: true}, {Name: "Adjusted Winner", Right: true}, {Name: "proportional", Right: true}}}
	for n, i := range d.Issues {
		row := []detente.Cell{detente.Txt(d.p.c.Issues[i].Display())}
		for _, a := range []*Allocation{d.Winner, d.Proportional} {
			f, _ := a.Shares[n].Float64()
			row = append(row, detente.Cell{Text: detente.FormatShort(100*f) + " %", Number: f, IsNum: true})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (d *Division) data() detente.Object {
	allocation := func(a *Allocation) detente.Object {
		shares, points := detente.Object{}, detente.Object{}
		for n, i := range d.Issues {
			shares = append(shares, detente.Field{Name: string(d.p.c.Issues[i].ID), Value: a.Shares[n].RatString()})
		}
		for who, k := range d.p.signers {
			f, _ := a.Points[who].Float64()
			points = append(points, detente.Field{Name: string(d.p.scores[k].name), Value: f})
		}
		return detente.Object{{Name: "share_of_first", Value: shares}, {Name: "points", Value: points}}
	}
	return detente.Object{
		{Name: "first", Value: string(d.p.scores[d.p.signers[0]].name)},
		{Name: "adjusted_winner", Value: allocation(d.Winner)},
		{Name: "proportional_allocation", Value: allocation(d.Proportional)},
	}
}
