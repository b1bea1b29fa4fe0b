package brief

import (
	"fmt"

	"detente"
)

// Result lays the agreement out for renderers; a and b name the coders.
func (g *Agreement) Result(a, b string) *detente.Result {
	r := &detente.Result{Method: "brief/agree", Title: "Agreement between coders", Status: detente.OK, Data: g}
	r.Answer = fmt.Sprintf("On %s the two have %d statements in common, of %d in %s and %d in %s: F1 %.2f. On the %s both marked, kappa is %.2f for the kind and %.2f for the party: %s.",
		count(len(g.Documents), "document"), g.Matched, g.A, a, g.B, b, g.F1, count(g.Spans, "passage"), g.KindKappa, g.PartyKappa, strengthOf(min(g.KindKappa, g.PartyKappa)))
	t := &detente.Table{Title: "HOW FAR THEY AGREE", Columns: []detente.Column{{Name: "measure", Wide: true}, {Name: "", Right: true}}}
	for _, x := range []struct {
		name  string
		value float64
	}{
		{"precision: share of the second's statements that the first has", g.Precision}, {"recall: share of the first's statements that the second has", g.Recall}, {"F1", g.F1},
		{"kappa, kind of statement", g.KindKappa}, {"kappa, party", g.PartyKappa},
	} {
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(x.name), {Text: fmt.Sprintf("%.3f", x.value), Number: x.value, IsNum: true}})
	}
	r.Add(t, g.kindTable())
	r.Definitions = append(r.Definitions,
		"the same statement: passages that share at least half of their union, of the same party by one of its names",
		"kappa: agreement beyond chance, (p_o - p_e) / (1 - p_e), over passages both marked, whoever the party; 1 is full agreement, 0 is chance")
	r.Sources = append(r.Sources, "Cohen (1960), Educational and Psychological Measurement 20(1), 37-46", "Landis & Koch (1977), Biometrics 33(1), 159-174")
	return r
}

// strengthOf puts a kappa in words, by the usual bands of Landis and Koch (1977).
func strengthOf(kappa float64) string {
	switch {
	case kappa > 0.8:
		return "almost perfect"
	case kappa > 0.6:
		return "substantial"
	case kappa > 0.4:
		return "moderate"
	case kappa > 0.2:
		return "fair"
	case kappa > 0:
		return "slight"
	}
	return "no better than chance"
}

// kindTable counts what the first called the second's kinds.
func (g *Agreement) kindTable() *detente.Table {
	t := &detente.Table{Title: "KINDS", Columns: []detente.Column{{Name: "first: second"}}, Note: "Rows: the first coder's kind. Columns: the second's."}
	for _, k := range Kinds {
		t.Columns = append(t.Columns, detente.Column{Name: string(k), Right: true})
	}
	for _, k := range Kinds {
		row := []detente.Cell{detente.Txt(string(k))}
		for _, l := range Kinds {
			n := 0
			for _, p := range g.Kinds {
				if p.A == k && p.B == l {
					n = p.Count
				}
			}
			row = append(row, detente.Num(float64(n)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
