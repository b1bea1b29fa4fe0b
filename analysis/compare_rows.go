package analysis

import (
	"context"
	"math/big"
	"slices"
	"strings"

	"detente"
	"detente/bargain"
)

// CompareRow is one answer of every side.
type CompareRow struct {
	Group string // what it belongs to: "If they part", "Packages", ...
	What  string
	Cells []detente.Cell // one for each side; an empty one where it does not apply
}

// Changed reports whether some side has another answer than the first.
func (r *CompareRow) Changed() bool {
	return slices.ContainsFunc(r.Cells, func(c detente.Cell) bool { return c.Text != r.Cells[0].Text })
}

// rows puts the answers side by side.
func (c *Comparison) rows(ctx context.Context) ([]CompareRow, error) {
	var out []CompareRow
	add := func(group, what string, of func(r *Reading) detente.Cell) {
		row := CompareRow{Group: group, What: what}
		for _, r := range c.Readings {
			row.Cells = append(row.Cells, of(r))
		}
		if slices.ContainsFunc(row.Cells, func(cell detente.Cell) bool { return cell.Text != "" }) {
			out = append(out, row)
		}
	}
	for _, id := range c.parties() {
		add("If they part", c.partyName(id)+" keeps", func(r *Reading) detente.Cell {
			if u, ok := r.worth(id); ok {
				return detente.Num(u)
			}
			return detente.Cell{}
		})
	}
	c.countRows(add)
	for rule := range rules {
		if err := c.solutionRows(ctx, rule, &out, add); err != nil {
			return nil, err
		}
	}
	c.forecastRows(add)
	return out, nil
}

// adder adds a row made of what is said of each reading.
type adder func(group, what string, of func(*Reading) detente.Cell)

func (c *Comparison) countRows(add adder) {
	amount := func(of func(*bargain.Zone) bargain.Amount) func(*Reading) detente.Cell {
		return func(r *Reading) detente.Cell {
			if r.Zone == nil {
				return detente.Cell{}
			}
			a := of(r.Zone)
			return detente.Cell{Text: a.String(), Number: a.Estimate, IsNum: true}
		}
	}
	add("Packages", "possible", amount(func(z *bargain.Zone) bargain.Amount { return z.Feasible }))
	add("Packages", "preferred to no deal", amount(func(z *bargain.Zone) bargain.Amount { return z.Preferred }))
	add("Packages", "with every consent", amount(func(z *bargain.Zone) bargain.Amount { return z.Consented }))
	size := func(of func(*bargain.Frontier) *big.Int) func(*Reading) detente.Cell {
		return func(r *Reading) detente.Cell {
			if r.Frontier == nil {
				return detente.Cell{}
			}
			x, _ := new(big.Float).SetInt(of(r.Frontier)).Float64()
			return detente.Cell{Text: of(r.Frontier).String(), Number: x, IsNum: true}
		}
	}
	add("Efficient deals", "preferred", size(func(f *bargain.Frontier) *big.Int { return f.Size }))
	add("Efficient deals", "with every consent", size(func(f *bargain.Frontier) *big.Int { return f.ConsentedSize }))
	var blockers []detente.PartyID
	for _, r := range c.Readings {
		if r.Zone == nil {
			continue
		}
		for _, b := range r.Zone.Blockers {
			if !slices.Contains(blockers, b.Party) {
				blockers = append(blockers, b.Party)
			}
		}
	}
	for _, id := range blockers {
		add("Stands in the way", c.partyName(id), func(r *Reading) detente.Cell {
			if r.Zone == nil {
				return detente.Cell{}
			}
			for _, b := range r.Zone.Blockers {
				if b.Party == id {
					return detente.Cell{Text: b.Packages.String(), Number: b.Packages.Estimate, IsNum: true}
				}
			}
			return detente.Cell{Text: "0", IsNum: true}
		})
	}
}

// solutionRows says which deal a solution picks, what it is worth to each, and
// for the Nash deal whether it would last.
func (c *Comparison) solutionRows(ctx context.Context, rule int, out *[]CompareRow, add adder) error {
	group := sentence(rules[rule].name) + " deal"
	row := CompareRow{Group: group, What: "which"}
	for i := range c.Readings {
		row.Cells = append(row.Cells, detente.Txt(c.picked(rule, i)))
	}
	if !slices.ContainsFunc(row.Cells, func(cell detente.Cell) bool { return cell.Text != "" }) {
		return nil
	}
	*out = append(*out, row)
	for _, id := range c.parties() {
		add(group, "worth to "+c.partyName(id), func(r *Reading) detente.Cell {
			if d := r.best(rule); d != nil {
				if k := slices.Index(r.Problem.Numeric(), id); k >= 0 {
					return detente.Num(d.Utilities[k])
				}
			}
			return detente.Cell{}
		})
	}
	if rule > 0 {
		return nil
	}
	row = CompareRow{Group: group, What: "would it hold"}
	for i, r := range c.Readings {
		text := ""
		if d := r.best(rule); d != nil {
			var err error
			if text, err = holds(ctx, c.Sides[i].Case, d.Outcome); err != nil {
				return err
			}
		}
		row.Cells = append(row.Cells, detente.Txt(text))
	}
	*out = append(*out, row)
	return nil
}

// picked names the deal that a solution picks on a side: by its id on the first
// side, where it is on that side's frontier.
func (c *Comparison) picked(rule, side int) string {
	r := c.Readings[side]
	if r.Solutions[rule] == nil {
		return ""
	}
	d := r.best(rule)
	if d == nil {
		return "none"
	}
	if id := c.knownAs(side, d); id != "" {
		return id
	}
	return "another"
}

// knownAs returns the id that a deal of a side has on the first, "" where it is
// not one of that side's efficient deals.
func (c *Comparison) knownAs(side int, d *bargain.Deal) string {
	if side == 0 {
		if d.ID == "" {
			return "unnamed"
		}
		return d.ID
	}
	first := c.Readings[0]
	o, ok := translate(c.Sides[side].Case, c.Sides[0].Case, d.Outcome)
	if !ok || first.Frontier == nil {
		return ""
	}
	if on := first.Frontier.Find(o); on != nil && on.Outcome.Equal(o) {
		return on.ID
	}
	if best := first.best(0); best != nil && best.Outcome.Equal(o) {
		return c.knownAs(0, best)
	}
	return ""
}

func (c *Comparison) forecastRows(add adder) {
	var seen []detente.IssueID
	for side, r := range c.Readings {
		if r.Forecasts == nil {
			continue
		}
		for _, o := range r.Forecasts.Outlooks {
			if slices.Contains(seen, o.ID) {
				continue
			}
			seen = append(seen, o.ID)
			add(likely, c.Sides[side].Case.IssueName(o.ID), func(r *Reading) detente.Cell { return forecastCell(r, o.ID) })
		}
	}
}

// likely is the group of the forecasts.
const likely = "Likely, if decided"

func forecastCell(r *Reading, id detente.IssueID) detente.Cell {
	if r.Forecasts == nil {
		return detente.Cell{}
	}
	for _, o := range r.Forecasts.Outlooks {
		if o.ID == id {
			return detente.Cell{Text: strings.TrimSpace(detente.FormatShort(o.Mean) + " " + o.Unit), Number: o.Mean, IsNum: true}
		}
	}
	return detente.Cell{}
}
