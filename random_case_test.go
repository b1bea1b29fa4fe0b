package detente_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"detente"
)

// caseMaker makes a case by chance: what a clearance may see from one stream of
// random numbers, what it may not see from another. Two cases of the same seed
// differ only in what is hidden: its texts, numbers, labels, and how much of it
// there is.
type caseMaker struct {
	r, h         *rand.Rand // for what is seen; for what is hidden
	seen, unseen []detente.Label
	line         int
	c            *detente.Case

	evidence, secretEvidence []detente.EvidenceID
	parties, secretParties   []detente.PartyID
	secretIssues             []detente.Issue
	paths, secretPaths       []string // for scenarios
}

var clearances = []detente.Label{"", "team", "caucus:p0", "caucus:p0,team"}

func makeCase(seed, hidden uint64, clearance detente.Label) *detente.Case {
	m := &caseMaker{r: rand.New(rand.NewPCG(seed, 11)), h: rand.New(rand.NewPCG(hidden, 12)), c: &detente.Case{Title: "by chance"}}
	for _, l := range []detente.Label{"", "team", "caucus:p0", "caucus:p0,team", "caucus:p1", "caucus:p1,team", "caucus:p0,caucus:p1", "caucus:p0,caucus:p1,team"} {
		if l.Visible(clearance) {
			m.seen = append(m.seen, l)
		} else {
			m.unseen = append(m.unseen, l)
		}
	}
	m.c.Groups = []detente.Group{
		{ID: "circle", Members: []detente.Member{{ID: "p0"}, {ID: "ghost"}, {ID: "p1"}}},
		{ID: "core", Members: []detente.Member{{ID: "p0"}, {ID: "p1"}}},
	}
	m.names()
	m.issues()
	m.sources()
	m.rules()
	m.makeParties()
	m.relations()
	m.scenarios()
	return m.c
}

// names settles who and which quotes there are, since anything may mention them.
// A ghost is a name that a group knows; only chance hidden from the reader says
// whether it has an entry of its own.
func (m *caseMaker) names() {
	count := func(r *rand.Rand, n int) int { return r.IntN(n + 1) }
	for i := range 2 + count(m.r, 2) {
		m.parties = append(m.parties, detente.PartyID(fmt.Sprintf("p%d", i)))
	}
	if m.h.IntN(2) == 0 {
		m.secretParties = append(m.secretParties, "ghost")
	}
	for i := range count(m.h, 2) {
		m.secretParties = append(m.secretParties, detente.PartyID(fmt.Sprintf("q%d", i)))
	}
	for i := range count(m.r, 4) {
		m.evidence = append(m.evidence, detente.EvidenceID(fmt.Sprintf("e%d", i)))
	}
	for i := range count(m.h, 4) {
		m.secretEvidence = append(m.secretEvidence, detente.EvidenceID(fmt.Sprintf("x%d", i)))
	}
	for i := range count(m.h, 2) {
		s := named(detente.IssueID(fmt.Sprintf("h%d", i)), []string{"low", "mid", "high", "top"}[:2+m.h.IntN(3)]...)
		s.Now = m.h.IntN(len(s.Options))
		m.secretIssues = append(m.secretIssues, s)
	}
}

// mix inserts the hidden among the seen, which keep their order.
func mix[T any](h *rand.Rand, seen, hidden []T) []T {
	out := slices.Clone(seen)
	for _, x := range hidden {
		out = slices.Insert(out, h.IntN(len(out)+1), x)
	}
	return out
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

func word(r *rand.Rand) string { return fmt.Sprintf("word%d", r.IntN(1000)) }

// meta is what a thing in sight carries. Evidence against it may be hidden.
func (m *caseMaker) meta() detente.Meta {
	m.line++
	t := detente.Meta{Pos: detente.Pos{Line: m.line, Col: 1}, Note: word(m.r)}
	if m.r.IntN(3) == 0 {
		t.Label = pick(m.r, m.seen)
	}
	if len(m.evidence) > 0 && m.r.IntN(2) == 0 {
		t.Because = refs(pick(m.r, m.evidence))
	}
	if len(m.evidence) > 0 && m.r.IntN(4) == 0 {
		t.Against = refs(pick(m.r, m.evidence))
	}
	if len(m.secretEvidence) > 0 && m.h.IntN(3) == 0 {
		t.Against = mix(m.h, t.Against, refs(pick(m.h, m.secretEvidence)))
	}
	return t
}

// secret is what a hidden thing carries: a label, or evidence that is hidden.
func (m *caseMaker) secret() detente.Meta {
	t := detente.Meta{Pos: detente.Pos{Line: 1 + m.h.IntN(200), Col: 2}, Note: word(m.h)}
	if len(m.secretEvidence) > 0 && m.h.IntN(2) == 0 {
		t.Because = refs(pick(m.h, m.secretEvidence))
		if m.h.IntN(2) == 0 {
			t.Label = pick(m.h, m.seen)
		}
		return t
	}
	t.Label = pick(m.h, m.unseen)
	return t
}

func (m *caseMaker) number(r *rand.Rand, t detente.Meta) *detente.Quantity {
	x := float64(r.IntN(101))
	q := detente.Quantity{Low: x, Mid: x, High: x, Max: 100, Meta: t}
	switch r.IntN(4) {
	case 0:
		q.Spread, q.Low, q.High = detente.Interval, math.Max(0, x-5), math.Min(100, x+5)
	case 1:
		q.Spread, q.Low, q.Mid, q.High = detente.Unknown, 0, 0, 0
	}
	return &q
}

func (m *caseMaker) seenNumber() *detente.Quantity   { return m.number(m.r, m.meta()) }
func (m *caseMaker) secretNumber() *detente.Quantity { return m.number(m.h, m.secret()) }

// when is a condition over what is in sight.
func (m *caseMaker) when() *detente.Condition {
	return condition(randomFormula(m.r, m.seenIssues(), 1).text(m.r))
}

func (m *caseMaker) seenIssues() []detente.Issue {
	return slices.DeleteFunc(slices.Clone(m.c.Issues), func(s detente.Issue) bool { return s.ID[0] == 'h' })
}

// secretWhen is a condition that speaks of a hidden issue, nil where there is
// none.
func (m *caseMaker) secretWhen() *detente.Condition {
	if len(m.secretIssues) == 0 {
		return nil
	}
	s := pick(m.h, m.secretIssues)
	text := string(s.ID) + "=" + string(pick(m.h, s.Options).ID)
	if m.h.IntN(2) == 0 {
		seen := m.seenIssues()
		text += " and (" + randomFormula(m.h, seen, 1).text(m.h) + ")"
	}
	return condition(text)
}

// secretWhens is some hidden conditions.
func (m *caseMaker) secretWhens() []*detente.Condition {
	var out []*detente.Condition
	for range m.h.IntN(3) {
		if w := m.secretWhen(); w != nil {
			out = append(out, w)
		}
	}
	return out
}

func (m *caseMaker) consent() *detente.Consent {
	text := pick(m.r, []string{"p0", "p1 and p0", "p0 or p1", "any of circle", "2 of circle", "3 of all", "1 weight of core", "2 weight of all",
		"60% of weight of all", "60% of all", "all", "ghost and p0", "all of circle", "(p0 or ghost) and p1"})
	if m.r.IntN(3) == 0 {
		text = "(" + text + ") if " + randomFormula(m.r, m.seenIssues(), 1).orText(m.r)
	}
	return consent(text)
}

// secretConsent speaks of a hidden issue, nil where there is none.
func (m *caseMaker) secretConsent() *detente.Consent {
	w := m.secretWhen()
	if w == nil {
		return nil
	}
	return consent("p0 if " + w.Text)
}

func (m *caseMaker) issues() {
	seen := randomIssues(m.r)
	for i := range seen {
		s := &seen[i]
		s.Meta = m.meta()
		s.Now = randomLevel(m.r, s)
		s.NowPos = s.Pos
		for k := range s.Options {
			s.Options[k].Meta = m.meta()
		}
		m.paths = append(m.paths, "issues."+string(s.ID)+".now", string(s.ID)+".now")
	}
	m.c.Issues = seen
	for i := range seen {
		s := &seen[i]
		switch {
		case m.r.IntN(2) == 0:
			s.By = m.consent()
		case m.h.IntN(2) == 0:
			s.By = m.secretConsent()
		}
		if s.Form == detente.Named {
			m.arcs(s)
		}
	}
	for i := range m.secretIssues {
		s := &m.secretIssues[i]
		if s.Meta = m.secret(); m.h.IntN(3) == 0 {
			s.Meta = detente.Meta{}
			s.Options[m.h.IntN(len(s.Options))].Meta = m.secret()
		}
		m.secretPaths = append(m.secretPaths, "issues."+string(s.ID)+".now", string(s.ID)+".now", "no_deal."+string(s.ID))
	}
	m.c.Issues = mix(m.h, seen, m.secretIssues)
	m.c.NoDeal.Set = m.settings()
	if m.r.IntN(2) == 0 {
		m.c.SignedBy = m.consent()
	} else if m.h.IntN(2) == 0 {
		m.c.SignedBy = m.secretConsent()
	}
}

// arcs gives an issue its changes; hidden ones are those whose rule speaks of a
// hidden issue.
func (m *caseMaker) arcs(s *detente.Issue) {
	var seen, hidden []detente.Arc
	for from := range s.Options {
		for to := range s.Options {
			switch {
			case from == to:
			case m.r.IntN(4) == 0:
				seen = append(seen, detente.Arc{From: from, To: to, By: m.consent()})
			case m.h.IntN(4) == 0:
				if by := m.secretConsent(); by != nil {
					hidden = append(hidden, detente.Arc{From: from, To: to, By: by})
				}
			}
		}
	}
	s.Arcs = mix(m.h, seen, hidden)
}

func (m *caseMaker) settings() []detente.Setting {
	var seen, hidden []detente.Setting
	for i := range m.c.Issues {
		s := &m.c.Issues[i]
		switch {
		case s.ID[0] == 'h':
			hidden = append(hidden, detente.Setting{Issue: s.ID, Level: m.h.IntN(len(s.Options))})
		case m.r.IntN(3) == 0:
			seen = append(seen, detente.Setting{Issue: s.ID, Level: randomLevel(m.r, s)})
		}
	}
	return mix(m.h, seen, hidden)
}

func (m *caseMaker) sources() {
	var seen, hidden []detente.Source
	for i := range 1 + m.r.IntN(2) {
		t := m.meta()
		t.Because, t.Against = nil, nil
		seen = append(seen, detente.Source{ID: detente.SourceID(fmt.Sprintf("s%d", i)), Meta: t, Text: word(m.r)})
	}
	for i := range m.h.IntN(3) {
		t := m.secret()
		t.Because, t.Label = nil, pick(m.h, m.unseen)
		hidden = append(hidden, detente.Source{ID: detente.SourceID(fmt.Sprintf("t%d", i)), Meta: t, Text: word(m.h)})
	}
	m.c.Sources = mix(m.h, seen, hidden)
	var said, confided []detente.Evidence
	for i, id := range m.evidence {
		e := detente.Evidence{ID: id, Meta: m.meta(), Source: pick(m.r, seen).ID, Quote: word(m.r), Kind: pick(m.r, detente.EvidenceKinds)}
		if e.Because = nil; i > 0 && m.r.IntN(2) == 0 {
			e.Because = refs(m.evidence[m.r.IntN(i)])
		}
		about := []detente.PartyID{pick(m.r, m.parties), "ghost"}[:1+m.r.IntN(2)]
		e.About = mix(m.h, about, m.secretParties[:m.h.IntN(len(m.secretParties)+1)])
		said = append(said, e)
		m.paths = append(m.paths, "evidence."+string(id)+".note")
	}
	for i, id := range m.secretEvidence {
		e := detente.Evidence{ID: id, Source: pick(m.h, seen).ID, Quote: word(m.h), About: []detente.PartyID{pick(m.h, m.parties)}}
		switch {
		case i > 0 && m.h.IntN(3) == 0: // it rests on hidden evidence
			e.Because = refs(m.secretEvidence[m.h.IntN(i)])
		case len(hidden) > 0 && m.h.IntN(2) == 0:
			e.Source = pick(m.h, hidden).ID
		default:
			e.Label = pick(m.h, m.unseen)
		}
		confided = append(confided, e)
		m.secretPaths = append(m.secretPaths, "evidence."+string(id)+".note")
	}
	m.c.Evidence = mix(m.h, said, confided)
}

func (m *caseMaker) rules() {
	var seen, hidden []detente.Rule
	for range m.r.IntN(3) {
		seen = append(seen, detente.Rule{Signed: m.r.IntN(4) > 0, When: m.when(), Meta: m.meta()})
	}
	for range m.h.IntN(3) {
		hidden = append(hidden, detente.Rule{Signed: true, When: condition("i0=" + m.c.Issues[m.c.IssueIndex("i0")].LevelID(0)), Meta: m.secret()})
	}
	for _, w := range m.secretWhens() {
		hidden = append(hidden, detente.Rule{Signed: true, When: w})
	}
	m.c.Rules = mix(m.h, seen, hidden)
	if m.r.IntN(3) == 0 {
		m.c.Same = append(m.c.Same, m.when())
	}
	m.c.Same = mix(m.h, m.c.Same, m.secretWhens())
}

func (m *caseMaker) relations() {
	var seen, hidden []detente.Relation
	var power, secretPower []detente.PowerShare
	var together, apart [][]detente.PartyID
	for range m.r.IntN(3) {
		seen = append(seen, detente.Relation{From: pick(m.r, m.parties), To: pick(m.r, append(m.parties, "ghost")), Attitude: "neutral", Meta: m.meta()})
		together = append(together, []detente.PartyID{"p0", pick(m.r, append(m.parties, "ghost"))})
	}
	for range m.h.IntN(3) {
		hidden = append(hidden, detente.Relation{From: pick(m.h, m.parties), To: pick(m.h, m.parties), Attitude: "positive", Meta: m.secret()})
		if len(m.secretParties) > 0 {
			q := pick(m.h, m.secretParties)
			hidden = append(hidden, detente.Relation{From: q, To: "p0", Attitude: "negative"})
			apart = append(apart, []detente.PartyID{"p1", q})
		}
	}
	for _, id := range m.parties {
		switch {
		case m.r.IntN(3) == 0:
			power = append(power, detente.PowerShare{Party: id, Share: *m.seenNumber()})
		case m.h.IntN(3) == 0:
			secretPower = append(secretPower, detente.PowerShare{Party: id, Share: *m.secretNumber()})
		}
	}
	for _, id := range m.secretParties {
		secretPower = append(secretPower, detente.PowerShare{Party: id, Share: *m.number(m.h, detente.Meta{})})
	}
	m.c.Relations = mix(m.h, seen, hidden)
	m.c.Power = mix(m.h, power, secretPower)
	m.c.Coalitions = mix(m.h, together, apart)
}

func (m *caseMaker) scenarios() {
	var seen, hidden []detente.Scenario
	for i := range m.r.IntN(3) {
		s := detente.Scenario{ID: fmt.Sprintf("plan%d", i), Meta: m.meta()}
		for range 1 + m.r.IntN(2) {
			s.Set = append(s.Set, detente.Change{Path: pick(m.r, append(m.paths, "rules.0.note")), Text: word(m.r)})
		}
		seen = append(seen, s)
	}
	for i := range m.h.IntN(3) {
		s := detente.Scenario{ID: fmt.Sprintf("plot%d", i), Meta: m.secret(), Set: []detente.Change{{Path: pick(m.h, m.paths), Text: word(m.h)}}}
		if len(m.secretPaths) > 0 && m.h.IntN(2) == 0 { // open, but it speaks of what is hidden
			s.Meta = detente.Meta{}
			s.Set = mix(m.h, s.Set, []detente.Change{{Path: pick(m.h, m.secretPaths), Text: word(m.h)}})
		}
		hidden = append(hidden, s)
	}
	m.c.Scenarios = mix(m.h, seen, hidden)
}
