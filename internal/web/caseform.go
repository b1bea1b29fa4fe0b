package web

import (
	"math"
	"strconv"
	"strings"

	"detente"
)

// caseForm is a case as fields that can be changed one by one. Each knows the
// path of its value in the case file, so that form and text are one thing.
type caseForm struct {
	Top      []field
	Issues   []issueForm
	Parties  []partyForm
	Rules    []field
	Evidence []detente.Evidence
}

// field is one value: a text, a choice or a number.
type field struct {
	Path, Label, Value string
	Line               int
	Choices            []choice // of a choice
	Number             *slider  // of a number
	Wide               bool
}

type choice struct{ Value, Name string }

// slider is what a number can be moved between; nil ends where it has none.
type slider struct{ Low, High, Min, Max, Step float64 }

// cited is what a judgement rests on.
type cited struct {
	Path    string // of the mapping that holds because
	Because []detente.EvidenceID
	Against []detente.EvidenceID
}

type issueForm struct {
	ID, Name, Levels string
	Line             int
	Fields           []field
	Cited            cited
}

type partyForm struct {
	ID, Name, About string
	Line            int
	Fields          []field
	Rows            []rowForm
	Links           []field
	Ordered         string // what kind of order it has, "" where it has none
	Order           []field
	Missing         []choice // issues without a row
	Cited           cited
}

type rowForm struct {
	ID, Name string
	Line     int
	Weight   *field
	Fields   []field
	Cited    cited
}

// newCaseForm makes the form of a case without errors.
func newCaseForm(c *detente.Case) *caseForm {
	f := &caseForm{Evidence: c.Evidence}
	f.Top = []field{
		{Path: "title", Label: "Title", Value: c.Title, Wide: true},
		{Path: "question", Label: "Question", Value: c.Question, Wide: true},
		{Path: "signed_by", Label: "Whose consent makes a deal", Value: c.Signed().Text, Wide: true},
	}
	for i := range c.Issues {
		f.Issues = append(f.Issues, newIssueForm(&c.Issues[i]))
	}
	for i := range c.Parties {
		f.Parties = append(f.Parties, newPartyForm(c, &c.Parties[i]))
	}
	for i, r := range c.Rules {
		path, label := "rules."+strconv.Itoa(i)+".never", "Cannot be"
		if r.Signed {
			path, label = path+"_signed", "Is never signed"
		}
		f.Rules = append(f.Rules, field{Path: path, Label: label, Value: r.When.Text, Line: r.Pos.Line, Wide: true})
	}
	return f
}

func newIssueForm(s *detente.Issue) issueForm {
	path := "issues." + string(s.ID)
	f := issueForm{ID: string(s.ID), Name: s.Display(), Line: s.Pos.Line, Cited: citing(path, &s.Meta)}
	f.Fields = append(f.Fields, field{Path: path + ".name", Label: "Name", Value: s.Display(), Wide: true})
	now := field{Path: path + ".now", Label: "Today"}
	if s.Now != detente.NoLevel {
		now.Value = s.LevelID(s.Now)
	}
	if s.Form == detente.Named || s.Form == detente.YesNo {
		for k := range s.Options {
			now.Choices = append(now.Choices, choice{s.LevelID(k), s.LevelName(k)})
		}
		if s.Now == detente.NoLevel {
			now.Value = "unknown"
		}
		now.Choices = append(now.Choices, choice{"unknown", "unknown"})
	}
	f.Fields = append(f.Fields, now)
	if s.By != nil && len(s.Arcs) == 0 {
		f.Fields = append(f.Fields, field{Path: path + ".by", Label: "A change needs", Value: s.By.Text, Wide: true})
	}
	f.Levels = levels(s)
	return f
}

// levels says what an issue can become.
func levels(s *detente.Issue) string {
	if s.Form == detente.Named || s.Form == detente.YesNo {
		var names []string
		for k := range s.Options {
			names = append(names, s.LevelName(k))
		}
		return strings.Join(names, " · ")
	}
	text := detente.FormatShort(s.Scale.From) + " to " + detente.FormatShort(s.Scale.To) + " " + s.Scale.Unit
	if s.Scale.Step > 0 {
		text += ", in steps of " + detente.FormatShort(s.Scale.Step)
	}
	return text
}

func newPartyForm(c *detente.Case, p *detente.Party) partyForm {
	path := "parties." + string(p.ID)
	f := partyForm{ID: string(p.ID), Name: p.Display(), Line: p.Pos.Line, Cited: citing(path, &p.Meta)}
	if p.Of != "" {
		f.About = "of " + c.PartyName(p.Of)
	}
	f.Fields = append(f.Fields, field{Path: path + ".name", Label: "Name", Value: p.Display(), Wide: true})
	f.Fields = addNumber(f.Fields, path+".influence", "Influence", p.Influence)
	f.Fields = addNumber(f.Fields, path+".no_agreement", "Walking away is worth", p.NoAgreement)
	f.Fields = addNumber(f.Fields, path+".cost_of_delay", "Delay costs, % a period", p.CostOfDelay)
	table := path + ".wants"
	if p.Wants.Points {
		table = path + ".points"
	}
	for i := range p.Wants.Rows {
		f.Rows = append(f.Rows, newRowForm(c, table, &p.Wants.Rows[i]))
	}
	for i := range p.Wants.Links {
		l := &p.Wants.Links[i]
		f.Links = addNumber(f.Links, table+".links."+strconv.Itoa(i)+".add", "added where "+l.When.Text, &l.Add)
	}
	f.order(path, p)
	if kind := p.Kind(); !p.Wants.Points && (kind == detente.Weights || kind == detente.NoPreference) {
		for i := range c.Issues {
			if s := &c.Issues[i]; p.Row(s.ID) == nil {
				f.Missing = append(f.Missing, choice{string(s.ID), s.Display()})
			}
		}
	}
	return f
}

func newRowForm(c *detente.Case, table string, r *detente.Row) rowForm {
	path := table + "." + string(r.Issue)
	f := rowForm{ID: strings.ReplaceAll(path, ".", "-"), Name: c.IssueName(r.Issue), Line: r.Pos.Line, Cited: citing(path, &r.Meta)}
	if w := addNumber(nil, path+".weight", "Weight", r.Weight); len(w) > 0 {
		f.Weight = &w[0]
	}
	i := c.IssueIndex(r.Issue)
	for k, q := range r.Values {
		if i >= 0 && k < len(c.Issues[i].Options) {
			s := &c.Issues[i]
			f.Fields = addNumber(f.Fields, path+"."+s.LevelID(k), s.LevelName(k), q)
		}
	}
	for k := range r.Breakpoints {
		b := &r.Breakpoints[k]
		at := detente.FormatNumber(b.At)
		f.Fields = addNumber(f.Fields, path+".values."+at, "at "+at, &b.Value)
	}
	f.Fields = addNumber(f.Fields, path+".position", "Best place", r.Position)
	f.Fields = addNumber(f.Fields, path+".salience", "Salience", r.Salience)
	return f
}

// order fills in what a party with an order would like, best first.
func (f *partyForm) order(path string, p *detente.Party) {
	switch p.Kind() {
	case detente.Statements:
		f.Ordered = "It would like, most important first"
		for i, entry := range p.Prefers {
			for k, s := range entry {
				at := path + ".prefers." + strconv.Itoa(i)
				if len(entry) > 1 {
					at += "." + strconv.Itoa(k)
				}
				if len(s.Because)+len(s.Against) > 0 || s.Label != "" || s.Name != "" || s.Note != "" {
					at += ".when"
				}
				f.Order = append(f.Order, field{Path: at, Label: strconv.Itoa(i + 1), Value: s.When.Text, Line: s.Pos.Line, Wide: true})
			}
		}
	case detente.Ranked:
		f.Ordered = "It ranks outcomes: change the ranking in the text"
	case detente.Scored:
		f.Ordered = "It orders outcomes by the sum of these scores"
		for i := range p.Scores {
			s := &p.Scores[i]
			f.Order = addNumber(f.Order, path+".scores."+s.When.Text, s.When.Text, &s.Add)
		}
	}
}

// addNumber adds the field of a number that is written. A number that carries its
// own evidence is a mapping, and its value a field of that.
func addNumber(fields []field, path, label string, q *detente.Quantity) []field {
	if q == nil {
		return fields
	}
	if len(q.Because)+len(q.Against) > 0 || q.Label != "" || q.Note != "" {
		path += ".value"
	}
	f := field{Path: path, Label: label, Value: q.String(), Line: q.Pos.Line}
	if lo, hi, ok := span(q, path); ok {
		low, high := q.Interval90()
		f.Number = &slider{Low: low, High: high, Min: lo, Max: hi, Step: 1}
	}
	return append(fields, f)
}

// span returns the ends between which a slider moves a number: its limits, or
// 0 to 100 for a weight, which has no upper one.
func span(q *detente.Quantity, path string) (low, high float64, ok bool) {
	low, high = q.Min, q.Max
	if math.IsInf(high, 1) && strings.HasSuffix(path, ".weight") {
		_, top := q.Interval90()
		high = max(100, top)
	}
	ok = !math.IsInf(low, 0) && !math.IsInf(high, 0) && high > low && q.Spread != detente.Triangle && q.Spread != detente.Fitted
	return low, high, ok
}

func citing(path string, m *detente.Meta) cited {
	c := cited{Path: path}
	for _, r := range m.Because {
		c.Because = append(c.Because, r.ID)
	}
	for _, r := range m.Against {
		c.Against = append(c.Against, r.ID)
	}
	return c
}
