package casefile

import (
	"strconv"

	"detente"
)

func (p *printer) sources() *value {
	all := mapping()
	for i := range p.c.Sources {
		s, m := &p.c.Sources[i], mapping()
		meta(m, &s.Meta)
		m.addText("title", s.Title)
		m.addText("file", s.File)
		if s.Published != "" {
			m.add("published", raw(s.Published))
		}
		m.addText("url", s.URL)
		if s.Declared != "" {
			m.add("sha256", quoted(s.Declared))
		}
		grounds(m, &s.Meta)
		all.add(string(s.ID), m)
	}
	return all
}

func (p *printer) groups() *value {
	all := mapping()
	for _, g := range p.c.Groups {
		l := list()
		for _, m := range g.Members {
			l.items = append(l.items, text(m.ID))
		}
		if len(l.items) == 1 && g.Members[0].ID == "all" {
			l = raw("all")
		}
		all.add(string(g.ID), l)
	}
	if len(all.items) == 0 {
		return nil
	}
	return all
}

func (p *printer) noDeal() *value {
	m := mapping()
	for _, set := range p.c.NoDeal.Set {
		i := p.c.IssueIndex(set.Issue)
		if i < 0 {
			p.fail("no_deal speaks of issue %q, which there is not", set.Issue)
			return nil
		}
		m.add(string(set.Issue), p.level(&p.c.Issues[i], set.Level))
	}
	switch {
	case p.c.NoDeal.None:
		return raw("none")
	case len(m.items) == 0:
		return nil
	}
	return m
}

func (p *printer) issues() *value {
	all := mapping()
	for i := range p.c.Issues {
		s, m := &p.c.Issues[i], mapping()
		meta(m, &s.Meta)
		m.add("scale", p.scale(s.Scale))
		if s.Form != detente.YesNo {
			m.add("options", p.options(s))
		}
		m.add("now", p.now(s))
		m.add("by", p.by(s))
		if s.Decided >= 0 {
			m.add("decided", p.level(s, s.Decided))
		}
		grounds(m, &s.Meta)
		all.add(string(s.ID), m)
	}
	return all
}

func (p *printer) scale(s *detente.Scale) *value {
	if s == nil {
		return nil
	}
	m := mapping()
	m.add("from", p.number(s.From))
	m.add("to", p.number(s.To))
	m.addText("unit", s.Unit)
	if s.Step != 0 {
		m.add("step", p.number(s.Step))
	}
	return m
}

// options writes [a, b] where nothing more is said of any option.
func (p *printer) options(s *detente.Issue) *value {
	names, full := list(), mapping()
	bare := true
	for i := range s.Options {
		o, m := &s.Options[i], mapping()
		if o.HasAt {
			m.add("at", p.number(o.At))
		}
		meta(m, &o.Meta)
		grounds(m, &o.Meta)
		bare = bare && len(m.items) == 0
		names.items = append(names.items, raw(string(o.ID)))
		full.add(string(o.ID), m)
	}
	switch {
	case len(names.items) == 0:
		return nil
	case bare:
		return names
	}
	return full
}

// now writes where an issue stands unless that goes without saying.
func (p *printer) now(s *detente.Issue) *value {
	switch {
	case s.Now < 0 && (s.NowUnknown || s.Form == detente.YesNo):
		return raw("unknown")
	case s.Now < 0, s.Form == detente.YesNo && s.Now == 0 && !s.NowPos.IsValid():
		return nil
	}
	return p.level(s, s.Now)
}

func (p *printer) by(s *detente.Issue) *value {
	if len(s.Arcs) == 0 {
		return p.consent(s.By)
	}
	m := mapping()
	for _, a := range s.Arcs {
		from, to := p.level(s, a.From), p.level(s, a.To)
		if from != nil && to != nil {
			m.add(from.scalar+" -> "+to.scalar, p.consent(a.By))
		}
	}
	return m
}

func (p *printer) rules() *value {
	all := list()
	for i := range p.c.Rules {
		r, m := &p.c.Rules[i], mapping()
		key := "never"
		if r.Signed {
			key = "never_signed"
		}
		m.add(key, p.condition(r.When))
		meta(m, &r.Meta)
		grounds(m, &r.Meta)
		all.items = append(all.items, m)
	}
	return all
}

func (p *printer) relations() *value {
	all := list()
	for i := range p.c.Relations {
		r, m := &p.c.Relations[i], mapping()
		m.addText("from", string(r.From))
		m.addText("to", string(r.To))
		m.addText("attitude", r.Attitude)
		meta(m, &r.Meta)
		grounds(m, &r.Meta)
		all.items = append(all.items, m)
	}
	return all
}

func (p *printer) scenarios() *value {
	all := mapping()
	for i := range p.c.Scenarios {
		s, m, set := &p.c.Scenarios[i], mapping(), mapping()
		meta(m, &s.Meta)
		for _, change := range s.Set {
			set.add(change.Path, spelt(change.Text))
		}
		m.add("set", set)
		grounds(m, &s.Meta)
		all.add(s.ID, m)
	}
	return all
}

func (p *printer) correlated() *value {
	all := list()
	for i := range p.c.Correlated {
		r, m, of := &p.c.Correlated[i], mapping(), list()
		for _, path := range r.Of {
			of.items = append(of.items, text(path))
		}
		m.add("of", of)
		m.add("r", p.number(r.R))
		meta(m, &r.Meta)
		grounds(m, &r.Meta)
		all.items = append(all.items, m)
	}
	return all
}

func (p *printer) power() *value {
	if len(p.c.Power) == 0 {
		return nil
	}
	m := mapping()
	for i := range p.c.Power {
		m.add(string(p.c.Power[i].Party), p.quantity(&p.c.Power[i].Share))
	}
	return m
}

func (p *printer) coalitions() *value {
	if len(p.c.Coalitions) == 0 {
		return nil
	}
	all := list()
	for _, ids := range p.c.Coalitions {
		all.items = append(all.items, partyList(ids))
	}
	return all
}

func partyList(ids []detente.PartyID) *value {
	l := list()
	for _, id := range ids {
		l.items = append(l.items, text(string(id)))
	}
	return l
}

func (p *printer) evidence() *value {
	all := mapping()
	for i := range p.c.Evidence {
		e, m := &p.c.Evidence[i], mapping()
		meta(m, &e.Meta)
		m.addText("source", string(e.Source))
		if len(e.About) > 0 {
			m.add("about", partyList(e.About))
		}
		if len(e.SaidBy) > 0 {
			m.add("said_by", partyList(e.SaidBy))
		}
		m.addText("kind", string(e.Kind))
		m.add("quote", quoted(e.Quote))
		if e.Nth > 0 {
			m.add("nth", raw(strconv.Itoa(e.Nth)))
		}
		grounds(m, &e.Meta)
		all.add(string(e.ID), m)
	}
	return all
}
