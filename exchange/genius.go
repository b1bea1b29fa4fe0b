package exchange

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"detente"
)

// Genius reads a GENIUS domain and the profiles of the parties at the table, in
// this order. A domain's folder may hold many profiles; a session uses those
// that are named.
//
// The points of a case are GENIUS's own utilities, from 0 to 1:
//
//	u(x) = min(1, Σ_k w_k · e_k(x_k) / max_v e_k(v))      discrete issues; 0 where the maximum is below 0.00001
//	       clamp(slope · (v − lower) + offset, 0, 1)       in place of the quotient for integer issues
//	       clamp(slope · v + offset, 0, 1)                 for real issues; constant and triangular ones too
//
// with weights and evaluations as written, the last one where a value or a
// weight is written twice. Discount factors become cost_of_delay, a period being
// the whole session; reservation values become no_agreement, 0 where there is
// none. Utility spaces that are not sums over issues (type "nonlinear" or
// "constraint") are refused.
//
// The rule is that of genius.core.utility.AdditiveUtilitySpace and its
// evaluators as of 2019. See [NegMAS] for the other way to read the same files.
func Genius(domain File, profiles []File, opt Options) (*detente.Case, []Note, error) {
	c, ns, err := readGenius(domain, profiles, opt)
	if err != nil {
		return nil, nil, fmt.Errorf("exchange: genius: %w", err)
	}
	return c, ns, nil
}

func readGenius(domain File, profiles []File, opt Options) (*detente.Case, []Note, error) {
	if opt.As == "" {
		opt.As = GENIUS
	}
	if opt.As != GENIUS && opt.As != NegMAS {
		return nil, nil, fmt.Errorf("there is no convention %q; write %q or %q", opt.As, GENIUS, NegMAS)
	}
	g := &genius{space: &space{file: &domain, title: domain.title()}, as: opt.As}
	if err := g.domain(); err != nil {
		return nil, nil, err
	}
	for i := range profiles {
		if err := g.profile(&profiles[i]); err != nil {
			return nil, nil, err
		}
	}
	g.describe(profiles)
	return g.space.build()
}

// genius reads a domain and its profiles into a space.
type genius struct {
	*space
	as    Convention
	index []int // by topic: GENIUS's number of the issue
}

// describe says in the case where it came from and in which unit it counts.
func (g *genius) describe(profiles []File) {
	var names []string
	for i := range profiles {
		names = append(names, profiles[i].base())
	}
	rule := "Utilities are points from 0 to 1 by GENIUS's own rule."
	if g.as == NegMAS {
		rule = "Read as NegMAS 0.15.7 reads it: points are weight x evaluation as written, on no common scale."
		g.title += " (as NegMAS 0.15.7 reads it)"
	}
	g.note = fmt.Sprintf("Imported from GENIUS: domain %s, profiles %s. %s", g.file.base(), strings.Join(names, ", "), rule)
	g.notes.add(g.file, scaled, "%s", rule)
}

// domain reads the issues in file order, those of nested objectives too.
func (g *genius) domain() error {
	root, err := parseXML(g.file, &g.notes)
	if err != nil {
		return err
	}
	space := root.find("utility_space")
	if space == nil {
		return g.file.at(root.line, "there is no <utility_space> in this file; is it a GENIUS domain?")
	}
	if err := g.issuesOf(space); err != nil {
		return err
	}
	if len(g.topics) == 0 {
		return g.file.at(space.line, "there is no <issue> in this domain; a negotiation is about something")
	}
	return nil
}

func (g *genius) issuesOf(e *element) error {
	for _, child := range e.children {
		if child.name != "issue" {
			if err := g.issuesOf(child); err != nil {
				return err
			}
			continue
		}
		t, err := g.topic(child)
		if err != nil {
			return err
		}
		index, ok := issueIndex(child)
		if !ok {
			index = len(g.topics) + 1
			g.notes.add(g.file, missing, "issue %q has no index; its place, %d, is taken", t.name, index)
		}
		if slices.Contains(g.index, index) {
			return g.file.at(child.line, "two issues have the index %d; weights go by index, so give each its own", index)
		}
		if len(g.topics) == maxIssues {
			return g.file.at(child.line, "the domain has more than %d issues, and none of that size is known", maxIssues)
		}
		g.topics, g.index = append(g.topics, t), append(g.index, index)
	}
	return nil
}

func issueIndex(e *element) (int, bool) {
	index, err := strconv.Atoi(strings.TrimSpace(e.text("index")))
	return index, err == nil
}

// issueType returns discrete, integer or real.
func issueType(e *element) string {
	for _, name := range []string{"vtype", "type", "etype"} {
		if t, ok := e.attr(name); ok && t != "" {
			return strings.ToLower(strings.TrimSpace(t))
		}
	}
	if _, ok := e.attr("lowerbound"); ok {
		return "integer"
	}
	return "discrete"
}

// topic reads an issue of the domain.
func (g *genius) topic(e *element) (topic, error) {
	t := topic{name: e.text("name")}
	switch kind := issueType(e); kind {
	case "discrete":
		t.form = detente.Named
		seen := map[string]bool{}
		for _, item := range e.named("item") {
			value := item.text("value")
			if seen[value] {
				g.notes.add(g.file, leftOut, "value %q of issue %q stands there twice and is taken once; GENIUS counts the outcomes of both", value, t.name)
				continue
			}
			seen[value] = true
			t.values = append(t.values, value)
		}
		if len(t.values) == 0 {
			return t, g.file.at(e.line, "issue %q has no values; write an <item value=\"...\"> for each", t.name)
		}
	case "integer", "real":
		low, high, err := g.file.bounds(e)
		if err != nil {
			return t, err
		}
		t.form, t.low, t.high = detente.Divisible, float(low), float(high)
		if kind == "integer" {
			t.form, t.step = detente.Grid, 1
			if !low.IsInt() || !high.IsInt() {
				return t, g.file.at(e.line, "the bounds of integer issue %q are no whole numbers", t.name)
			}
			if t.high-t.low >= detente.MaxLevels-1 {
				return t, g.file.at(e.line, "issue %q has more than 100,000 values; an issue of a case has at most as many, so make it real or coarser", t.name)
			}
		}
	default:
		return t, g.file.at(e.line, "issue %q has the type %q; discrete, integer and real are read", t.name, kind)
	}
	return t, nil
}

// bounds reads the ends of an integer or real issue, which stand in the issue
// itself or in a <range>.
func (f *File) bounds(e *element) (low, high *big.Rat, err error) {
	name, holder := e.text("name"), e
	if ranges := e.named("range"); len(ranges) > 0 {
		holder = ranges[0]
	}
	from, okFrom := holder.attr("lowerbound")
	to, okTo := holder.attr("upperbound")
	if !okFrom || !okTo {
		return nil, nil, f.at(e.line, "issue %q has no lowerbound and upperbound; a number needs a scale", name)
	}
	if low, err = parseNumber(from); err == nil {
		high, err = parseNumber(to)
	}
	if err != nil {
		return nil, nil, f.at(e.line, "a bound of issue %q: %w", name, err)
	}
	if low.Cmp(high) > 0 || math.Abs(float(high)-float(low)) > maxNumber {
		return nil, nil, f.at(e.line, "the bounds of issue %q run from %s to %s; the lower one comes first", name, from, to)
	}
	return low, high, nil
}
