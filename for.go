package detente

import (
	"slices"
	"strings"
)

// For returns the case as a reader with the given clearance may see it, before
// any method runs: what he may not see is gone, so that no answer can depend on
// it. Evidence inherits the label of its source; an issue, rule, party, row,
// link, statement, number, relation or scenario that of the evidence it cites
// (because). With an issue goes all that speaks of it. A party that a visible
// rule names stays as a bare name, without wants: it then counts as consenting,
// which is an assumption of the answer. A consent rule that can no longer be
// read or met (it speaks of a hidden issue or counts a hidden party's votes)
// gives way to its default. A scenario or correlation goes with any number it
// names, and with any place in a list (links.0), since places shift. Evidence,
// relations, power and coalitions keep only names of parties in sight.
//
// The result shares what did not change with the receiver and neither may be
// modified. Places stay, for their order only: nobody prints them where
// Restricted is set.
func (c *Case) For(clearance Label) *Case {
	v := &viewer{c: c, clearance: clearance, labels: c.labels(), parties: map[PartyID]bool{}, hidden: map[string]bool{}}
	d := *c
	d.Restricted, d.Clearance, d.SHA256 = true, clearance, ""
	d.Sources = keep(c.Sources, func(s *Source) bool { return v.sees(&s.Meta) })
	d.Evidence = keep(c.Evidence, v.seesEvidence)
	d.Issues = keep(c.Issues, v.seesIssue)
	d.Parties = keep(c.Parties, v.seesParty)
	for i := range d.Parties {
		v.cutParty(&d.Parties[i])
	}
	for i := range d.Evidence {
		e := &d.Evidence[i]
		e.About, e.SaidBy = keep(e.About, v.partySeen), keep(e.SaidBy, v.partySeen)
	}
	d.NoDeal.Set = keep(c.NoDeal.Set, func(s *Setting) bool { return !v.hiddenIssue(s.Issue) })
	d.Rules = keep(c.Rules, func(r *Rule) bool { return v.sees(&r.Meta) && v.reads(r.When) })
	d.Same = keep(c.Same, func(w **Condition) bool { return v.reads(*w) })
	d.Relations = keep(c.Relations, func(r *Relation) bool {
		return v.sees(&r.Meta) && v.partySeen(&r.From) && v.partySeen(&r.To)
	})
	d.Power = keep(c.Power, func(s *PowerShare) bool { return v.partySeen(&s.Party) && v.sees(&s.Share.Meta) })
	d.Coalitions = keep(c.Coalitions, func(ids *[]PartyID) bool {
		return !slices.ContainsFunc(*ids, func(id PartyID) bool { return !v.partySeen(&id) })
	})
	v.cutPaths(&d)
	v.cutRefs(&d)
	v.cutConsents(&d)
	return &d
}

// viewer decides what a reader sees of a case.
type viewer struct {
	c         *Case
	clearance Label
	labels    labels
	parties   map[PartyID]bool
	hidden    map[string]bool // paths of issues, parties, rows and evidence
}

// hide notes what is not seen under its path.
func (v *viewer) hide(seen bool, path ...string) {
	if !seen {
		v.hidden[strings.Join(path, ".")] = true
	}
}

// keep returns a new slice of the elements that pass.
func keep[T any](in []T, pass func(*T) bool) []T {
	var out []T
	for i := range in {
		if pass(&in[i]) {
			out = append(out, in[i])
		}
	}
	return out
}

// labels holds the label of each piece of evidence: its own joined with those
// of its source and of the evidence it rests on in turn.
type labels map[EvidenceID]Label

func (c *Case) labels() labels {
	l := labels{}
	for changed := true; changed; {
		changed = false
		for i := range c.Evidence {
			e := &c.Evidence[i]
			label := l[e.ID].Join(l.of(&e.Meta))
			if s := c.FindSource(e.Source); s != nil {
				label = label.Join(l.of(&s.Meta))
			}
			changed = changed || label != l[e.ID]
			l[e.ID] = label
		}
	}
	return l
}

// of is the label of a thing: its own joined with that of the evidence it rests
// on.
func (l labels) of(m *Meta) Label {
	label := m.Label
	for _, r := range m.Because {
		label = label.Join(l[r.ID])
	}
	return label
}

func (v *viewer) sees(m *Meta) bool { return v.labels.of(m).Visible(v.clearance) }

func (v *viewer) seesEvidence(e *Evidence) bool {
	seen := v.labels[e.ID].Visible(v.clearance)
	v.hide(seen, "evidence", string(e.ID))
	return seen
}

func (v *viewer) seesIssue(s *Issue) bool {
	m := s.gathered()
	seen := v.sees(&m)
	v.hide(seen, "issues", string(s.ID))
	v.hide(seen, "no_deal", string(s.ID))
	return seen
}

func (v *viewer) seesParty(p *Party) bool {
	seen := v.sees(&p.Meta)
	v.hide(seen, "parties", string(p.ID))
	v.parties[p.ID] = seen
	return seen
}

func (v *viewer) hiddenIssue(id IssueID) bool { return v.hidden["issues."+string(id)] }

// partySeen reports whether a party has an entry that may be seen. A player
// without one is treated like a hidden party, so that nobody can tell them apart.
func (v *viewer) partySeen(id *PartyID) bool { return v.parties[*id] }

// reads reports whether every issue a condition speaks of is visible.
func (v *viewer) reads(when *Condition) bool {
	return !slices.ContainsFunc(when.Issues(), v.hiddenIssue)
}

// number drops a quantity that may not be seen.
func (v *viewer) number(q *Quantity) *Quantity {
	if q == nil || v.sees(&q.Meta) {
		return q
	}
	return nil
}

// cutParty drops the parts of a visible party that may not be seen.
func (v *viewer) cutParty(p *Party) {
	p.Influence = v.number(p.Influence)
	p.NoAgreement = v.number(p.NoAgreement)
	p.CostOfDelay = v.number(p.CostOfDelay)
	p.Wants.AtMost = v.number(p.Wants.AtMost)
	p.Wants.Rows = keep(p.Wants.Rows, func(r *Row) bool { return v.seesRow(p, r) })
	p.Wants.Links = keep(p.Wants.Links, v.seesLink)
	if len(p.Wants.Rows)+len(p.Wants.Links) == 0 {
		p.Wants = Wants{} // that it had a table tells that it had hidden rows
	}
	p.Scores = keep(p.Scores, v.seesLink)
	v.cutOrder(p)
}

func (v *viewer) seesRow(p *Party, r *Row) bool {
	m := r.gathered()
	seen := v.sees(&m) && !v.hiddenIssue(r.Issue)
	v.hide(seen, "parties", string(p.ID), p.table(), string(r.Issue))
	return seen
}

func (v *viewer) seesLink(l *Link) bool {
	m := l.gathered()
	return v.sees(&m) && v.reads(l.When)
}

// cutOrder drops the statements, ranks and pairs that may not be seen.
func (v *viewer) cutOrder(p *Party) {
	var prefers [][]Statement
	for _, entry := range p.Prefers {
		entry = keep(entry, func(s *Statement) bool { return v.sees(&s.Meta) && v.reads(s.When) })
		if len(entry) > 0 {
			prefers = append(prefers, entry)
		}
	}
	p.Prefers = prefers
	var ranking []Rank
	for _, r := range p.Ranking {
		r.Fits = keep(r.Fits, func(w **Condition) bool { return v.reads(*w) })
		if len(r.Fits) > 0 {
			ranking = append(ranking, r)
		}
	}
	p.Ranking = ranking
	p.Unknown = keep(p.Unknown, func(pair *[2]*Condition) bool { return v.reads(pair[0]) && v.reads(pair[1]) })
	p.SeesNot = keep(p.SeesNot, func(w **Condition) bool { return v.reads(*w) })
}

// cutPaths drops the scenarios and correlations that lead to what may not be
// seen.
func (v *viewer) cutPaths(d *Case) {
	if len(v.c.Scenarios)+len(v.c.Correlated) == 0 {
		return
	}
	all, left := v.c.quantityPaths(), d.quantityPaths()
	seen := func(path string) bool {
		words := splitAny(path, ".[]")
		if path = strings.Join(words, "."); matches(path, all) > 0 {
			return matches(path, left) == 1 && !positional(words)
		}
		return !v.leadsToHidden(words) && !positional(words)
	}
	d.Scenarios = keep(v.c.Scenarios, func(s *Scenario) bool {
		return v.sees(&s.Meta) && !slices.ContainsFunc(s.Set, func(ch Change) bool { return !seen(ch.Path) })
	})
	d.Correlated = keep(v.c.Correlated, func(r *Correlation) bool {
		return v.sees(&r.Meta) && !slices.ContainsFunc(r.Of, func(path string) bool { return !seen(path) })
	})
}

// leadsToHidden reports whether a path, with its first word or without it,
// starts with that of something hidden.
func (v *viewer) leadsToHidden(words []string) bool {
	for n := range words {
		path := strings.Join(words[:n+1], ".")
		for _, root := range []string{"", "issues.", "no_deal.", "parties.", "evidence."} {
			if v.hidden[root+path] {
				return true
			}
		}
	}
	return false
}

// positional reports whether a path leads to a place in a list.
func positional(words []string) bool {
	for _, w := range words {
		if w == "values" || w == "scores" {
			return false // numbers and conditions follow
		}
		if strings.Trim(w, "0123456789") == "" {
			return true
		}
	}
	return false
}

// cutRefs drops mentions of hidden evidence. It copies what it changes.
func (v *viewer) cutRefs(d *Case) {
	visible := map[EvidenceID]bool{}
	for i := range d.Evidence {
		visible[d.Evidence[i].ID] = true
	}
	cut := func(refs []Ref) []Ref { return keep(refs, func(r *Ref) bool { return visible[r.ID] }) }
	d.detach()
	d.eachMeta(func(m *Meta) { m.Because, m.Against = cut(m.Because), cut(m.Against) })
	for i := range d.Evidence {
		m := &d.Evidence[i].Meta
		m.Because, m.Against = cut(m.Because), cut(m.Against)
	}
}

// detach copies everything that eachMeta reaches through a pointer or an inner
// slice, so that it can be changed without touching the original.
func (c *Case) detach() {
	for i := range c.Issues {
		c.Issues[i].Options = slices.Clone(c.Issues[i].Options)
		c.Issues[i].Arcs = slices.Clone(c.Issues[i].Arcs)
	}
	for i := range c.Parties {
		p := &c.Parties[i]
		for _, q := range []**Quantity{&p.Influence, &p.NoAgreement, &p.CostOfDelay, &p.Wants.AtMost} {
			*q = copied(*q)
		}
		for j := range p.Wants.Rows {
			r := &p.Wants.Rows[j]
			r.Weight, r.Salience, r.Position = copied(r.Weight), copied(r.Salience), copied(r.Position)
			r.Values, r.Breakpoints = slices.Clone(r.Values), slices.Clone(r.Breakpoints)
			for k := range r.Values {
				r.Values[k] = copied(r.Values[k])
			}
		}
	}
}

func copied(q *Quantity) *Quantity {
	if q == nil {
		return nil
	}
	d := *q
	return &d
}

// cutConsents replaces rules that can no longer be read by their default.
func (v *viewer) cutConsents(d *Case) {
	players := d.Players()
	check := func(r *Consent) *Consent {
		if r == nil || slices.ContainsFunc(r.Issues(), v.hiddenIssue) {
			return nil
		}
		if b, err := r.Compile(d, players); err != nil || !b.root.reachable() {
			return nil
		}
		return r
	}
	d.SignedBy = check(d.SignedBy)
	for i := range d.Issues {
		s := &d.Issues[i]
		s.By = check(s.By)
		s.Arcs = keep(s.Arcs, func(a *Arc) bool { return check(a.By) != nil })
	}
	for i := range d.Parties {
		d.Parties[i].RatifiedBy = check(d.Parties[i].RatifiedBy)
	}
}
