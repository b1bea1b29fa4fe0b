package casefile

import (
	"fmt"
	"slices"
	"strings"

	"detente"
)

// topFields are the fields of a case, in the order in which it is written.
var topFields = []string{"detente", "title", "question", "note", "sources", "groups", "signed_by", "no_deal", "ties", "issues", "rules", "same",
	"parties", "relations", "scenarios", "correlated", "power", "coalitions", "evidence"}

// decode reads the whole case: issues first, wherever they stand, because
// everything else speaks of their options.
func (d *decoder) decode(root *node) {
	t := d.fields(root, nil, "case", nil, topFields...)
	if root.kind != mappingNode {
		return
	}
	d.version(&t)
	d.c.Title, d.c.Question, d.c.Note = t.text("title"), t.text("question"), t.text("note")
	d.issues(t.need("issues", "add `issues:` with at least one issue under it"))
	d.sources(t.collection("sources"))
	d.groups(t.collection("groups"))
	d.c.SignedBy = d.consent(t.get("signed_by"))
	d.noDeal(&t)
	if d.choice(t.get("ties"), "`ties`", []string{"accept", "refuse"}) == "refuse" {
		d.c.Ties = detente.TiesRefuse
	}
	d.rules(t.collection("rules"))
	d.c.Same = d.conditions(t.collection("same"), "`same`")
	d.parties(t.collection("parties"))
	d.relations(t.collection("relations"))
	d.correlated(t.collection("correlated"))
	d.power(t.collection("power"))
	d.coalitions(t.collection("coalitions"))
	d.evidence(t.collection("evidence"))
	d.scenarios(t.collection("scenarios"))
	d.check()
}

// version holds the file against the version of the language that is read here.
func (d *decoder) version(t *fields) {
	v := t.n.get("detente")
	switch {
	case v == nil:
		d.reportAt(detente.Error, "missing-version", detente.Pos{Line: 1, Col: 1}, 1, "the case does not say its version of the language",
			"a later program can then read an older case as it was meant", "write `detente: 1` on the first line")
		d.offerVersion()
	case v.text != "1":
		d.errorf("unknown-version", v, "this program reads version 1", "write `detente: 1`, or use the program that the case was written for", "version %q of the case language is not known", v.text)
	}
}

func (d *decoder) groups(n *node) {
	d.named(n, groupName, "`groups`", func(k, v *node) {
		g := detente.Group{ID: detente.GroupID(k.text), Pos: k.pos}
		if v.null() {
			d.noValue(k, "`groups`")
			return
		}
		for _, w := range d.words(v, fmt.Sprintf("group %q", k.text), true) {
			if w.text != "all" {
				d.identifier(w, partyName)
			}
			g.Members = append(g.Members, detente.Member{ID: w.text, Pos: w.pos})
		}
		d.c.Groups = append(d.c.Groups, g)
	})
}

// noDeal reads what becomes of the issues if the parties part.
func (d *decoder) noDeal(t *fields) {
	n := t.collection("no_deal")
	if n == nil {
		return
	}
	d.c.NoDeal.Pos = n.pos
	if n.kind == scalarNode && n.text == "none" {
		d.c.NoDeal.None = true
		return
	}
	if !d.isKind(n, mappingNode, "`no_deal`", "write {issue: option}, or `none` where no deal is no outcome of these issues") {
		return
	}
	d.duplicates(n, "`no_deal`")
	d.f.known[n] = d.issueIDs()
	for i, k := range n.keys {
		if s := d.issue(k); s != nil {
			if level, ok := d.level(s, n.items[i], "`no_deal`"); ok {
				d.c.NoDeal.Set = append(d.c.NoDeal.Set, detente.Setting{Issue: s.ID, Level: level, Text: n.items[i].text, Pos: k.pos})
			}
		}
	}
}

func (d *decoder) rules(n *node) {
	d.each(n, "`rules`", false, func(item *node) {
		t := d.fields(item, nil, "rule", nil, append([]string{"never", "never_signed"}, metaFields...)...)
		never, signed := t.get("never"), t.get("never_signed")
		if item.kind != mappingNode {
			return
		}
		if (t.n.get("never") == nil) == (t.n.get("never_signed") == nil) {
			d.errorf("missing-field", item, "never: it cannot exist, in any lens; never_signed: no package contains it, though a breach may lead there",
				"write one of the two in each rule", "a rule needs either \"never\" or \"never_signed\"")
			return
		}
		r := detente.Rule{Signed: signed != nil, Meta: t.meta()}
		if r.When = d.condition(never); r.When == nil {
			r.When = d.condition(signed)
		}
		if r.When != nil {
			d.c.Rules = append(d.c.Rules, r)
		}
	})
}

func (d *decoder) relations(n *node) {
	d.each(n, "`relations`", false, func(item *node) {
		t := d.fields(item, nil, "relation", nil, append([]string{"from", "to", "attitude"}, metaFields...)...)
		if item.kind != mappingNode {
			return
		}
		from := d.text(t.need("from", "name the party that feels"), "`from`")
		to := d.text(t.need("to", "name the party it feels about"), "`to`")
		attitude := d.choice(t.need("attitude", "write positive, negative or neutral"), "`attitude`", []string{"positive", "negative", "neutral"})
		d.c.Relations = append(d.c.Relations, detente.Relation{From: detente.PartyID(from), To: detente.PartyID(to), Attitude: attitude, Meta: t.meta()})
	})
}

func (d *decoder) correlated(n *node) {
	d.each(n, "`correlated`", false, func(item *node) {
		t := d.fields(item, nil, "correlation", nil, append([]string{"of", "r"}, metaFields...)...)
		if item.kind != mappingNode {
			return
		}
		c := detente.Correlation{Pos: t.key.pos, Meta: t.meta()}
		of := t.need("of", "name at least two ranges: [russia.influence, united-states.influence]")
		for _, w := range d.words(of, "`of`", false) {
			c.Of = append(c.Of, w.text)
		}
		if of != nil && of.kind == listNode && len(of.items) < 2 {
			d.errorf("missing-field", of, "ranges move together with one another", "name at least two", "a correlation needs two ranges")
		}
		r := t.need("r", "write the rank correlation, between -1 and 1")
		x, ok := d.number(r, "`r`")
		if ok && (x < -1 || x > 1) {
			d.errorf("out-of-limits", r, "a rank correlation runs from -1 to 1", "choose a number between -1 and 1", "%s is outside the limits of `r`", r.text)
		}
		c.R = x
		d.c.Correlated = append(d.c.Correlated, c)
	})
}

func (d *decoder) power(n *node) {
	d.named(n, partyName, "`power`", func(k, v *node) {
		if v.null() {
			d.noValue(k, "`power`")
		} else if q := d.quantity(v, limits{0, 1, false, "bargaining power"}); q != nil {
			d.c.Power = append(d.c.Power, detente.PowerShare{Party: detente.PartyID(k.text), Share: *q})
		}
	})
}

func (d *decoder) coalitions(n *node) {
	d.each(n, "`coalitions`", false, func(item *node) {
		var ids []detente.PartyID
		for _, w := range d.words(item, "a coalition", false) {
			ids = append(ids, detente.PartyID(w.text))
		}
		d.c.Coalitions = append(d.c.Coalitions, ids)
	})
}

// scenarios reads named sets of changes. The form of a changed value is held
// against the field that it would replace; what the changed case means is seen
// when the scenario is used.
func (d *decoder) scenarios(n *node) {
	d.named(n, scenarioName, "`scenarios`", func(k, v *node) {
		t := d.fields(v, k, fmt.Sprintf("scenario %q", k.text), nil, append(metaFields[:len(metaFields):len(metaFields)], "set")...)
		if v.kind != mappingNode {
			return
		}
		s := detente.Scenario{ID: k.text, Meta: t.meta()}
		set := t.need("set", "write what changes: {set: {parties.russia.influence: 50}}")
		if set != nil && d.isKind(set, mappingNode, "`set`", "write {path: value}") {
			d.duplicates(set, "`set`")
			d.f.known[set] = nil
			for i, path := range set.keys {
				s.Set = append(s.Set, d.change(path, set.items[i]))
			}
		}
		d.c.Scenarios = append(d.c.Scenarios, s)
	})
}

// tryChange reads what a change would replace again, with the new value.
func (d *decoder) tryChange(at spot, path, value *node) {
	if again := d.f.again[at.node]; again != nil {
		again(d, value)
	}
	again := d.f.again[at.parent]
	if again == nil {
		return
	}
	grown := *at.parent
	grown.kind = mappingNode
	grown.keys = append(slices.Clone(grown.keys), &node{text: at.key, pos: path.pos, start: path.start, end: path.end})
	grown.items = append(slices.Clone(grown.items), value)
	again(d, &grown)
}

func (d *decoder) change(path, value *node) detente.Change {
	text := d.f.lines.text[value.start:value.end]
	if strings.Contains(text, "\n") {
		text = asValue(value).flowText()
	}
	at, fault := d.f.find(path.text)
	if value.null() {
		d.noValue(path, "`set`")
	} else if fault != nil {
		d.errorf("unknown-path", path, "a path, or a unique end of one, leads to one value of the case", fault.help, "%s", fault.message)
	} else {
		d.tryChange(at, path, value)
	}
	return detente.Change{Path: path.text, Text: text, Pos: path.pos}
}
