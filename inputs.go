package detente

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Class says what an input rests on.
type Class int

const (
	Assumed Class = iota // nothing in the case speaks for it
	Judged               // a quote bears on it
	Stated               // its numbers stand in the quotes it cites
)

var classNames = [...]string{"assumed", "judged", "stated"}

func (c Class) String() string { return classNames[c] }

// Input is one judgement of the case that answers rest on: what an issue is and
// where it stands, a rule, a party's row, order, link or single number, a
// relation.
type Input struct {
	ID      string // "A1", "A2", ... in file order for what is assumed; "" otherwise
	Path    string // into the case file
	What    string // in words
	Class   Class
	Because []EvidenceID
	Against []EvidenceID
	Label   Label
	Pos     Pos
}

// Inputs returns every judgement of the case in file order.
//
// An input is Stated if it cites evidence and each of its numbers stands in a
// quote it cites; weights, salience and the ends 0 and 100 of a value scale are
// not looked for, and an input with no other numbers is Judged. It is Judged if
// it cites evidence, Assumed if it does not.
func (c *Case) Inputs() []Input {
	var ins []Input
	labels := c.labels()
	add := func(path, what string, m Meta, numbers ...float64) {
		in := c.input(path, what, &m, numbers)
		in.Label = labels.of(&m)
		ins = append(ins, in)
	}
	for i := range c.Issues {
		s := &c.Issues[i]
		add("issues."+string(s.ID), "issue "+s.Display()+": its options, where it stands and whose consent a change needs", s.gathered(), s.numbers()...)
	}
	for i := range c.Rules {
		r := &c.Rules[i]
		add(fmt.Sprintf("rules.%d", i), "rule: "+r.words(), r.Meta)
	}
	for i := range c.Parties {
		p := &c.Parties[i]
		guard := labels.of(&p.Meta) // with a party goes all that is said of it
		c.partyInputs(p, func(path, what string, m Meta, numbers ...float64) {
			m.Label = m.Label.Join(guard)
			add(path, what, m, numbers...)
		})
	}
	for i := range c.Relations {
		r := &c.Relations[i]
		add(fmt.Sprintf("relations.%d", i), fmt.Sprintf("relation: %s to %s is %s", c.PartyName(r.From), c.PartyName(r.To), r.Attitude), r.Meta)
	}
	slices.SortStableFunc(ins, func(a, b Input) int {
		switch {
		case a.Pos.Before(b.Pos):
			return -1
		case b.Pos.Before(a.Pos):
			return 1
		}
		return 0
	})
	n := 0
	for i := range ins {
		if ins[i].Class == Assumed {
			n++
			ins[i].ID = "A" + strconv.Itoa(n)
		}
	}
	return ins
}

func (r *Rule) words() string {
	if r.Signed {
		return "no package contains " + r.When.Text
	}
	return r.When.Text + " cannot exist"
}

// partyInputs adds a party's rows, links, order and single numbers.
func (c *Case) partyInputs(p *Party, add func(path, what string, m Meta, numbers ...float64)) {
	path, name := "parties."+string(p.ID)+".", p.Display()
	for _, q := range []struct {
		key, what string
		q         *Quantity
	}{
		{"influence", "influence", p.Influence},
		{"no_agreement", "worth of walking away", p.NoAgreement},
		{"cost_of_delay", "cost of delay", p.CostOfDelay},
	} {
		if q.q != nil {
			add(path+q.key, name+": "+q.what+" "+q.q.String(), q.q.Meta, q.q.ends()...)
		}
	}
	table := path + p.table() + "."
	for i := range p.Wants.Rows {
		r := &p.Wants.Rows[i]
		add(table+string(r.Issue), name+": what "+c.IssueName(r.Issue)+" is worth", r.gathered(), r.numbers(p.Wants.Points)...)
	}
	for i := range p.Wants.Links {
		l := &p.Wants.Links[i]
		add(fmt.Sprintf("%slinks.%d", table, i), fmt.Sprintf("%s: %s for %s", name, l.Add.String(), l.When.Text), l.gathered(), l.Add.ends()...)
	}
	order := map[Kind]string{Statements: "prefers", Ranked: "ranking", Scored: "scores"}[p.Kind()]
	if order != "" {
		add(path+order, name+": the order of what it wants", p.orderMeta())
	}
}

// table is the field of the case file in which the party's rows stand.
func (p *Party) table() string {
	if p.Wants.Points {
		return "points"
	}
	return "wants"
}

// orderMeta gathers what a party's order rests on: the party's own evidence and
// that of its statements or scores.
func (p *Party) orderMeta() Meta {
	var parts []*Meta
	for _, entry := range p.Prefers {
		for i := range entry {
			parts = append(parts, &entry[i].Meta)
		}
	}
	for i := range p.Scores {
		parts = append(parts, &p.Scores[i].Meta, &p.Scores[i].Add.Meta)
	}
	return gather(Meta{Because: p.Because, Against: p.Against, Pos: p.OrderPos}, parts...)
}

// gathered joins what an issue and its options rest on.
func (s *Issue) gathered() Meta {
	var parts []*Meta
	for i := range s.Options {
		parts = append(parts, &s.Options[i].Meta)
	}
	return gather(s.Meta, parts...)
}

// gathered joins what a row and its numbers rest on.
func (r *Row) gathered() Meta {
	var parts []*Meta
	for _, q := range append([]*Quantity{r.Weight, r.Salience, r.Position}, r.Values...) {
		if q != nil {
			parts = append(parts, &q.Meta)
		}
	}
	for i := range r.Breakpoints {
		parts = append(parts, &r.Breakpoints[i].Value.Meta)
	}
	return gather(r.Meta, parts...)
}

// gathered joins what a link and its number rest on.
func (l *Link) gathered() Meta { return gather(l.Meta, &l.Add.Meta) }

// gather joins the evidence and labels of a thing's parts to its own.
func gather(m Meta, parts ...*Meta) Meta {
	m.Because, m.Against = slices.Clone(m.Because), slices.Clone(m.Against)
	for _, part := range parts {
		m.Because = append(m.Because, part.Because...)
		m.Against = append(m.Against, part.Against...)
		m.Label = m.Label.Join(part.Label)
	}
	return m
}

func (c *Case) input(path, what string, m *Meta, numbers []float64) Input {
	in := Input{Path: path, What: what, Because: ids(m.Because), Against: ids(m.Against), Pos: m.Pos}
	switch {
	case len(in.Because) == 0:
	case len(numbers) > 0 && c.stand(numbers, in.Because):
		in.Class = Stated
	default:
		in.Class = Judged
	}
	return in
}

func ids(refs []Ref) []EvidenceID {
	var out []EvidenceID
	for _, r := range refs {
		if !slices.Contains(out, r.ID) {
			out = append(out, r.ID)
		}
	}
	return out
}

// stand reports whether every number stands in one of the quotes.
func (c *Case) stand(numbers []float64, quotes []EvidenceID) bool {
	var said []float64
	for _, id := range quotes {
		if e := c.FindEvidence(id); e != nil {
			said = append(said, numerals(e.Quote)...)
		}
	}
	for _, x := range numbers {
		if !slices.Contains(said, x) {
			return false
		}
	}
	return true
}

// numerals returns the numbers written in digits in a text: 6, 3.5, 1,200.
func numerals(text string) []float64 {
	var out []float64
	for i := 0; i < len(text); i++ {
		if !isDigit(text[i]) {
			continue
		}
		end := numeralEnd(text, i)
		if x, err := strconv.ParseFloat(strings.ReplaceAll(text[i:end], ",", ""), 64); err == nil {
			out = append(out, x)
		}
		i = end - 1
	}
	return out
}

// numeralEnd returns where the number that starts at text[at] ends. A comma
// belongs to it only before three digits.
func numeralEnd(text string, at int) int {
	digits := func(i int) int {
		for i < len(text) && isDigit(text[i]) {
			i++
		}
		return i
	}
	end := digits(at)
	grouped := end-at <= 3
	for grouped && end < len(text) && text[end] == ',' && digits(end+1) == end+4 {
		end += 4
	}
	if end < len(text) && text[end] == '.' && digits(end+1) > end+1 {
		end = digits(end + 1)
	}
	return end
}

// ends returns the numbers that a quantity was written with.
func (q *Quantity) ends() []float64 {
	switch q.Spread {
	case Exact:
		return []float64{q.Mid}
	case Interval:
		return []float64{q.Low, q.High}
	case Unknown:
		return nil
	}
	return []float64{q.Low, q.Mid, q.High}
}

// numbers returns what a quote could state of a row: its places and values, but
// not the ends 0 and 100 of the value scale, weight or salience.
func (r *Row) numbers(points bool) []float64 {
	var out []float64
	value := func(q *Quantity) {
		for _, x := range q.ends() {
			if points || x != 0 && x != 100 {
				out = append(out, x)
			}
		}
	}
	for _, q := range r.Values {
		if q != nil {
			value(q)
		}
	}
	for i := range r.Breakpoints {
		out = append(out, r.Breakpoints[i].At)
		value(&r.Breakpoints[i].Value)
	}
	if r.Position != nil {
		out = append(out, r.Position.ends()...)
	}
	return out
}

// numbers returns what a quote could state of an issue: where it stands on its
// scale and where its options lie.
func (s *Issue) numbers() []float64 {
	var out []float64
	if len(s.Options) == 0 && s.Now >= 0 {
		out = append(out, s.Number(s.Now))
	}
	for i := range s.Options {
		if s.Options[i].HasAt {
			out = append(out, s.Options[i].At)
		}
	}
	return out
}

// Question is something the case does not know.
type Question struct {
	ID   string // "U1", "U2", ... in file order
	Path string
	Text string
	Pos  Pos
}

// Questions returns every `unknown` of the case, in file order.
func (c *Case) Questions() []Question {
	var qs []Question
	for i := range c.Issues {
		if s := &c.Issues[i]; s.NowUnknown {
			qs = append(qs, Question{Path: "issues." + string(s.ID) + ".now", Text: "Where does " + s.Display() + " stand today?", Pos: s.NowPos})
		}
	}
	for _, n := range c.Quantities() {
		if n.Quantity.Spread == Unknown {
			qs = append(qs, Question{Path: n.Path, Text: n.question(), Pos: n.Quantity.Pos})
		}
	}
	slices.SortStableFunc(qs, func(a, b Question) int {
		switch {
		case a.Pos.Before(b.Pos):
			return -1
		case b.Pos.Before(a.Pos):
			return 1
		}
		return 0
	})
	for i := range qs {
		qs[i].ID = "U" + strconv.Itoa(i+1)
	}
	return qs
}

// NamedQuantity is a quantity and where it stands.
type NamedQuantity struct {
	Path     string
	What     string // in words: "Russia: weight of Arms"
	Quantity *Quantity
}

func (n *NamedQuantity) question() string {
	who, what, _ := strings.Cut(n.What, ": ")
	if !strings.HasPrefix(what, "the ") {
		return "What is the " + what + " of " + who + "?"
	}
	return "What is " + what + " for " + who + "?"
}

// Quantities returns every quantity of the case with its path, in the order of
// the case. The pointers lead into the case.
func (c *Case) Quantities() []NamedQuantity {
	var out []NamedQuantity
	for i := range c.Parties {
		p := &c.Parties[i]
		path, name := "parties."+string(p.ID)+".", p.Display()+": "
		add := func(key, what string, q *Quantity) {
			if q != nil {
				out = append(out, NamedQuantity{path + key, name + what, q})
			}
		}
		add("influence", "influence", p.Influence)
		add("no_agreement", "the worth of walking away", p.NoAgreement)
		add("cost_of_delay", "the cost of delay", p.CostOfDelay)
		table := p.table() + "."
		add(table+"at_most", "the most its points can add up to", p.Wants.AtMost)
		for j := range p.Wants.Rows {
			c.rowQuantities(table, &p.Wants.Rows[j], add)
		}
		for j := range p.Wants.Links {
			l := &p.Wants.Links[j]
			add(fmt.Sprintf("%slinks.%d.add", table, j), "the extra worth of "+l.When.Text, &l.Add)
		}
		for j := range p.Scores {
			s := &p.Scores[j]
			add("scores."+s.When.Text, "the score of "+s.When.Text, &s.Add)
		}
	}
	for i := range c.Power {
		s := &c.Power[i]
		out = append(out, NamedQuantity{"power." + string(s.Party), c.PartyName(s.Party) + ": bargaining power", &s.Share})
	}
	return out
}

// quantityPaths returns the path of every quantity.
func (c *Case) quantityPaths() []string {
	var paths []string
	for _, q := range c.Quantities() {
		paths = append(paths, q.Path)
	}
	return paths
}

func (c *Case) rowQuantities(table string, r *Row, add func(key, what string, q *Quantity)) {
	path, issue := table+string(r.Issue)+".", c.IssueName(r.Issue)
	add(path+"weight", "the weight of "+issue, r.Weight)
	add(path+"salience", "the salience of "+issue, r.Salience)
	add(path+"position", "the position on "+issue, r.Position)
	i := c.IssueIndex(r.Issue)
	for k, q := range r.Values {
		if i >= 0 && k < len(c.Issues[i].Options) {
			add(path+string(c.Issues[i].Options[k].ID), "the value of "+c.Issues[i].LevelName(k)+" ("+issue+")", q)
		}
	}
	for k := range r.Breakpoints {
		b := &r.Breakpoints[k]
		add(path+"values."+FormatNumber(b.At), "the value of "+FormatNumber(b.At)+" ("+issue+")", &b.Value)
	}
}

// Unused returns the evidence that nothing in the case cites: heard, not used.
func (c *Case) Unused() []EvidenceID {
	used := map[EvidenceID]bool{}
	c.eachMeta(func(m *Meta) {
		for _, r := range m.Because {
			used[r.ID] = true
		}
		for _, r := range m.Against {
			used[r.ID] = true
		}
	})
	var out []EvidenceID
	for i := range c.Evidence {
		if !used[c.Evidence[i].ID] {
			out = append(out, c.Evidence[i].ID)
		}
	}
	return out
}

// eachMeta calls f on everything that may cite evidence, in the order of the
// case, except evidence itself.
func (c *Case) eachMeta(f func(*Meta)) {
	for i := range c.Sources {
		f(&c.Sources[i].Meta)
	}
	for i := range c.Issues {
		f(&c.Issues[i].Meta)
		for k := range c.Issues[i].Options {
			f(&c.Issues[i].Options[k].Meta)
		}
	}
	for i := range c.Rules {
		f(&c.Rules[i].Meta)
	}
	for i := range c.Parties {
		p := &c.Parties[i]
		f(&p.Meta)
		for j := range p.Wants.Rows {
			f(&p.Wants.Rows[j].Meta)
		}
		for j := range p.Wants.Links {
			f(&p.Wants.Links[j].Meta)
		}
		for _, entry := range p.Prefers {
			for j := range entry {
				f(&entry[j].Meta)
			}
		}
		for j := range p.Scores {
			f(&p.Scores[j].Meta)
		}
	}
	for _, n := range c.Quantities() {
		f(&n.Quantity.Meta)
	}
	for i := range c.Relations {
		f(&c.Relations[i].Meta)
	}
	for i := range c.Scenarios {
		f(&c.Scenarios[i].Meta)
	}
	for i := range c.Correlated {
		f(&c.Correlated[i].Meta)
	}
}

// PartyName returns a player's name for people.
func (c *Case) PartyName(id PartyID) string {
	if i := c.PartyIndex(id); i >= 0 {
		return c.Parties[i].Display()
	}
	return display("", string(id))
}

// IssueName returns an issue's name for people.
func (c *Case) IssueName(id IssueID) string {
	if i := c.IssueIndex(id); i >= 0 {
		return c.Issues[i].Display()
	}
	return display("", string(id))
}
