package detente_test

import (
	"fmt"
	"math/rand/v2"

	"detente"
)

// makeParties adds the parties in sight, with hidden parts, and hidden ones.
func (m *caseMaker) makeParties() {
	var seen, hidden []detente.Party
	var together, apart []detente.Correlation
	linked := m.r.IntN(3) == 0
	for i, id := range m.parties {
		p := detente.Party{ID: id, Meta: m.meta()}
		if linked && i < 2 {
			p.Influence = m.seenNumber()
		} else {
			m.single(&p.Influence, &p, "influence")
		}
		m.single(&p.NoAgreement, &p, "no_agreement")
		m.single(&p.CostOfDelay, &p, "cost_of_delay")
		p.Counts = m.counts(m.r)
		if i > 1 && m.r.IntN(3) == 0 {
			p.Of = pick(m.r, append(m.parties[:i:i], "ghost"))
		}
		m.preference(&p)
		switch {
		case m.r.IntN(4) == 0 && i > 0:
			p.RatifiedBy = consent("p0")
		case m.h.IntN(3) == 0 && i > 0:
			p.RatifiedBy = m.secretConsent()
		}
		seen = append(seen, p)
	}
	for _, id := range m.secretParties {
		p := detente.Party{ID: id, Meta: m.secret(), Counts: m.counts(m.h), Influence: m.number(m.h, detente.Meta{})}
		p.Prefers = [][]detente.Statement{{{When: condition("i0=" + m.c.Issues[m.c.IssueIndex("i0")].LevelID(0))}}}
		hidden = append(hidden, p)
		m.secretPaths = append(m.secretPaths, "parties."+string(id)+".influence", string(id)+".influence", string(id)+".name")
	}
	m.c.Parties = mix(m.h, seen, hidden)
	if linked {
		together = append(together, detente.Correlation{Of: []string{"p0.influence", "parties.p1.influence"}, R: 0.5, Meta: m.meta()})
		apart = append(apart, detente.Correlation{Of: []string{"p0.influence", "parties.p1.influence"}, R: m.h.Float64(), Meta: m.secret()})
	}
	for _, q := range m.secretParties {
		apart = append(apart, detente.Correlation{Of: []string{string(q) + ".influence"}, R: m.h.Float64()})
	}
	m.c.Correlated = mix(m.h, together, apart)
}

func (m *caseMaker) counts(r *rand.Rand) []detente.Count {
	return []detente.Count{{Name: "weight", Value: decimal(fmt.Sprint(1 + r.IntN(3)))}}
}

// single gives a party one number: in sight, hidden or none.
func (m *caseMaker) single(q **detente.Quantity, p *detente.Party, key string) {
	path := "parties." + string(p.ID) + "." + key
	switch {
	case m.r.IntN(3) == 0:
		*q = m.seenNumber()
		m.paths = append(m.paths, path, path[len("parties."):])
	case m.h.IntN(2) == 0:
		*q = m.secretNumber()
		m.secretPaths = append(m.secretPaths, path, path[len("parties."):])
	}
}

// preference gives a party one kind of preference, part of it hidden. A party
// with none in sight may have any, all hidden.
func (m *caseMaker) preference(p *detente.Party) {
	kind, all := m.r.IntN(6), false
	if kind == 5 {
		kind, all = m.h.IntN(6), true
	}
	some := func() int {
		if all {
			return 0
		}
		return 1 + m.r.IntN(2)
	}
	switch kind {
	case 0, 1:
		p.Wants.Written, p.Wants.Points = true, kind == 1
		m.rows(p, all)
		p.Wants.Links = m.links(some() / 2)
		if kind == 1 && !all {
			m.single(&p.Wants.AtMost, p, "points.at_most")
		}
	case 2:
		m.statements(p, some())
	case 3:
		m.ranking(p, some())
	case 4:
		p.Scores = m.links(some())
	}
	for range m.r.IntN(2) {
		p.Unknown = append(p.Unknown, [2]*detente.Condition{m.when(), m.when()})
		p.SeesNot = append(p.SeesNot, m.when())
	}
	for _, w := range m.secretWhens() {
		p.Unknown = mix(m.h, p.Unknown, [][2]*detente.Condition{{w, w}})
		p.SeesNot = mix(m.h, p.SeesNot, []*detente.Condition{w})
	}
}

func (m *caseMaker) rows(p *detente.Party, hiddenOnly bool) {
	for i := range m.c.Issues {
		s := &m.c.Issues[i]
		table := "wants"
		if p.Wants.Points {
			table = "points"
		}
		path := fmt.Sprintf("parties.%s.%s.%s.", p.ID, table, s.ID)
		switch {
		case s.ID[0] == 'h': // in sight, but it speaks of a hidden issue
			if m.h.IntN(2) == 0 {
				p.Wants.Rows = append(p.Wants.Rows, m.row(m.h, s, p.Wants.Points, func() detente.Meta { return detente.Meta{} }))
				m.secretPaths = append(m.secretPaths, path+"position", path[len("parties."):]+"position")
			}
		case !hiddenOnly && m.r.IntN(2) == 0:
			p.Wants.Rows = append(p.Wants.Rows, m.row(m.r, s, p.Wants.Points, m.meta))
			m.paths = append(m.paths, path+"position", path[len("parties."):]+"position")
		case m.h.IntN(2) == 0:
			p.Wants.Rows = append(p.Wants.Rows, m.secretRow(s, p.Wants.Points))
			m.secretPaths = append(m.secretPaths, path+"position", path[len("parties."):]+"position", path[len("parties."):]+"note")
		}
	}
}

// row has a position, and a weight unless it is points.
func (m *caseMaker) row(r *rand.Rand, s *detente.Issue, points bool, meta func() detente.Meta) detente.Row {
	row := detente.Row{Issue: s.ID, Meta: meta(), Position: m.number(r, meta())}
	if !points {
		row.Weight = m.number(r, meta())
	}
	from, to, _ := s.Range()
	*row.Position = detente.Quantity{Low: from, Mid: from, High: from, Min: from, Max: to, Meta: row.Position.Meta}
	for range s.Options {
		row.Values = append(row.Values, m.number(r, meta()))
	}
	if len(s.Options) == 0 && r.IntN(2) == 0 {
		row.Breakpoints = []detente.Breakpoint{{At: from, Value: *m.number(r, meta())}, {At: to, Value: *m.number(r, meta())}}
	}
	return row
}

// secretRow is hidden as a whole, or by one of its numbers.
func (m *caseMaker) secretRow(s *detente.Issue, points bool) detente.Row {
	row := m.row(m.h, s, points, func() detente.Meta { return detente.Meta{} })
	switch m.h.IntN(3) {
	case 0:
		row.Position.Meta = m.secret()
	case 1:
		row.Salience = m.secretNumber()
	default:
		row.Meta = m.secret()
	}
	return row
}

// links are conditions with numbers: links, or scores.
func (m *caseMaker) links(n int) []detente.Link {
	var seen, hidden []detente.Link
	for range n {
		seen = append(seen, detente.Link{When: m.when(), Add: *m.seenNumber(), Meta: m.meta()})
	}
	for range m.h.IntN(3) {
		l := detente.Link{When: condition("i0=" + m.c.Issues[m.c.IssueIndex("i0")].LevelID(0)), Add: *m.number(m.h, detente.Meta{}), Meta: m.secret()}
		if m.h.IntN(2) == 0 {
			l.Add.Meta, l.Meta = l.Meta, detente.Meta{}
		}
		hidden = append(hidden, l)
	}
	for _, w := range m.secretWhens() {
		hidden = append(hidden, detente.Link{When: w, Add: *m.number(m.h, detente.Meta{})})
	}
	return mix(m.h, seen, hidden)
}

func (m *caseMaker) statements(p *detente.Party, n int) {
	var seen, hidden [][]detente.Statement
	var secrets []detente.Statement
	for range m.h.IntN(3) {
		secrets = append(secrets, detente.Statement{When: condition("i0=" + m.c.Issues[m.c.IssueIndex("i0")].LevelID(0)), Meta: m.secret()})
	}
	for _, w := range m.secretWhens() {
		secrets = append(secrets, detente.Statement{When: w})
	}
	for range n {
		entry := []detente.Statement{{When: m.when(), Meta: m.meta()}, {When: m.when(), Meta: m.meta()}}[:1+m.r.IntN(2)]
		if len(secrets) > 0 && m.h.IntN(2) == 0 { // within an entry
			entry, secrets = mix(m.h, entry, secrets[:1]), secrets[1:]
		}
		seen = append(seen, entry)
	}
	for _, s := range secrets {
		hidden = append(hidden, []detente.Statement{s})
	}
	p.Prefers = mix(m.h, seen, hidden)
}

func (m *caseMaker) ranking(p *detente.Party, n int) {
	var seen, hidden []detente.Rank
	for range n {
		seen = append(seen, detente.Rank{Fits: mix(m.h, []*detente.Condition{m.when()}, m.secretWhens()), MuchBetter: m.r.IntN(2) == 0})
	}
	for _, w := range m.secretWhens() {
		hidden = append(hidden, detente.Rank{Fits: []*detente.Condition{w}, MuchBetter: m.h.IntN(2) == 0})
	}
	p.Ranking = mix(m.h, seen, hidden)
}
