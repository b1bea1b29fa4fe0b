package exchange

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"detente"
)

// GeniusWeb reads the profiles of GeniusWeb of the parties at the table, in this
// order. Every profile carries its domain; a domain file may be given too, its
// zero value stands for the domain of the first profile.
//
// Linear additive utility spaces are read, with values in words or in numbers:
//
//	u(x) = Σ_k issueWeights[k] · valueUtilities[k][x_k]
//
// from 0 to 1, a value that is not listed being worth 0. A reservation bid
// becomes the number it is worth to its party (no_agreement), issues that it
// leaves out counting nothing; without one it is 0. Sums of groups and partial
// orders are refused.
func GeniusWeb(domain File, profiles []File, opt Options) (*detente.Case, []Note, error) {
	c, ns, err := readGeniusWeb(domain, profiles, opt)
	if err != nil {
		return nil, nil, fmt.Errorf("exchange: geniusweb: %w", err)
	}
	return c, ns, nil
}

func readGeniusWeb(domain File, profiles []File, opt Options) (*detente.Case, []Note, error) {
	if opt.As != "" && opt.As != GENIUS {
		return nil, nil, fmt.Errorf("the convention %q is for GENIUS's XML; GeniusWeb's profiles leave nothing to interpret, so leave it out", opt.As)
	}
	g := &geniusWeb{space: &space{file: &domain, title: domain.title()}}
	if domain.Data != nil {
		o, err := parseJSON(&domain)
		if err != nil {
			return nil, nil, err
		}
		if err := g.domain(&domain, o); err != nil {
			return nil, nil, err
		}
	}
	var names []string
	for i := range profiles {
		if err := g.profile(&profiles[i]); err != nil {
			return nil, nil, err
		}
		names = append(names, profiles[i].base())
	}
	g.note = fmt.Sprintf("Imported from GeniusWeb: profiles %s. Utilities are points from 0 to 1.", strings.Join(names, ", "))
	g.notes.add(g.file, scaled, "Utilities are points from 0 to 1, as GeniusWeb counts them.")
	return g.build()
}

// geniusWeb reads profiles into a space.
type geniusWeb struct{ *space }

// domain reads the issues and their values.
func (g *geniusWeb) domain(f *File, o *object) error {
	issues := o.object("issuesValues")
	if o.object("LinearAdditiveUtilitySpace") != nil {
		return f.at(1, "this is a profile, and the domain's file comes first; its party would be left out")
	}
	if issues == nil || len(issues.keys) == 0 {
		return f.at(1, "there is no issuesValues in the domain; a negotiation is about something")
	}
	if len(issues.keys) > maxIssues {
		return f.at(1, "the domain has more than %d issues, and none of that size is known", maxIssues)
	}
	for _, name := range issues.keys {
		t, err := g.topic(f, name, issues.object(name))
		if err != nil {
			return err
		}
		g.topics = append(g.topics, t)
	}
	return nil
}

// topic reads the values of an issue: {"values": [...]} or {"range": ...}.
func (g *geniusWeb) topic(f *File, name string, o *object) (topic, error) {
	t := topic{name: name, form: detente.Named}
	if o.get("range") != nil {
		return t, t.grid(f, o.get("range"))
	}
	values, _ := o.get("values").([]any)
	seen := map[string]bool{}
	for _, v := range values {
		text := wording(v)
		if text == "" || seen[text] {
			return t, f.at(1, "the values of issue %q are %v; each is a text of its own", name, values)
		}
		seen[text] = true
		t.values = append(t.values, text)
	}
	if len(t.values) == 0 {
		return t, f.at(1, "issue %q has no values; write them in a list", name)
	}
	return t, nil
}

// wording returns a value in words, "" where it is none.
func wording(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// grid reads a range of numbers, as an object or as a list of three.
func (t *topic) grid(f *File, v any) error {
	var parts []any
	switch v := v.(type) {
	case *object:
		parts = []any{v.get("low"), v.get("high"), v.get("step")}
	case []any:
		parts = v
	}
	var ns []float64
	for _, part := range parts {
		x, err := parseNumber(wording(part))
		if err != nil {
			return f.at(1, "the range of issue %q: %w", t.name, err)
		}
		ns = append(ns, float(x))
	}
	if len(ns) != 3 || !(ns[0] <= ns[1]) || !(ns[2] > 0) || (ns[1]-ns[0])/ns[2] >= detente.MaxLevels-1 {
		return f.at(1, "the range of issue %q is no low, high and step with at most 100,000 values", t.name)
	}
	t.form, t.low, t.high, t.step = detente.Grid, ns[0], ns[1], ns[2]
	if ns[2] > ns[1]-ns[0] {
		t.high = t.low // one value
	}
	return nil
}

// profile reads one party's profile and appends a side to the space.
func (g *geniusWeb) profile(f *File) error {
	root, err := parseJSON(f)
	if err != nil {
		return err
	}
	o := root.object("LinearAdditiveUtilitySpace")
	if o == nil {
		return f.at(1, "this is a %s; only a LinearAdditiveUtilitySpace is a sum over issues, so it is refused rather than read wrongly", strings.Join(root.keys, ", "))
	}
	if own := o.object("domain"); own != nil && g.topics == nil {
		if g.file.Data == nil {
			*g.file = File{Name: f.Name}
			if g.title = own.str("name"); g.title == "" {
				g.title = f.title()
			}
		}
		if err := g.domain(f, own); err != nil {
			return err
		}
	} else if err := g.sameDomain(f, own); err != nil {
		return err
	}
	side := side{file: f}
	if name := o.str("name"); name != f.stem() {
		side.name = name
	}
	for i := range g.topics {
		w, err := g.row(f, &g.topics[i], o)
		if err != nil {
			return err
		}
		side.worth = append(side.worth, w)
	}
	if err := g.unused(f, o); err != nil {
		return err
	}
	side.reserve = g.reservation(f, &side, o)
	g.sides = append(g.sides, side)
	return nil
}

// sameDomain refuses profiles of different domains.
func (g *geniusWeb) sameDomain(f *File, own *object) error {
	if g.topics == nil {
		return f.at(1, "the profile has no domain of its own; name the domain's file too")
	}
	if own == nil {
		return nil
	}
	other := geniusWeb{space: &space{}}
	if err := other.domain(f, own); err != nil {
		return err
	}
	same := len(other.topics) == len(g.topics)
	for _, t := range other.topics {
		i := slices.IndexFunc(g.topics, func(u topic) bool { return u.name == t.name })
		same = same && i >= 0 && t.same(&g.topics[i])
	}
	if !same {
		return f.at(1, "this profile's domain is not that of the others; parties negotiate about the same issues and values")
	}
	return nil
}

// same reports whether two issues have the same values, in any order.
func (t *topic) same(u *topic) bool {
	a, b := slices.Sorted(slices.Values(t.values)), slices.Sorted(slices.Values(u.values))
	return t.form == u.form && t.low == u.low && t.high == u.high && t.step == u.step && slices.Equal(a, b)
}

// row turns the weight and the utilities of an issue into points.
func (g *geniusWeb) row(f *File, t *topic, o *object) (worth, error) {
	weight := new(big.Rat)
	if text := wording(o.object("issueWeights").get(t.name)); text != "" {
		x, err := parseNumber(text)
		if err != nil {
			return worth{}, f.at(1, "the weight of issue %q: %w", t.name, err)
		}
		weight = x
	} else {
		g.notes.add(f, missing, "issue %q has no weight and is worth nothing", t.name)
	}
	utilities := o.object("issueUtilities").object(t.name)
	if t.form == detente.Grid {
		return g.numbers(f, t, weight, utilities)
	}
	list := either(utilities, "discreteutils", "DiscreteValueSetUtilities").object("valueUtilities")
	w := worth{values: make([]*big.Rat, len(t.values))}
	for i, value := range t.values {
		text := wording(list.get(value))
		if text == "" {
			g.notes.add(f, missing, "value %q of issue %q has no utility and is worth nothing", value, t.name)
			continue
		}
		x, err := parseNumber(text)
		if err != nil {
			return w, f.at(1, "the utility of %q in issue %q: %w", value, t.name, err)
		}
		w.values[i] = x.Mul(x, weight)
	}
	if list != nil {
		for _, value := range list.keys {
			if t.index(value) < 0 {
				g.notes.add(f, leftOut, "value %q of issue %q is no value of the domain", value, t.name)
			}
		}
	}
	return w, nil
}

// either returns the field that has one of two names.
func either(o *object, a, b string) *object {
	if inner := o.object(a); inner != nil {
		return inner
	}
	return o.object(b)
}

// numbers reads utilities that run straight from the low to the high end.
func (g *geniusWeb) numbers(f *File, t *topic, weight *big.Rat, o *object) (worth, error) {
	list := either(o, "numberutils", "NumberValueSetUtilities")
	var ns []*big.Rat
	for _, name := range []string{"lowValue", "lowUtility", "highValue", "highUtility"} {
		x, err := parseNumber(wording(list.get(name)))
		if err != nil {
			return worth{}, f.at(1, "%s of issue %q: %w", name, t.name, err)
		}
		ns = append(ns, x)
	}
	low, high := float(ns[0]), float(ns[2])
	if low > t.low || high < t.high || low >= high {
		return worth{}, f.at(1, "the utilities of issue %q run from %s to %s and its values from %s to %s; they must be the same", t.name, decimal(low), decimal(high), decimal(t.low), decimal(t.high))
	}
	slope := new(big.Rat).Sub(ns[3], ns[1])
	slope.Quo(slope, new(big.Rat).Sub(ns[2], ns[0]))
	var w worth
	for _, at := range []float64{t.low, t.high} {
		x := new(big.Rat).Sub(ratio(at), ns[0])
		x.Add(x.Mul(x, slope), ns[1])
		w.corners = append(w.corners, corner{at, x.Mul(x, weight)})
	}
	w.corners = slices.CompactFunc(w.corners, func(a, b corner) bool { return a.at == b.at })
	return w, nil
}

// unused notes what a profile says of issues that the domain does not have.
func (g *geniusWeb) unused(f *File, o *object) error {
	for _, field := range []string{"issueWeights", "issueUtilities"} {
		list := o.object(field)
		if list == nil {
			return f.at(1, "there is no %s in the profile; GeniusWeb cannot do without it", field)
		}
		for _, name := range list.keys {
			if !slices.ContainsFunc(g.topics, func(t topic) bool { return t.name == name }) {
				g.notes.add(f, leftOut, "%s speaks of %q, which is no issue of the domain", field, name)
			}
		}
	}
	return nil
}

// reservation returns what the reservation bid is worth, nil where there is
// none.
func (g *geniusWeb) reservation(f *File, s *side, o *object) *big.Rat {
	bid := either(o.object("reservationBid"), "issuevalues", "issueValues")
	if bid == nil {
		g.notes.add(f, missing, "there is no reservation bid; the reservation value is 0")
		return nil
	}
	sum := new(big.Rat)
	for i := range g.topics {
		t := &g.topics[i]
		v := bid.get(t.name)
		if v == nil {
			g.notes.add(f, missing, "the reservation bid leaves out %q, which counts nothing", t.name)
			continue
		}
		x, ok := s.worth[i].of(t, wording(v))
		if !ok {
			g.notes.add(f, missing, "the reservation bid has %v for %q, which is no value of it and counts nothing", v, t.name)
		}
		sum = add(sum, x)
	}
	g.notes.add(f, interpreted, "the reservation bid is worth %s, which becomes no_agreement; the bid itself is left out", decimal(float(sum)))
	return sum
}

// of returns what a value is worth; nil is 0.
func (w *worth) of(t *topic, value string) (x *big.Rat, ok bool) {
	if t.form == detente.Named {
		i := t.index(value)
		if i < 0 {
			return nil, false
		}
		return w.values[i], true
	}
	at, err := parseNumber(value)
	if err != nil || float(at) < t.low || float(at) > t.high || len(w.corners) == 0 {
		return nil, false
	}
	first, last := w.corners[0], w.corners[len(w.corners)-1]
	if first.at == last.at {
		return first.worth, true
	}
	part := new(big.Rat).Sub(at, ratio(first.at))
	part.Quo(part, new(big.Rat).Sub(ratio(last.at), ratio(first.at)))
	rise := new(big.Rat).Sub(last.worth, first.worth)
	return part.Add(part.Mul(part, rise), first.worth), true
}
