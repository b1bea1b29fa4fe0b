package bargain

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"detente"
)

// Wants says what each issue means to each party, before any deal is looked at.
type Wants struct {
	Issues []WantedIssue `json:"issues"`

	c *detente.Case
}

// WantedIssue is one row: an issue and its stakes.
type WantedIssue struct {
	Issue detente.IssueID `json:"issue"`
	// Between says how the signatories stand to each other here: "clash" (two want
	// different things and neither cares twice as much as the other), "trade"
	// (one of the two does), "common" (all want the same), "one" (only one of them
	// cares), "" (none does).
	Between string  `json:"between"`
	Stakes  []Stake `json:"parties"`
}

// Stake is what one issue means to one party.
type Stake struct {
	Party  detente.PartyID `json:"party"`
	Weight float64         `json:"weight"` // share of 100, from worst to best; 0 for ordinal parties
	Best   []string        `json:"best"`   // the levels it likes best
	Rank   int             `json:"rank"`   // ordinal parties: place of the first statement about it, from 1
	Says   string          `json:"says"`   // that statement
}

// tradeRatio is how much more one party must care than another before an issue
// counts as one to trade rather than to fight over.
const tradeRatio = 2

// WhoWantsWhat reads the stakes of every party in every issue: its weight,
// normalised to 100, and for parties with points the step from its worst to its
// best level as a share of all such steps. Weights are comparable across issues
// within a party, not across parties. It fails with a detente.MissingError where
// no party has a stake in anything.
func WhoWantsWhat(_ context.Context, c *detente.Case) (*Wants, error) {
	w := &Wants{c: c}
	for i := range c.Issues {
		w.Issues = append(w.Issues, WantedIssue{Issue: c.Issues[i].ID})
	}
	signs := c.Signed().Named(c)
	for p := range c.Parties {
		kind := c.Parties[p].Kind()
		var err error
		switch {
		case kind.Numeric():
			err = w.numbers(p)
		case kind == detente.Statements:
			w.statements(p)
		}
		if err != nil {
			return nil, err
		}
	}
	any := false
	for i := range w.Issues {
		w.Issues[i].Between = between(w.Issues[i].Stakes, signs)
		any = any || len(w.Issues[i].Stakes) > 0
	}
	if !any {
		return nil, &detente.MissingError{Paths: []string{w.lacks()}}
	}
	return w, nil
}

// lacks is the path of what would give some party a stake.
func (w *Wants) lacks() string {
	for i := range w.c.Parties {
		if rows := w.c.Parties[i].Wants.Rows; len(rows) > 0 {
			return fmt.Sprintf("parties.%s.wants.%s.weight", w.c.Parties[i].ID, rows[0].Issue)
		}
	}
	return "parties"
}

// numbers adds the stakes of a party with utilities.
func (w *Wants) numbers(p int) error {
	v, err := w.c.Valuation(p)
	if err != nil {
		return err
	}
	weights := make([]float64, len(v.Worth))
	total := 0.0
	for k := range v.Worth {
		low, high := v.Worth[k].Range()
		switch {
		case high <= low: // every level is worth the same
		case v.Kind == detente.Points:
			weights[k] = high - low
		default:
			weights[k] = v.Worth[k].Weight
		}
		total += weights[k]
	}
	for k := range v.Worth {
		if weights[k] > 0 {
			i := v.Worth[k].Issue
			w.Issues[i].Stakes = append(w.Issues[i].Stakes, Stake{Party: w.c.Parties[p].ID, Weight: 100 * weights[k] / total, Best: v.Worth[k].Best()})
		}
	}
	return nil
}

// statements adds the stakes of a party that says what it wants in order.
func (w *Wants) statements(p int) {
	party := &w.c.Parties[p]
	seen := map[detente.IssueID]bool{}
	for rank, entry := range party.Prefers {
		for _, s := range entry {
			for _, id := range s.When.Issues() {
				if i := w.c.IssueIndex(id); i >= 0 && !seen[id] {
					seen[id] = true
					w.Issues[i].Stakes = append(w.Issues[i].Stakes, Stake{Party: party.ID, Best: []string{}, Rank: rank + 1, Says: s.When.Text})
				}
			}
		}
	}
}

// between compares the signatories' stakes in one issue: where some want
// different things, those two of them that both care most.
func between(stakes []Stake, signs []detente.PartyID) string {
	var in []Stake
	for _, s := range stakes {
		if s.Weight > 0 && slices.Contains(signs, s.Party) {
			in = append(in, s)
		}
	}
	switch len(in) {
	case 0:
		return ""
	case 1:
		return "one"
	}
	low, high := 0.0, 0.0
	for i, a := range in {
		for _, b := range in[:i] {
			apart := !slices.ContainsFunc(a.Best, func(l string) bool { return slices.Contains(b.Best, l) })
			if apart && min(a.Weight, b.Weight) > low {
				low, high = min(a.Weight, b.Weight), max(a.Weight, b.Weight)
			}
		}
	}
	switch {
	case low == 0:
		return "common"
	case high >= tradeRatio*low:
		return "trade"
	}
	return "clash"
}

// Result says who cares most about what, and where they clash and can trade.
func (w *Wants) Result() *detente.Result {
	r := &detente.Result{Answer: strings.Join(w.sentences(), " "), Data: w}
	r.Add(w.matrix())
	if len(w.c.Relations) > 0 {
		r.Add(w.relations())
	}
	r.Definitions = []string{
		"Weight: relative importance of an issue to a party, normalised to 100 (with points: the step from worst to best, as a share of all such steps); comparable within a party, not across parties.",
		fmt.Sprintf("Clash: signatories want different things, and neither cares %d times as much as the other; trade: one does; common: they want the same; one: only one of them cares. Among more than two, the two that differ and both care most are compared.", tradeRatio),
	}
	return r
}

// relations is the map of who feels what towards whom.
func (w *Wants) relations() *detente.Graph {
	g := &detente.Graph{Title: "How they feel towards one another", Map: true}
	for i := range w.c.Parties {
		p := &w.c.Parties[i]
		g.Nodes = append(g.Nodes, detente.Node{ID: string(p.ID), Label: p.Display(), Kind: "party"})
	}
	for _, r := range w.c.Relations {
		g.Edges = append(g.Edges, detente.Edge{From: string(r.From), To: string(r.To), Label: r.Attitude, Kind: r.Attitude})
	}
	return g
}

// sentences names each signatory's first two concerns and what lies between
// them.
func (w *Wants) sentences() []string {
	var out []string
	signs := w.c.Signed().Named(w.c)
	for p := range w.c.Parties {
		party := &w.c.Parties[p]
		if !slices.Contains(signs, party.ID) || !party.Kind().Numeric() {
			continue
		}
		if top := w.top(party.ID, 2); len(top) > 0 {
			out = append(out, fmt.Sprintf("%s cares most about %s.", party.Display(), strings.Join(top, " and ")))
		}
	}
	if uncontested := !slices.ContainsFunc(w.Issues, func(s WantedIssue) bool { return s.Between == "clash" || s.Between == "trade" }); uncontested && len(out) > 1 {
		out = append(out, "Nothing is contested: there is no issue on which the case says that they want different things. Where they do, say what each outcome is worth to the other side too.")
	}
	for _, kind := range []struct{ between, text string }{
		{"clash", "They clash over %s."},
		{"trade", "They also differ on %s; there one side cares at least twice as much, which leaves room to trade."},
	} {
		var names []string
		for _, s := range w.Issues {
			if s.Between == kind.between {
				names = append(names, quoted(w.c.IssueName(s.Issue)))
			}
		}
		if len(names) > most+1 {
			names = append(names[:most], fmt.Sprintf("%d more", len(names)-most))
		}
		if len(names) > 0 {
			out = append(out, fmt.Sprintf(kind.text, list(names)))
		}
	}
	return out
}

// top returns the n issues that matter most to a party.
func (w *Wants) top(id detente.PartyID, n int) []string {
	type weighted struct {
		issue  detente.IssueID
		weight float64
	}
	var all []weighted
	for _, s := range w.Issues {
		for _, stake := range s.Stakes {
			if stake.Party == id && stake.Weight > 0 {
				all = append(all, weighted{s.Issue, stake.Weight})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b weighted) int {
		switch {
		case a.weight > b.weight:
			return -1
		case a.weight < b.weight:
			return 1
		}
		return 0
	})
	var names []string
	for _, a := range all[:min(n, len(all))] {
		names = append(names, quoted(w.c.IssueName(a.issue)))
	}
	return names
}

func quoted(s string) string { return "“" + s + "”" }

// list joins words with commas and a final "and".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// matrix is the table of stakes: an issue a row, a party a column.
func (w *Wants) matrix() *detente.Matrix {
	m := &detente.Matrix{Title: "Weight of each issue (of 100) and what the party wants there"}
	var parties []detente.PartyID
	for p := range w.c.Parties {
		if k := w.c.Parties[p].Kind(); k.Numeric() || k == detente.Statements {
			parties = append(parties, w.c.Parties[p].ID)
			m.Columns = append(m.Columns, w.c.Parties[p].Display())
		}
	}
	m.Columns = append(m.Columns, "between signatories")
	for _, s := range w.Issues {
		cells := make([]detente.MatrixCell, len(m.Columns))
		for i := range cells {
			cells[i].Empty = true
		}
		for _, stake := range s.Stakes {
			cells[slices.Index(parties, stake.Party)] = w.cell(s.Issue, stake)
		}
		if s.Between != "" {
			cells[len(cells)-1] = detente.MatrixCell{Text: s.Between}
		}
		m.Rows, m.Cells = append(m.Rows, w.c.IssueName(s.Issue)), append(m.Cells, cells)
	}
	return m
}

func (w *Wants) cell(id detente.IssueID, stake Stake) detente.MatrixCell {
	if stake.Rank > 0 {
		return detente.MatrixCell{Text: fmt.Sprintf("%d. %s", stake.Rank, stake.Says)}
	}
	s := &w.c.Issues[w.c.IssueIndex(id)]
	var names []string
	for _, l := range stake.Best {
		if level, ok := s.ParseLevel(l); ok {
			names = append(names, s.LevelName(level))
		} else {
			names = append(names, l)
		}
	}
	return detente.MatrixCell{Weight: stake.Weight, Text: strings.Join(names, " or ")}
}
