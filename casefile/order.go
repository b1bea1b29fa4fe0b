package casefile

import "detente"

// order reads an ordinal preference.
func (d *decoder) order(p *detente.Party, t *fields) {
	for _, name := range []string{"prefers", "ranking", "scores"} {
		if t.n.get(name) != nil && !p.OrderPos.IsValid() {
			p.OrderPos = t.keyOf(name).pos
		}
	}
	d.each(t.collection("prefers"), "`prefers`", false, func(item *node) {
		if entry := d.statements(item); len(entry) > 0 {
			p.Prefers = append(p.Prefers, entry)
		}
	})
	d.ranking(p, t.collection("ranking"))
	if n := t.collection("scores"); n != nil && d.isKind(n, mappingNode, "`scores`", "write {condition: number}, like {strike: -3, accept: 5}") {
		d.duplicates(n, "`scores`")
		for i, k := range n.keys {
			when := d.condition(k)
			if n.items[i].null() {
				d.noValue(k, "`scores`")
			} else if add := d.quantity(n.items[i], noLimits.named("a score")); add != nil && when != nil {
				p.Scores = append(p.Scores, detente.Link{When: when, Add: *add, Meta: detente.Meta{Pos: k.pos}})
			}
		}
	}
	if n := t.collection("unknown"); n != nil {
		p.UnknownPos = t.keyOf("unknown").pos
		d.each(n, "`unknown`", false, func(item *node) { d.unknownPair(p, item) })
	}
}

// statements reads one entry of prefers: a statement, or several whose order
// is unknown.
func (d *decoder) statements(n *node) (entry []detente.Statement) {
	one := func(item *node) {
		s := detente.Statement{Meta: detente.Meta{Pos: item.pos}}
		if item.kind == mappingNode {
			t := d.fields(item, nil, "statement", nil, append([]string{"when"}, metaFields...)...)
			s.Meta = t.meta()
			s.When = d.condition(t.need("when", "write what the party would like to be true"))
		} else {
			s.When = d.condition(item)
		}
		if s.When != nil {
			entry = append(entry, s)
		}
	}
	if n.kind != listNode {
		one(n)
		return entry
	}
	d.each(n, "an inner list of `prefers`", false, one)
	return entry
}

// ranking reads the steps of a ranking, best first.
func (d *decoder) ranking(p *detente.Party, n *node) {
	last := (*node)(nil) // a much-better that waits for what it is better than
	d.each(n, "`ranking`", false, func(item *node) {
		if item.kind == scalarNode && item.text == "much-better" {
			if len(p.Ranking) == 0 || last != nil {
				d.errorf("bad-ranking", item, "much-better stands between two entries: what is above it is much better than what is below", "move it between two entries, or take it out", "`much-better` has nothing above it")
				return
			}
			p.Ranking[len(p.Ranking)-1].MuchBetter = true
			last = item
			return
		}
		last = nil
		r := detente.Rank{Pos: item.pos}
		if item.kind == listNode {
			r.Fits = d.conditions(item, "an inner list of `ranking`")
		} else if w := d.condition(item); w != nil {
			r.Fits = []*detente.Condition{w}
		}
		if len(r.Fits) > 0 {
			p.Ranking = append(p.Ranking, r)
		}
	})
	if last != nil {
		d.errorf("bad-ranking", last, "much-better stands between two entries: what is above it is much better than what is below", "move it between two entries, or take it out", "`much-better` has nothing below it")
	}
}

// unknownPair reads two conditions whose outcomes a party is not known to order.
func (d *decoder) unknownPair(p *detente.Party, n *node) {
	pair := d.conditions(n, "a pair under `unknown`")
	switch {
	case n.kind != listNode:
	case len(n.items) != 2:
		d.errorf("bad-pair", n, "it says that outcomes of one kind and outcomes of another are not known to be ordered", "write two conditions: [[fire=ceasefire, sanctions=lifted]]", "an entry of `unknown` is a pair of conditions, and here are %d", len(n.items))
	case len(pair) == 2:
		p.Unknown = append(p.Unknown, [2]*detente.Condition{pair[0], pair[1]})
	}
}
