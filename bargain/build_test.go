package bargain_test

import (
	"strings"
	"testing"

	"detente"
)

// builder makes a case in a few lines, for cases that are checked by hand.
type builder struct {
	t testing.TB
	c *detente.Case
}

func build(t testing.TB, signedBy string) *builder {
	t.Helper()
	return &builder{t, &detente.Case{Title: t.Name(), SignedBy: mustConsent(t, signedBy)}}
}

// issue adds an issue with options; the first is where it stands today. by is
// its rule, "" for the default.
func (b *builder) issue(id, options, by string) *detente.Issue {
	s := detente.Issue{ID: detente.IssueID(id), Form: detente.Named, Decided: detente.NoLevel}
	for o := range strings.FieldsSeq(options) {
		s.Options = append(s.Options, detente.Option{ID: detente.OptionID(o)})
	}
	if by != "" {
		s.By = mustConsent(b.t, by)
	}
	b.c.Issues = append(b.c.Issues, s)
	return &b.c.Issues[len(b.c.Issues)-1]
}

func (b *builder) party(id string) *detente.Party {
	b.c.Parties = append(b.c.Parties, detente.Party{ID: detente.PartyID(id)})
	return &b.c.Parties[len(b.c.Parties)-1]
}

// wants adds a party with weights: a row is an issue's weight and the values of
// its options.
func (b *builder) wants(id string, rows ...[]float64) *detente.Party {
	p := b.party(id)
	p.Wants.Written = true
	for i, row := range rows {
		w := detente.Number(row[0])
		p.Wants.Rows = append(p.Wants.Rows, detente.Row{Issue: b.c.Issues[i].ID, Weight: &w, Values: numbers(row[1:])})
	}
	return p
}

// points adds a party with points: a row is the points of an issue's options.
func (b *builder) points(id string, rows ...[]float64) *detente.Party {
	p := b.party(id)
	p.Wants.Written, p.Wants.Points = true, true
	for i, row := range rows {
		p.Wants.Rows = append(p.Wants.Rows, detente.Row{Issue: b.c.Issues[i].ID, Values: numbers(row)})
	}
	return p
}

// prefers adds a party with statements, most important first.
func (b *builder) prefers(id string, statements ...string) *detente.Party {
	p := b.party(id)
	for _, text := range statements {
		p.Prefers = append(p.Prefers, []detente.Statement{{When: b.when(text)}})
	}
	return p
}

func (b *builder) when(text string) *detente.Condition {
	b.t.Helper()
	c, err := detente.ParseCondition(text)
	if err != nil {
		b.t.Fatalf("ParseCondition(%q): %v", text, err)
	}
	return c
}

func numbers(xs []float64) []*detente.Quantity {
	out := make([]*detente.Quantity, len(xs))
	for i, x := range xs {
		q := detente.Number(x)
		out[i] = &q
	}
	return out
}

func number(x float64) *detente.Quantity {
	q := detente.Number(x)
	return &q
}
