package spatial

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"detente"
)

// Dynamics are the rounds that models play on a case: how positions might move,
// not where the decision will land.
type Dynamics struct {
	*Board
	Plays   []*Play
	Trades  []Trade           // of the exchange model; nil where there are no two issues
	Traders []detente.PartyID // its actors
}

// Play is one issue, round by round.
type Play struct {
	*Issue
	Actors   []Actor    // that take part
	Turns    []*Turn    // of KTAB's spatial model, positions from 0 to 1
	Quarrels []Standing // of the expected utility model, printed equations
}

// Explain plays the models that have rounds: KTAB's spatial model of politics
// and the expected utility model on each issue, and the exchange of positions
// over all issues. It fails with a MissingError where no issue can be played.
func Explain(ctx context.Context, c *detente.Case) (*Dynamics, error) {
	d := &Dynamics{Board: Read(c)}
	missing := d.Missing
	for _, s := range d.Issues {
		arena, actors := s.arena()
		if len(actors) < 2 {
			missing = append(missing, d.lacking(s)...)
			continue
		}
		turns, err := arena.Play(ctx, Conduct{})
		if err != nil {
			return nil, err
		}
		quarrels, err := s.dispute().ExpectedUtility(ctx, Quarrel{Printed, expectedRounds, 1})
		if err != nil {
			return nil, err
		}
		d.Plays = append(d.Plays, &Play{s, actors, turns, quarrels})
	}
	if len(d.Plays) == 0 {
		return nil, &detente.MissingError{Paths: missing}
	}
	var err error
	d.Trades, d.Traders, err = d.trade(ctx)
	return d, err
}

const warning = "Rounds of bargaining explain how positions may move; they do not forecast. On 351 decisions of the European Union models with rounds were off by 25 to 33 points of 100 on average, the plain weighted mean by 23 to 24, and always saying 50 by 28."

// Shown at most; everything is in the data.
const (
	maxPlays     = 3
	maxExchanges = 8
)

// Result renders the answer.
func (d *Dynamics) Result() *detente.Result {
	r := &detente.Result{Method: "spatial/dynamics", Title: "How positions might move", Status: detente.OK}
	d.trace(r)
	d.assume(r)
	r.Answer = warning
	for _, p := range d.foremost() {
		r.Add(p.lines(d.c))
	}
	if len(d.Trades) > 0 {
		r.Add(d.exchangeTable())
	}
	r.Add(d.quarrelTable())
	r.Definitions = []string{
		"Positions by round: KTAB's spatial model of politics with its defaults. Each actor challenges whom it gains most from winning over, the two meet in a bargain weighted by salience and chance, and all vote on the bargains of each. The area of a point is influence times salience.",
		"Exchanges: two actors on opposite sides of the outcome on both of two issues trade positions where each cares less, so that both gain as much (Stokman and Van Oosten 1994).",
		"Expected utility model: historical. Its printed equations do not give its published figures; the mean of positions after five rounds is shown.",
	}
	r.Data = d.data()
	return r
}

// foremost returns the issues on which weight is furthest apart.
func (d *Dynamics) foremost() []*Play {
	order := slices.Clone(d.Plays)
	slices.SortStableFunc(order, func(a, b *Play) int { return cmp.Compare(b.heat(), a.heat()) })
	top := order[:min(maxPlays, len(order))]
	return slices.DeleteFunc(slices.Clone(d.Plays), func(p *Play) bool { return !slices.Contains(top, p) })
}

// lines draws positions by round, with influence times salience as area.
func (p *Play) lines(c *detente.Case) *detente.Lines {
	b := &detente.Lines{Title: p.Name + ": positions by round, as KTAB's model plays it (dynamics, no forecast)",
		X: detente.Axis{Name: "round", Min: 0, Max: float64(len(p.Turns) - 1)},
		Y: detente.Axis{Name: p.Name, Unit: p.Unit, Min: p.Low, Max: p.High}}
	for i, a := range p.Actors {
		s := detente.Series{Label: c.PartyName(a.Party)}
		for n, t := range p.Turns {
			s.X, s.Y = append(s.X, float64(n)), append(s.Y, p.place(t, i))
			s.Size = append(s.Size, a.Influence*a.Salience)
		}
		b.Series = append(b.Series, s)
	}
	return b
}

// place is where an actor stands in a turn, on the issue's scale.
func (p *Play) place(t *Turn, i int) float64 { return p.Low + t.Position[i][0]*(p.High-p.Low) }

// exchangeTable lists the exchanges that gain most.
func (d *Dynamics) exchangeTable() *detente.Table {
	t := &detente.Table{Title: "Who could trade what with whom", Columns: []detente.Column{{Name: "party", Wide: true}, {Name: "moves on", Wide: true}, {Name: "from to"},
		{Name: "and in return", Wide: true}, {Name: "moves on", Wide: true}, {Name: "from to"}, {Name: "gain of each", Right: true}}}
	all := d.Trades[0].Exchanges
	for _, e := range all[:min(maxExchanges, len(all))] {
		t.Rows = append(t.Rows, []detente.Cell{
			detente.Txt(d.c.PartyName(d.Traders[e.I])), detente.Txt(d.Issues[e.Supply].Name), detente.Txt(d.move(e.Supply, e.FromI, e.ToI)),
			detente.Txt(d.c.PartyName(d.Traders[e.J])), detente.Txt(d.Issues[e.Demand].Name), detente.Txt(d.move(e.Demand, e.FromJ, e.ToJ)),
			detente.Num(e.Gain)})
	}
	t.Note = fmt.Sprintf("%d exchanges in one round, the most gainful first; gains in points of 100 of the scale, weighted by salience.", len(all))
	return t
}

// scaled brings a place from 0 to 100 to the issue's scale.
func (d *Dynamics) scaled(issue int, x float64) float64 {
	s := d.Issues[issue]
	return s.Low + x/100*(s.High-s.Low)
}

func (d *Dynamics) move(issue int, from, to float64) string {
	return detente.FormatShort(d.scaled(issue, from)) + " to " + detente.FormatShort(d.scaled(issue, to))
}

// quarrelTable shows the expected utility model round by round.
func (d *Dynamics) quarrelTable() *detente.Table {
	t := &detente.Table{Title: "Expected utility model (historical): mean of positions after each round", Columns: []detente.Column{{Name: "issue", Wide: true}}}
	for n := range expectedRounds + 1 {
		name := fmt.Sprintf("round %d", n)
		if n == 0 {
			name = "start"
		}
		t.Columns = append(t.Columns, detente.Column{Name: name, Right: true})
	}
	for _, p := range d.Plays {
		row := []detente.Cell{detente.Txt(p.Name)}
		for _, s := range p.Quarrels {
			row = append(row, detente.Num(s.Mean))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// data is the documented JSON of spatial/dynamics.
func (d *Dynamics) data() detente.Object {
	issues := detente.Object{}
	for _, p := range d.Plays {
		issues = append(issues, detente.Field{Name: string(p.ID), Value: p.data()})
	}
	exchanges := []detente.Object{}
	if len(d.Trades) > 0 {
		for _, e := range d.Trades[0].Exchanges {
			exchanges = append(exchanges, detente.Object{
				{Name: "party", Value: string(d.Traders[e.I])}, {Name: "issue", Value: string(d.Issues[e.Supply].ID)},
				{Name: "from", Value: d.scaled(e.Supply, e.FromI)}, {Name: "to", Value: d.scaled(e.Supply, e.ToI)},
				{Name: "partner", Value: string(d.Traders[e.J])}, {Name: "partner_issue", Value: string(d.Issues[e.Demand].ID)},
				{Name: "partner_from", Value: d.scaled(e.Demand, e.FromJ)}, {Name: "partner_to", Value: d.scaled(e.Demand, e.ToJ)},
				{Name: "gain", Value: e.Gain},
			})
		}
	}
	return detente.Object{{Name: "issues", Value: issues}, {Name: "exchanges", Value: exchanges}}
}

func (p *Play) data() detente.Object {
	positions, chances := detente.Object{}, detente.Object{}
	for i, a := range p.Actors {
		var at, chance numbers
		for _, t := range p.Turns {
			at, chance = append(at, p.place(t, i)), append(chance, t.Chance[i])
		}
		positions = append(positions, detente.Field{Name: string(a.Party), Value: at})
		chances = append(chances, detente.Field{Name: string(a.Party), Value: chance})
	}
	var means, medians numbers
	for _, s := range p.Quarrels {
		means, medians = append(means, s.Mean), append(medians, s.Median)
	}
	return detente.Object{
		{Name: "ktab", Value: detente.Object{{Name: "positions", Value: positions}, {Name: "chances", Value: chances}}},
		{Name: "expected_utility", Value: detente.Object{{Name: "means", Value: means}, {Name: "medians", Value: medians}}},
	}
}
