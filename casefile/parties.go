package casefile

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"detente"
)

var partyFields = append([]string{"aliases", "of", "influence", "ratified_by", "no_agreement", "cost_of_delay", "counts",
	"wants", "points", "at_most", "prefers", "ranking", "scores", "unknown", "sees_not"}, metaFields...)

func (d *decoder) parties(n *node) {
	d.named(n, partyName, "`parties`", func(k, v *node) {
		p := detente.Party{ID: detente.PartyID(k.text), Meta: detente.Meta{Pos: k.pos}}
		if !v.null() {
			d.readParty(&p, k, v)
		} else {
			d.f.known[v] = partyFields
			d.f.again[v] = func(e *decoder, m *node) { e.readParty(&detente.Party{ID: p.ID}, k, m) }
		}
		d.c.Parties = append(d.c.Parties, p)
	})
}

func (d *decoder) readParty(p *detente.Party, k, v *node) {
	d.f.again[v] = func(e *decoder, m *node) { e.readParty(&detente.Party{ID: p.ID}, k, m) }
	t := d.fields(v, k, fmt.Sprintf("party %q", k.text), nil, partyFields...)
	p.Meta = t.meta()
	for _, w := range d.words(t.collection("aliases"), "`aliases`", true) {
		p.Aliases = append(p.Aliases, w.text)
	}
	p.Of = detente.PartyID(t.text("of"))
	p.Influence = d.quantity(t.get("influence"), weightLimits("influence"))
	p.RatifiedBy = d.consent(t.get("ratified_by"))
	p.CostOfDelay = d.quantity(t.get("cost_of_delay"), percent("the cost of delay"))
	d.counts(p, t.collection("counts"))
	d.wants(p, &t)
	p.NoAgreement = d.quantity(t.get("no_agreement"), worthLimits(p).named("the worth of no agreement"))
	d.order(p, &t)
	p.SeesNot = d.conditions(t.collection("sees_not"), "`sees_not`")
}

// worthLimits are the ends of what an outcome can be worth to a party: 0 and
// 100 for weights, none for points or where links add to it.
func worthLimits(p *detente.Party) limits {
	if p.Wants.Points || len(p.Wants.Links) > 0 {
		return noLimits
	}
	return percent("")
}

func (d *decoder) counts(p *detente.Party, n *node) {
	d.named(n, countName, "`counts`", func(k, v *node) {
		if v.null() {
			d.noValue(k, "`counts`")
			return
		}
		if !d.isKind(v, scalarNode, "a count", "write one number") {
			return
		}
		x, err := detente.ParseDecimal(v.text)
		if err != nil {
			d.errorf("bad-number", v, "votes, seats and populations are added up exactly", "write a plain number of at most 15 digits, such as 29 or 82.038", "%s", err)
			return
		}
		p.Counts = append(p.Counts, detente.Count{Name: k.text, Value: x, Pos: k.pos})
	})
}

// wants reads a party's rows, of weights or of points.
func (d *decoder) wants(p *detente.Party, t *fields) {
	n, name := t.collection("wants"), "wants"
	points := t.n.get("points") != nil
	if points && t.n.get("wants") != nil {
		d.errorf("two-preferences", t.keyOf("points"), "a party has either weights and values (wants) or points; two could contradict each other", "keep one of them", "%q has both `wants` and `points`", p.ID)
		points = false
	} else if points {
		n, name = t.collection("points"), "points"
	}
	if most := t.get("at_most"); most != nil {
		if p.Wants.AtMost = d.quantity(most, noLimits.named("`at_most`")); !points {
			d.errorf("misplaced-field", t.keyOf("at_most"), "the sum of points can be cut off; a sum of weights never passes 100", "take it out, or give the party `points`", "`at_most` needs `points`")
		}
	}
	p.Wants.Points = points
	if t.n.get(name) == nil {
		return
	}
	p.Wants.Written = true
	p.Wants.Pos = t.keyOf(name).pos
	if n == nil || !d.isKind(n, mappingNode, "`"+name+"`", "write one line for each issue: `wage: {weight: 45, ...}`") {
		return
	}
	d.rows(p, n, fmt.Sprintf("`%s` of %q", name, p.ID))
}

// rows reads the table of a party.
func (d *decoder) rows(p *detente.Party, n *node, what string) {
	d.duplicates(n, what)
	d.f.known[n] = nil
	d.f.again[n] = func(e *decoder, m *node) {
		e.rows(&detente.Party{ID: p.ID, Wants: detente.Wants{Points: p.Wants.Points}}, m, what)
	}
	for i, k := range n.keys {
		switch v := n.items[i]; {
		case k.text == "links":
			p.Wants.Links = d.links(v)
		case v.null():
			d.noValue(k, what)
		default:
			if s := d.issue(k); s != nil && p.Row(s.ID) == nil {
				p.Wants.Rows = append(p.Wants.Rows, d.row(s, k, v, p.Wants.Points))
			}
		}
	}
}

func (d *decoder) links(n *node) (links []detente.Link) {
	if n.null() {
		return nil
	}
	d.each(n, "`links`", false, func(item *node) {
		t := d.fields(item, nil, "link", nil, append([]string{"when", "add"}, metaFields...)...)
		if item.kind != mappingNode {
			return
		}
		when := d.condition(t.need("when", "write the condition under which something is added"))
		add := d.quantity(t.need("add", "write what is added to the utility, such as 5 or -15..-5"), noLimits.named("what a link adds"))
		if when != nil && add != nil {
			links = append(links, detente.Link{When: when, Add: *add, Meta: t.meta()})
		}
	})
	return links
}

var rowFields = append([]string{"weight", "salience", "position", "values"}, metaFields...)

// row reads what an issue means to a party.
func (d *decoder) row(s *detente.Issue, k, v *node, points bool) detente.Row {
	d.f.again[v] = func(e *decoder, m *node) { e.row(s, k, m, points) }
	r := detente.Row{Issue: s.ID, Meta: detente.Meta{Pos: k.pos}}
	lim := percent("a value")
	known := rowFields
	if points {
		lim = noLimits.named("a number of points")
	}
	var valued *node
	t := d.fields(v, k, fmt.Sprintf("row %q", k.text), func(key, value *node) bool {
		level := s.OptionIndex(detente.OptionID(key.text))
		switch {
		case d.broken[s.ID]:
			return true
		case level < 0:
			return d.strangeOption(s, key, known)
		case value.null():
			d.noValue(key, fmt.Sprintf("row %q", k.text))
			return true
		}
		if r.Values == nil {
			r.Values = make([]*detente.Quantity, len(s.Options))
		}
		if r.Values[level] == nil {
			r.Values[level] = d.quantity(value, lim)
		}
		valued = key
		return true
	}, known...)
	if v.kind != mappingNode {
		return r
	}
	if v.items != nil {
		d.f.known[v] = append(optionIDs(s), known...)
	}
	r.Meta = t.meta()
	r.Weight = d.quantity(t.get("weight"), weightLimits("a weight"))
	if points && r.Weight != nil {
		d.errorf("misplaced-field", t.keyOf("weight"), "points are straight numbers, one for each option, and are simply added", "take it out, or rename `points` to `wants`", "a row of points has no weight")
	}
	r.Salience = d.quantity(t.get("salience"), percent("salience"))
	r.Position = d.quantity(t.get("position"), positionLimits(s))
	r.Breakpoints = d.breakpoints(s, t.collection("values"), lim)
	if valued != nil && r.Breakpoints != nil {
		d.errorf("mixed-values", t.keyOf("values"), "each option is worth one thing", "keep either the options or the breakpoints", "row %q gives values both by option and by place on the scale", k.text)
	}
	return r
}

// strangeOption reports a key of a row that is neither field nor option. It
// returns false where a misspelt field is more likely.
func (d *decoder) strangeOption(s *detente.Issue, key *node, known []string) bool {
	ids := optionIDs(s)
	if len(ids) == 0 {
		if _, fault := parseNumber(key.text); fault == nil {
			d.errorf("misplaced-field", key, "places on a scale stand under `values`", "write values: {"+key.text+": ...}", "%q stands in the row itself", key.text)
			return true
		}
		return false
	}
	near := detente.Suggest(key.text, append(slices.Clone(ids), known...))
	if contains(known, near) {
		return false
	}
	d.errorf("unknown-option", key, "a row gives a value to the options of its issue: "+strings.Join(ids, ", "), didYouMean(key.text, ids), "%q is no option of %q", key.text, s.ID)
	d.offer(key, key.text, ids, "a misspelt option")
	return true
}

func positionLimits(s *detente.Issue) limits {
	if from, to, ok := s.Range(); ok {
		return limits{from, to, false, fmt.Sprintf("the scale of %q", s.ID)}
	}
	return noLimits.named("a position")
}

// breakpoints reads {place: value}, in ascending order of the places.
func (d *decoder) breakpoints(s *detente.Issue, n *node, lim limits) []detente.Breakpoint {
	if n == nil || !d.isKind(n, mappingNode, "`values`", "write {place on the scale: value}, like {2: 100, 3.5: 80, 6: 0}") {
		return nil
	}
	d.f.known[n] = nil
	var points []detente.Breakpoint
	for i, k := range n.keys {
		x, fault := parseNumber(k.text)
		switch {
		case fault != nil && s.OptionIndex(detente.OptionID(k.text)) >= 0:
			d.errorf("misplaced-field", k, "`values` is for places on a scale", fmt.Sprintf("write `%s: ...` in the row itself", k.text), "option %q stands under `values`", k.text)
			continue
		case fault != nil:
			d.errorf(fault.code, k, "`values` goes from places on the scale to what they are worth", "write numbers before the colons: {2: 100, 6: 0}", "%q is no place on a scale", k.text)
			continue
		case n.items[i].null():
			d.noValue(k, "`values`")
			continue
		case slices.ContainsFunc(points, func(b detente.Breakpoint) bool { return b.At == x }):
			d.errorf("duplicate-key", k, "a place on the scale is worth one thing", "keep one of them", "%s stands twice in `values`", k.text)
			continue
		}
		if q := d.quantity(n.items[i], lim); q != nil {
			points = append(points, detente.Breakpoint{At: x, Value: *q, Pos: k.pos})
		}
	}
	slices.SortStableFunc(points, func(a, b detente.Breakpoint) int { return int(math.Copysign(1, a.At-b.At)) })
	return points
}
