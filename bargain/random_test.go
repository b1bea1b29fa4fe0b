package bargain_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"detente"
)

// maker draws random small cases with everything that bargaining reads: rules,
// arcs, conditional and group consents, ratification, audiences, links, ranges,
// cut-offs, ties, unknown orders, no_deal: none.
type maker struct {
	*rand.Rand
	t     testing.TB
	c     *detente.Case
	names []string // everybody a rule may name

	thirds bool // numbers are thirds
}

// randomCase returns a case of two to four issues with the given seed.
func randomCase(t testing.TB, seed uint64) *detente.Case { return randomCaseOf(t, seed, 2, 4) }

func randomCaseOf(t testing.TB, seed uint64, fewest, most int) *detente.Case {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 7)), t: t, c: &detente.Case{Title: fmt.Sprintf("random %d", seed)}, thirds: seed%5 == 4}
	m.issues(fewest + m.IntN(most-fewest+1))
	m.c.NoDeal.None = m.IntN(6) == 0
	if m.IntN(4) == 0 {
		m.c.Ties = detente.TiesRefuse
	}
	n := 2 + m.IntN(5)
	for i := range n {
		m.c.Parties = append(m.c.Parties, detente.Party{ID: detente.PartyID(fmt.Sprintf("p%d", i))})
		m.names = append(m.names, fmt.Sprintf("p%d", i))
	}
	m.c.Groups = []detente.Group{{ID: "crowd", Members: []detente.Member{{ID: "p0"}, {ID: "p1"}, {ID: "x1"}, {ID: "x2"}}}}
	m.names = append(m.names, "x1")
	for i := range m.c.Parties {
		m.party(i)
	}
	signers := []string{"p0 and p1", "p0 and p1", "p1 and p0", "2 of all", "p0 or p1", "all of all", "p0 and any of crowd", "p0 and p1 if " + m.condition()}
	m.c.SignedBy = m.consent(signers[m.IntN(len(signers))])
	for i := range m.c.Issues {
		m.bys(&m.c.Issues[i])
	}
	for i := range m.c.Issues {
		s := &m.c.Issues[i]
		if !m.c.NoDeal.None && m.IntN(4) == 0 {
			m.c.NoDeal.Set = append(m.c.NoDeal.Set, detente.Setting{Issue: s.ID, Level: m.IntN(s.Levels())})
		}
	}
	for range m.IntN(3) {
		m.c.Rules = append(m.c.Rules, detente.Rule{Signed: m.IntN(2) == 0, When: m.when()})
	}
	return m.c
}

func (m *maker) pick(words ...string) string { return words[m.IntN(len(words))] }

func (m *maker) issues(n int) {
	for i := range n {
		s := detente.Issue{ID: detente.IssueID(fmt.Sprintf("i%d", i)), Now: detente.NoLevel, Decided: detente.NoLevel}
		switch m.IntN(4) {
		case 0:
			s.Form = detente.YesNo
			s.Options = []detente.Option{{ID: detente.NotTaken}, {ID: detente.Taken}}
		case 1:
			s.Form = detente.Grid
			s.Scale = &detente.Scale{From: 1, To: float64(3 + m.IntN(2)), Step: 0.5}
		default:
			s.Form = detente.Named
			for k := range 2 + m.IntN(3) {
				s.Options = append(s.Options, detente.Option{ID: detente.OptionID(fmt.Sprintf("o%d", k))})
			}
		}
		if m.IntN(12) > 0 {
			s.Now = m.IntN(s.Levels())
		}
		m.c.Issues = append(m.c.Issues, s)
	}
}

// bys gives an issue a rule, arcs, or the default.
func (m *maker) bys(s *detente.Issue) {
	switch k := m.IntN(5); {
	case k < 2:
	case k < 4 || s.Form == detente.Grid:
		s.By = m.someone()
	default:
		n := s.Levels()
		for from := range n {
			for to := range n {
				if from != to && m.IntN(2) == 0 {
					s.Arcs = append(s.Arcs, detente.Arc{From: from, To: to, By: m.someone()})
				}
			}
		}
		if s.Now < 0 {
			s.Now = 0
		}
	}
}

// someone is a random consent rule.
func (m *maker) someone() *detente.Consent {
	a, b := m.pick(m.names...), m.pick(m.names...)
	return m.consent(m.pick(a, a+" and "+b, a+" or "+b, "2 of crowd", a+" if "+m.condition(), "any of crowd", "60% of all", "("+a+" if "+m.condition()+") and "+b))
}

func (m *maker) consent(text string) *detente.Consent {
	c, err := detente.ParseConsent(text)
	if err != nil {
		m.t.Fatalf("ParseConsent(%q): %v", text, err)
	}
	return c
}

func (m *maker) when() *detente.Condition {
	text := m.condition()
	if m.IntN(2) == 0 {
		text += " and " + m.condition()
	}
	c, err := detente.ParseCondition(text)
	if err != nil {
		m.t.Fatalf("ParseCondition(%q): %v", text, err)
	}
	return c
}

// condition is the text of a simple statement.
func (m *maker) condition() string {
	s := &m.c.Issues[m.IntN(len(m.c.Issues))]
	text := string(s.ID)
	switch s.Form {
	case detente.YesNo:
	case detente.Grid:
		text += m.pick(" >= 2", " < 2.5", " > 1", " <= 1.5", " >= 3")
	default:
		text += fmt.Sprintf("=o%d", m.IntN(len(s.Options)))
	}
	if m.IntN(3) == 0 {
		text = "not " + text
	}
	return text
}

// number is a quantity with a small middle, so that ties are common.
func (m *maker) number(low, high int) detente.Quantity {
	x := float64(low + m.IntN(high-low+1))
	if m.thirds {
		x /= 3 // more digits than anybody types, and ties all the same
	}
	q := detente.Number(x)
	if m.IntN(6) == 0 {
		q.Spread, q.Low, q.High = detente.Interval, x-1, x+1
	}
	return q
}

func (m *maker) party(i int) {
	p := &m.c.Parties[i]
	if i > 1 && m.IntN(3) == 0 {
		p.Of = detente.PartyID(fmt.Sprintf("p%d", m.IntN(2)))
	}
	if later := m.names[i+1:]; m.IntN(4) == 0 {
		a, b := m.pick(later...), m.pick(later...)
		p.RatifiedBy = m.consent(m.pick(a, a+" or "+b, a+" if "+m.condition()))
	}
	kind := m.IntN(10)
	if i < 2 {
		kind = m.IntN(7)
	}
	switch {
	case kind < 6:
		m.wants(p)
	case kind < 7:
		for range 1 + m.IntN(3) {
			var entry []detente.Statement
			for range 1 + m.IntN(2) {
				entry = append(entry, detente.Statement{When: m.when()})
			}
			p.Prefers = append(p.Prefers, entry)
		}
	case kind < 8:
		for range 1 + m.IntN(3) {
			p.Ranking = append(p.Ranking, detente.Rank{Fits: []*detente.Condition{m.when()}})
		}
		if m.IntN(2) == 0 {
			p.Unknown = append(p.Unknown, [2]*detente.Condition{m.when(), m.when()})
		}
	case kind < 9:
		for range 1 + m.IntN(3) {
			p.Scores = append(p.Scores, detente.Link{When: m.when(), Add: m.number(-2, 2)})
		}
	}
}

// wants gives a party weights or points.
func (m *maker) wants(p *detente.Party) {
	w := &p.Wants
	w.Written, w.Points = true, m.IntN(3) == 0
	for i := range m.c.Issues {
		s := &m.c.Issues[i]
		if i > 0 && m.IntN(5) == 0 {
			continue
		}
		r := detente.Row{Issue: s.ID}
		if !w.Points {
			q := m.number(1, 4)
			r.Weight = &q
		}
		switch {
		case s.Form == detente.Grid && !w.Points && m.IntN(2) == 0:
			q := m.number(1, 3)
			r.Position = &q
		case s.Form == detente.Grid:
			for x := 1; x <= 3; x++ {
				r.Breakpoints = append(r.Breakpoints, detente.Breakpoint{At: float64(x), Value: m.number(0, 4)})
			}
		default:
			r.Values = make([]*detente.Quantity, len(s.Options))
			for k := range r.Values {
				if q := m.number(0, 4); m.IntN(5) > 0 {
					r.Values[k] = &q
				}
			}
		}
		w.Rows = append(w.Rows, r)
	}
	for range m.IntN(2) {
		w.Links = append(w.Links, detente.Link{When: m.when(), Add: m.number(-2, 3)})
	}
	if w.Points && m.IntN(4) == 0 {
		q := m.number(3, 8)
		w.AtMost = &q
	}
	if m.c.NoDeal.None || m.IntN(4) == 0 {
		q := m.number(0, 4)
		p.NoAgreement = &q
	}
}

// sketch describes a random case for a failure message.
func sketch(c *detente.Case) string {
	var b strings.Builder
	for i := range c.Issues {
		s := &c.Issues[i]
		fmt.Fprintf(&b, "%s %s levels=%d now=%d", s.ID, s.Form, s.Levels(), s.Now)
		if s.By != nil {
			fmt.Fprintf(&b, " by %q", s.By.Text)
		}
		for _, a := range s.Arcs {
			fmt.Fprintf(&b, " %d->%d:%q", a.From, a.To, a.By.Text)
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "none=%v set=%v signed %q ties=%v\n", c.NoDeal.None, c.NoDeal.Set, c.Signed().Text, c.Ties)
	for _, r := range c.Rules {
		fmt.Fprintf(&b, "rule signed=%v %q\n", r.Signed, r.When.Text)
	}
	for i := range c.Parties {
		p := &c.Parties[i]
		fmt.Fprintf(&b, "%s kind=%s of=%q", p.ID, p.Kind(), p.Of)
		if p.RatifiedBy != nil {
			fmt.Fprintf(&b, " ratified by %q", p.RatifiedBy.Text)
		}
		b.WriteString("\n")
	}
	return b.String()
}
