package casefile

import (
	"fmt"
	"math"
	"strings"

	"detente"
)

var (
	issueFields  = append([]string{"options", "scale", "now", "by", "decided"}, metaFields...)
	optionFields = append([]string{"at"}, metaFields...)
)

func (d *decoder) issues(n *node) {
	if n == nil {
		d.unsound = true
		return
	}
	if n.kind == mappingNode && len(n.keys) == 0 {
		d.errorf("missing-field", n, "a negotiation is about something", "add an issue: `price: {scale: {from: 0, to: 100}}`", "there are no issues")
	}
	d.unsound = d.unsound || n.kind != mappingNode
	d.named(n, issueName, "`issues`", func(k, v *node) {
		s := detente.Issue{ID: detente.IssueID(k.text), Now: detente.NoLevel, Decided: detente.NoLevel, Meta: detente.Meta{Pos: k.pos}}
		before := len(d.found)
		if v.null() {
			d.f.known[v] = issueFields
			d.f.again[v] = func(e *decoder, m *node) { e.readIssue(&detente.Issue{ID: s.ID}, k, m) }
			yesNo(&s)
		} else {
			d.readIssue(&s, k, v)
		}
		if detente.HasErrors(d.found[before:]) {
			d.broken[s.ID] = true
		}
		d.c.Issues = append(d.c.Issues, s)
	})
}

func (d *decoder) readIssue(s *detente.Issue, k, v *node) {
	d.f.again[v] = func(e *decoder, m *node) { e.readIssue(&detente.Issue{ID: s.ID}, k, m) }
	t := d.fields(v, k, fmt.Sprintf("issue %q", k.text), nil, issueFields...)
	s.Meta = t.meta()
	s.Scale = d.scale(&t)
	d.options(s, t.get("options"))
	switch {
	case len(s.Options) > 0:
		s.Form = detente.Named
	case s.Scale != nil && s.Scale.Step > 0:
		s.Form = detente.Grid
	case s.Scale != nil:
		s.Form = detente.Divisible
	default:
		yesNo(s)
	}
	if s.Scale == nil && t.get("scale") != nil {
		return // it is reported, and no level can be told
	}
	d.now(s, &t)
	d.by(s, t.get("by"))
	if n := t.get("decided"); n != nil {
		if level, ok := d.level(s, n, "`decided`"); ok {
			s.Decided = level
		}
	}
}

// yesNo gives an issue without options and scale its two options.
func yesNo(s *detente.Issue) {
	s.Form = detente.YesNo
	s.Now = 0
	s.Options = []detente.Option{{ID: detente.NotTaken}, {ID: detente.Taken}}
	for i := range s.Options {
		s.Options[i].Pos = s.Pos
	}
}

func (d *decoder) scale(t *fields) *detente.Scale {
	n := t.get("scale")
	if n == nil {
		return nil
	}
	st := d.fields(n, nil, "scale", nil, "from", "to", "unit", "step")
	if n.kind != mappingNode {
		return nil
	}
	s := &detente.Scale{Unit: st.text("unit"), Pos: n.pos}
	from, okFrom := d.number(st.need("from", "write the lower end, like {from: 0, to: 100}"), "`from`")
	to, okTo := d.number(st.need("to", "write the upper end, like {from: 0, to: 100}"), "`to`")
	step, okStep := d.number(st.get("step"), "`step`")
	if !okFrom || !okTo || !okStep && st.n.get("step") != nil {
		return nil
	}
	s.From, s.To, s.Step = from, to, step
	why, help := "a scale runs from its lower end up to its higher one", "exchange `from` and `to`, or turn the values around"
	switch {
	case from >= to:
	case okStep && (step <= 0 || step > (to-from)*(1+1e-9)): // the last bits of what was typed may differ
		why, help = "a step is a positive number, at most the length of the scale", "choose a smaller step, or leave it out where every number is possible"
	case okStep && (to-from)/step >= detente.MaxLevels:
		why, help = "a scale has at most 100,000 steps", "choose a larger step, or leave it out where every number is possible"
	default:
		return s
	}
	steps := ""
	if okStep {
		steps = " in steps of " + trim(step)
	}
	d.errorf("bad-scale", n, why, help, "the scale from %s to %s%s cannot be used", trim(from), trim(to), steps)
	return nil
}

// options reads [a, b] or {a: {at: 0}, b: {}}.
func (d *decoder) options(s *detente.Issue, n *node) {
	what := fmt.Sprintf("the options of %q", s.ID)
	if n == nil {
		return
	}
	if n.kind == listNode {
		seen := map[string]*node{}
		for _, w := range d.words(n, what, false) {
			if d.identifier(w, optionName); !detente.IsIdentifier(w.text) {
				d.offerRename(w, n.items)
			}
			if before := seen[w.text]; before != nil {
				d.errorf("duplicate-key", w, "an issue has each option once", "rename one of them, or take it out", "%q stands twice in %s", w.text, what)
				d.report(detente.Note, "duplicate-key", before, fmt.Sprintf("%q stands here for the first time", w.text), fmt.Sprintf("it stands again on line %d", w.pos.Line), "rename one of them, or take it out")
				continue
			}
			seen[w.text] = w
			s.Options = append(s.Options, detente.Option{ID: detente.OptionID(w.text), Meta: detente.Meta{Pos: w.pos}})
		}
	} else {
		d.named(n, optionName, what, func(k, v *node) { s.Options = append(s.Options, d.option(s, k, v)) })
	}
	if len(s.Options) < 2 && (n.kind != scalarNode) {
		d.errorf("few-options", n, "with fewer than two there is nothing to settle", "add another option; for a yes/no issue leave `options` out", "%q has %s", s.ID, plural(len(s.Options), "option"))
	}
}

func (d *decoder) option(s *detente.Issue, k, v *node) detente.Option {
	o := detente.Option{ID: detente.OptionID(k.text), Meta: detente.Meta{Pos: k.pos}}
	if v.null() {
		d.f.known[v] = optionFields
		return o
	}
	t := d.fields(v, k, fmt.Sprintf("option %q", k.text), nil, optionFields...)
	o.Meta = t.meta()
	at := t.get("at")
	o.At, o.HasAt = d.number(at, "`at`")
	if at != nil && s.Scale == nil {
		d.errorf("misplaced-field", t.keyOf("at"), "`at` is a place on the issue's scale", fmt.Sprintf("give %q a scale: {from: 0, to: 100}, or take `at` out", s.ID), "%q has a place, but its issue has no scale", k.text)
	}
	return o
}

// now reads where an issue stands today.
func (d *decoder) now(s *detente.Issue, t *fields) {
	n := t.get("now")
	if n == nil {
		return
	}
	s.NowPos = n.pos
	d.f.again[n] = func(e *decoder, m *node) {
		if m.text != "unknown" {
			e.level(s, m, "`now`")
		}
	}
	if n.kind == scalarNode && n.text == "unknown" {
		s.Now, s.NowUnknown = detente.NoLevel, true
		return
	}
	if level, ok := d.level(s, n, "`now`"); ok {
		s.Now = level
	}
}

// by reads whose consent a change needs: one rule, or a rule for each arc.
func (d *decoder) by(s *detente.Issue, n *node) {
	switch {
	case n == nil:
	case n.kind == scalarNode:
		s.By = d.consent(n)
	case !d.isKind(n, mappingNode, "`by`", "write a consent rule, or {option -> option: rule}"):
	case len(n.keys) == 0:
		d.errorf("no-value", n, "without an arc the issue could never change", "write {option -> option: rule}, or take `by` out", "`by` names no arc")
	default:
		d.duplicates(n, "`by`")
		d.f.known[n] = nil
		for i, k := range n.keys {
			from, to, ok := d.arcEnds(s, k)
			if n.items[i].null() {
				d.noValue(k, "`by`")
				continue
			}
			if by := d.consent(n.items[i]); by != nil && ok {
				s.Arcs = append(s.Arcs, detente.Arc{From: from, To: to, By: by, Pos: k.pos})
			}
		}
	}
}

// arcEnds reads `a -> b`.
func (d *decoder) arcEnds(s *detente.Issue, k *node) (from, to int, ok bool) {
	a, b, isArc := strings.Cut(k.text, "->")
	if !isArc || strings.Contains(b, "->") || s.Form == detente.Grid || s.Form == detente.Divisible {
		why, help := "an arc leads from one option to another, and has a rule of its own", "write it like `war -> ceasefire: russia and ukraine`"
		if isArc {
			why, help = "arcs lead between named options, one at a time", "write one rule for the whole issue: `by: russia and ukraine`"
		}
		d.errorf("bad-arc", k, why, help, "%q is no arc of %q", k.text, s.ID)
		return 0, 0, false
	}
	script := d.script(k)
	end := func(part string, offset int) int {
		id := strings.TrimSpace(part)
		level := s.OptionIndex(detente.OptionID(id))
		if level < 0 {
			at := script.At(offset + strings.Index(part, id))
			d.reportAt(detente.Error, "unknown-option", at, len([]rune(id)), fmt.Sprintf("%q is no option of %q", id, s.ID),
				"an arc leads between the options of its issue: "+strings.Join(optionIDs(s), ", "), didYouMean(id, optionIDs(s)))
			d.offerAt(at, id, optionIDs(s), "a misspelt option")
		}
		return level
	}
	from, to = end(a, 0), end(b, len(a)+2)
	return from, to, from >= 0 && to >= 0
}

func optionIDs(s *detente.Issue) (ids []string) {
	for i := range s.Options {
		ids = append(ids, string(s.Options[i].ID))
	}
	return ids
}

// issue finds the issue that a key names, or reports that there is none.
func (d *decoder) issue(k *node) *detente.Issue {
	if i := d.c.IssueIndex(detente.IssueID(k.text)); i >= 0 {
		return &d.c.Issues[i]
	}
	ids := d.issueIDs()
	d.errorf("unknown-issue", k, "only the issues of the case can be spoken of", didYouMean(k.text, ids), "there is no issue %q", k.text)
	d.offer(k, k.text, ids, "a misspelt issue")
	return nil
}

func (d *decoder) issueIDs() (ids []string) {
	for i := range d.c.Issues {
		ids = append(ids, string(d.c.Issues[i].ID))
	}
	return ids
}

// level reads an option or a number of an issue.
func (d *decoder) level(s *detente.Issue, n *node, what string) (int, bool) {
	d.f.again[n] = func(e *decoder, m *node) { e.level(s, m, what) }
	if !d.isKind(n, scalarNode, what, "write one of the issue's options, or a number on its scale") {
		return detente.NoLevel, false
	}
	if level, ok := s.ParseLevel(n.text); ok {
		return level, true
	}
	if d.broken[s.ID] {
		return detente.NoLevel, false
	}
	if len(s.Options) > 0 {
		ids := optionIDs(s)
		d.errorf("unknown-option", n, "the options of this issue are "+strings.Join(ids, ", "), didYouMean(n.text, ids), "%q is no option of %q", n.text, s.ID)
		d.offer(n, n.text, ids, "a misspelt option")
		return detente.NoLevel, false
	}
	x, ok := d.number(n, what)
	if !ok {
		return detente.NoLevel, false
	}
	help := fmt.Sprintf("choose a number from %s to %s", trim(s.Scale.From), trim(s.Scale.To))
	if x >= s.Scale.From && x <= s.Scale.To {
		below := s.Scale.From + math.Floor((x-s.Scale.From)/s.Scale.Step)*s.Scale.Step
		help = fmt.Sprintf("choose a number on the steps of %s, such as %s", trim(s.Scale.Step), detente.FormatNumber(below))
	}
	d.errorf("off-scale", n, fmt.Sprintf("the scale of %q runs from %s to %s", s.ID, trim(s.Scale.From), trim(s.Scale.To)), help, "%s is no number of %q", n.text, s.ID)
	return detente.NoLevel, false
}
