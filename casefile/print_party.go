package casefile

import "detente"

func (p *printer) parties() *value {
	all := mapping()
	for i := range p.c.Parties {
		q, m := &p.c.Parties[i], mapping()
		meta(m, &q.Meta)
		m.addText("of", string(q.Of))
		if len(q.Aliases) > 0 {
			l := list()
			for _, a := range q.Aliases {
				l.items = append(l.items, text(a))
			}
			m.add("aliases", l)
		}
		m.add("influence", p.quantity(q.Influence))
		m.add("ratified_by", p.consent(q.RatifiedBy))
		m.add("no_agreement", p.quantity(q.NoAgreement))
		m.add("cost_of_delay", p.quantity(q.CostOfDelay))
		m.add("counts", counts(q.Counts))
		m.add("at_most", p.quantity(q.Wants.AtMost))
		p.wants(m, q)
		p.order(m, q)
		grounds(m, &q.Meta)
		all.add(string(q.ID), m)
	}
	return all
}

func counts(cs []detente.Count) *value {
	if len(cs) == 0 {
		return nil
	}
	m := mapping()
	for _, c := range cs {
		m.add(c.Name, raw(c.Value.String()))
	}
	return m
}

// wants writes a party's rows, one a line.
func (p *printer) wants(m *value, q *detente.Party) {
	if !q.Wants.Written {
		return
	}
	rows := mapping()
	rows.tall = true
	for i := range q.Wants.Rows {
		r := &q.Wants.Rows[i]
		rows.add(string(r.Issue), p.row(r))
	}
	if len(q.Wants.Links) > 0 {
		l := list()
		for i := range q.Wants.Links {
			link, v := &q.Wants.Links[i], mapping()
			v.add("when", p.condition(link.When))
			v.add("add", p.quantity(&link.Add))
			meta(v, &link.Meta)
			grounds(v, &link.Meta)
			l.items = append(l.items, v)
		}
		rows.add("links", l)
	}
	if q.Wants.Points {
		m.add("points", rows)
	} else {
		m.add("wants", rows)
	}
}

func (p *printer) row(r *detente.Row) *value {
	m := mapping()
	meta(m, &r.Meta)
	m.add("weight", p.quantity(r.Weight))
	m.add("salience", p.quantity(r.Salience))
	m.add("position", p.quantity(r.Position))
	if i := p.c.IssueIndex(r.Issue); i >= 0 && len(r.Values) <= len(p.c.Issues[i].Options) {
		for k, v := range r.Values {
			m.add(string(p.c.Issues[i].Options[k].ID), p.quantity(v))
		}
	} else {
		p.fail("a row speaks of issue %q or options that there are not", r.Issue)
	}
	if len(r.Breakpoints) > 0 {
		values := mapping()
		for i := range r.Breakpoints {
			values.add(p.number(r.Breakpoints[i].At).scalar, p.quantity(&r.Breakpoints[i].Value))
		}
		m.add("values", values)
	}
	grounds(m, &r.Meta)
	return m
}

// order writes statements, ranking, scores and what is not known of them.
func (p *printer) order(m *value, q *detente.Party) {
	if len(q.Prefers) > 0 {
		m.add("prefers", p.statements(q.Prefers))
	}
	if len(q.Ranking) > 0 {
		l := list()
		for _, r := range q.Ranking {
			entry := p.conditions(r.Fits)
			if len(r.Fits) == 1 {
				entry = entry.items[0]
			}
			l.items = append(l.items, entry)
			if r.MuchBetter {
				l.items = append(l.items, raw("much-better"))
			}
		}
		m.add("ranking", l)
	}
	if len(q.Scores) > 0 {
		scores := mapping()
		for i := range q.Scores {
			scores.add(q.Scores[i].When.Text, p.quantity(&q.Scores[i].Add))
		}
		m.add("scores", scores)
	}
	if len(q.Unknown) > 0 {
		l := list()
		for _, pair := range q.Unknown {
			l.items = append(l.items, p.conditions(pair[:]))
		}
		m.add("unknown", l)
	}
	if len(q.SeesNot) > 0 {
		m.add("sees_not", p.conditions(q.SeesNot))
	}
}

func (p *printer) statements(prefers [][]detente.Statement) *value {
	all := list()
	for _, entry := range prefers {
		l := list()
		for i := range entry {
			s, v := &entry[i], mapping()
			meta(v, &s.Meta)
			grounds(v, &s.Meta)
			if len(v.items) == 0 {
				l.items = append(l.items, p.condition(s.When))
				continue
			}
			v.keys = append([]string{"when"}, v.keys...)
			v.items = append([]*value{p.condition(s.When)}, v.items...)
			l.items = append(l.items, v)
		}
		if len(l.items) == 1 {
			l = l.items[0]
		}
		all.items = append(all.items, l)
	}
	return all
}
