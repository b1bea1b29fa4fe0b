package exchange

import (
	"math/big"
	"slices"
	"strings"

	"detente"
)

// profile is a GENIUS profile as it is being read.
type profile struct {
	*genius
	f        *File
	side     side
	weights  []*big.Rat // by topic; nil: none found
	issues   []*element // by topic; nil: none found
	reserved bool
	discount *big.Rat
	ignored  []string // what is known to play no part
}

// profile reads one party's profile and appends a side to the space.
func (g *genius) profile(f *File) error {
	root, err := parseXML(f, &g.notes)
	if err != nil {
		return err
	}
	space := root.find("utility_space")
	if space == nil {
		return f.at(root.line, "there is no <utility_space> in this file; is it a GENIUS profile?")
	}
	p := &profile{genius: g, f: f, weights: make([]*big.Rat, len(g.topics)), issues: make([]*element, len(g.topics))}
	p.side = side{file: f, worth: make([]worth, len(g.topics)), capped: g.as == GENIUS}
	for _, step := range []func(*element) error{p.refuse, p.level} {
		if err := step(space); err != nil {
			return err
		}
	}
	for i := range g.topics {
		if err := p.row(i); err != nil {
			return err
		}
	}
	p.closing()
	g.sides = append(g.sides, p.side)
	return nil
}

// refuse names utility spaces that are no sum over issues.
func (p *profile) refuse(space *element) error {
	kind := strings.ToLower(space.text("type"))
	inner := space.find("utility", "utility_function", "ufun", "hyperRectangle", "constraint", "constraints", "rule")
	if inner == nil && kind != "nonlinear" && kind != "constraint" {
		return nil
	}
	if kind == "" {
		kind = "nonlinear"
	}
	line := space.line
	if inner != nil {
		line = inner.line
	}
	return p.f.at(line, "this utility space is of type %q: what a bid is worth depends on several issues at once (hyper-rectangles or constraints), "+
		"and a case adds up issue by issue; it would take a link for each rectangle and a search that only samples the outcomes, so it is refused rather than read wrongly", kind)
}

// level reads one level of the tree as GENIUS does: weights go to the issues
// beside them by index, and what stands deeper comes last and wins.
func (p *profile) level(e *element) error {
	if err := p.values(e); err != nil {
		return err
	}
	weights := map[int]*element{}
	for _, w := range e.named("weight") {
		index, ok := issueIndex(w)
		if !ok {
			return p.f.at(w.line, "a <weight> has no index, so it belongs to no issue; write the index of its issue")
		}
		if !slices.Contains(p.index, index) {
			p.ignored = append(p.ignored, "the weight with index "+w.text("index")+", which is no issue's")
			continue
		}
		if weights[index] != nil {
			p.notes.add(p.f, interpreted, "index %d has two weights; the last one counts", index)
		}
		weights[index] = w
	}
	for _, child := range e.children {
		if child.name != "issue" {
			if err := p.level(child); err != nil {
				return err
			}
			continue
		}
		if err := p.issue(child, weights); err != nil {
			return err
		}
	}
	return nil
}

// values reads the reservation value and the discount factor of a level.
func (p *profile) values(e *element) error {
	for _, name := range []string{"reservation", "discount_factor"} {
		found := e.named(name)
		if len(found) == 0 {
			continue
		}
		x, err := parseNumber(found[0].text("value"))
		if err != nil {
			return p.f.at(found[0].line, "the value of <%s>: %w", name, err)
		}
		if name == "reservation" {
			p.side.reserve, p.reserved = x, true
		} else {
			p.discount = x
		}
	}
	return nil
}

// issue takes an issue of the profile and its weight.
func (p *profile) issue(e *element, weights map[int]*element) error {
	name := e.text("name")
	index, ok := issueIndex(e)
	at := slices.Index(p.index, index)
	if !ok {
		at = slices.IndexFunc(p.topics, func(t topic) bool { return t.name == name })
	}
	if at < 0 {
		p.notes.add(p.f, leftOut, "issue %q with index %q is no issue of the domain", name, e.text("index"))
		return nil
	}
	t := &p.topics[at]
	if name != t.name {
		p.notes.add(p.f, interpreted, "issue %d is called %q here and %q in the domain; GENIUS goes by the index", p.index[at], name, t.name)
	}
	if p.issues[at] != nil {
		p.notes.add(p.f, interpreted, "issue %q stands there twice; the last one counts", t.name)
	}
	p.issues[at] = e
	if w := weights[p.index[at]]; w != nil {
		x, err := parseNumber(w.text("value"))
		if err != nil {
			return p.f.at(w.line, "the weight of issue %q: %w", t.name, err)
		}
		p.weights[at] = x
	}
	return nil
}

// row turns an issue's weight and evaluations into points.
func (p *profile) row(i int) error {
	t, e, w := &p.topics[i], p.issues[i], p.weights[i]
	switch {
	case e == nil:
		p.notes.add(p.f, missing, "issue %q is not in the profile and is worth nothing; GENIUS would refuse the profile", t.name)
		w = new(big.Rat)
	case w == nil:
		p.notes.add(p.f, missing, "issue %q has no weight and is worth nothing; GENIUS would refuse the profile", t.name)
		w = new(big.Rat)
	}
	if e != nil {
		kind, want := issueType(e), map[detente.Form]string{detente.Named: "discrete", detente.Grid: "integer", detente.Divisible: "real"}[t.form]
		if kind != want {
			return p.f.at(e.line, "issue %q is %s here and %s in the domain; the profile belongs to another domain", t.name, kind, want)
		}
	}
	if t.form == detente.Named {
		return p.discrete(i, e, w)
	}
	if p.as == NegMAS {
		return p.f.at(1, "issue %q is a number, and how NegMAS reads those is not known here; read the files as GENIUS does", t.name)
	}
	return p.numeric(i, e, w)
}

// discrete gives every value its points.
func (p *profile) discrete(i int, e *element, w *big.Rat) error {
	t := &p.topics[i]
	values := make([]*big.Rat, len(t.values))
	p.side.worth[i].values = values
	if e == nil {
		return nil
	}
	seen, err := p.evaluations(t, e)
	if err != nil {
		return err
	}
	best := seen.best()
	for k, value := range t.values {
		s := seen.find(value)
		if s == nil {
			p.notes.add(p.f, missing, "value %q of issue %q has no evaluation and is worth nothing; GENIUS would refuse the outcome", value, t.name)
			continue
		}
		if s.value != value {
			p.notes.add(p.f, interpreted, "value %q of issue %q is written %q here; the spaces are taken for a slip", value, t.name, s.value)
		}
		s.used = true
		values[k] = points(p.as, w, s.worth, best)
	}
	for _, s := range seen.list {
		if !s.used {
			p.notes.add(p.f, leftOut, "value %q of issue %q is no value of the domain", s.value, t.name)
		}
	}
	return nil
}

// leastMax is the evaluation below which GENIUS takes the best value of an issue
// for nothing (EvaluatorDiscrete.normalize).
var leastMax = big.NewRat(1, 100_000)

// points returns what a value is worth by a tool's rule: weight x evaluation /
// best evaluation, or weight x evaluation.
func points(as Convention, weight, evaluation, best *big.Rat) *big.Rat {
	x := new(big.Rat).Mul(weight, evaluation)
	switch {
	case as == NegMAS:
	case best.Cmp(leastMax) < 0:
		return new(big.Rat)
	default:
		x.Quo(x, best)
	}
	return x
}

// evaluation is what a profile says of a value.
type evaluation struct {
	value string
	worth *big.Rat
	used  bool
}

// evaluations are what a profile says of the values of an issue, in file order.
type evaluations struct {
	list []*evaluation
	at   map[string]*evaluation
	near map[string][]*evaluation // by value without the spaces at its ends
}

// find returns the evaluation of a value, or else of the one value that differs
// from it in spaces at its ends.
func (es *evaluations) find(value string) *evaluation {
	if s := es.at[value]; s != nil {
		return s
	}
	if near := es.near[strings.TrimSpace(value)]; len(near) == 1 {
		return near[0]
	}
	return nil
}

// best returns the largest evaluation, nil where there is none.
func (es *evaluations) best() (best *big.Rat) {
	for _, s := range es.list {
		if best == nil || s.worth.Cmp(best) > 0 {
			best = s.worth
		}
	}
	return best
}

// evaluations reads the items of a discrete issue; of a value written twice the
// last evaluation counts.
func (p *profile) evaluations(t *topic, e *element) (*evaluations, error) {
	es := &evaluations{at: map[string]*evaluation{}, near: map[string][]*evaluation{}}
	for _, item := range e.named("item") {
		value, text := item.text("value"), item.text("evaluation")
		if text == "" || text == "null" {
			continue
		}
		x, err := parseNumber(text)
		if err != nil {
			return nil, p.f.at(item.line, "the evaluation of %q in issue %q: %w", value, t.name, err)
		}
		if s := es.at[value]; s != nil {
			p.notes.add(p.f, interpreted, "value %q of issue %q has two evaluations; the last one, %s, counts", value, t.name, strings.TrimSpace(text))
			s.worth = x
			continue
		}
		s := &evaluation{value: value, worth: x}
		es.list, es.at[value] = append(es.list, s), s
		bare := strings.TrimSpace(value)
		es.near[bare] = append(es.near[bare], s)
	}
	return es, nil
}

// closing reports what was assumed or left out of a profile as a whole.
func (p *profile) closing() {
	sum := new(big.Rat)
	for _, w := range p.weights {
		sum = add(sum, w)
	}
	if off := float(new(big.Rat).Sub(sum, big.NewRat(1, 1))); off > 1e-9 || off < -1e-9 {
		p.notes.add(p.f, interpreted, "the weights add up to %s and are taken as written", decimal(float(sum)))
	}
	if len(p.ignored) > 0 {
		p.notes.add(p.f, leftOut, "it plays no part in GENIUS: %s", strings.Join(p.ignored, "; "))
	}
	if !p.reserved {
		p.notes.add(p.f, missing, "there is no reservation value; it is 0")
	}
	discounted := p.discount != nil && p.discount.Sign() > 0 && p.discount.Cmp(big.NewRat(1, 1)) < 0
	switch {
	case discounted:
		p.side.patience = p.discount
		p.notes.add(p.f, interpreted, "the discount factor %s becomes cost_of_delay; a period is the whole session (GENIUS's time from 0 to 1)", decimal(float(p.discount)))
	case p.discount != nil && p.discount.Cmp(big.NewRat(1, 1)) != 0:
		p.notes.add(p.f, interpreted, "the discount factor %s is not between 0 and 1; GENIUS takes it for 1, so delay costs nothing", decimal(float(p.discount)))
	}
	if p.as == NegMAS {
		p.side.reserve = p.negmas(discounted)
	}
}

// negmas returns the value from which NegMAS 0.15.7 counts gains: the larger of
// the reservation value and the worst outcome, the worst outcome alone where it
// drops the reservation value of a discounted profile.
func (p *profile) negmas(discounted bool) *big.Rat {
	worst, _ := p.side.span()
	reserve := p.side.reserve
	if reserve == nil {
		reserve = new(big.Rat)
	}
	switch {
	case discounted:
		p.notes.add(p.f, convention, "the reservation value %s is dropped, as NegMAS 0.15.7 does where there is a discount; gains count from the worst outcome, %s", decimal(float(reserve)), decimal(float(worst)))
		return worst
	case worst.Cmp(reserve) > 0:
		p.notes.add(p.f, convention, "gains count from the worst outcome, %s, which is worth more than the reservation value %s (NegMAS 0.15.7)", decimal(float(worst)), decimal(float(reserve)))
		return worst
	}
	return reserve
}
