package exchange

import (
	"errors"
	"fmt"
	"math/big"
	"strings"

	"detente"
)

// space is what the formats have in common: topics to settle and sides that
// give every value of every topic points, which are added up.
type space struct {
	file   *File // where the topics stand
	title  string
	note   string
	topics []topic
	sides  []side
	notes  notes
}

// topic is an issue with names for values, or with numbers on a scale: a grid
// where there is a step, divisible where there is none.
type topic struct {
	name           string
	form           detente.Form
	values         []string
	low, high      float64
	step           float64
	keys, captions []string // identifiers to use, and names for people; nil: made of values
	places         map[string]int
}

// index returns the place of a value in words, or -1.
func (t *topic) index(value string) int {
	if t.places == nil {
		t.places = make(map[string]int, len(t.values))
		for i, v := range t.values {
			t.places[v] = i
		}
	}
	if i, ok := t.places[value]; ok {
		return i
	}
	return -1
}

// single reports whether the topic has one value and so nothing to settle.
func (t *topic) single() bool {
	return t.form == detente.Named && len(t.values) == 1 || t.form != detente.Named && t.low == t.high
}

// side is what one party brings.
type side struct {
	file     *File
	id       string // a hint for the identifier
	name     string
	worth    []worth // by topic
	capped   bool    // the sum is cut off at 1
	reserve  *big.Rat
	patience *big.Rat // share of the value that is left after one period; nil: all
}

// worth is what the values of a topic are worth to a side: a number for each
// value, nil where there is none, or corners of a line over the scale.
type worth struct {
	values  []*big.Rat
	corners []corner
}

// corner is a point of a line of straight pieces.
type corner struct {
	at    float64
	worth *big.Rat
}

// each calls f for every number, in order.
func (w *worth) each(f func(**big.Rat)) {
	for i := range w.values {
		f(&w.values[i])
	}
	for i := range w.corners {
		f(&w.corners[i].worth)
	}
}

// span returns the least and the greatest worth; a value without a number is
// worth 0.
func (w *worth) span() (low, high *big.Rat) {
	w.each(func(x **big.Rat) {
		v := *x
		if v == nil {
			v = new(big.Rat)
		}
		if low == nil || v.Cmp(low) < 0 {
			low = v
		}
		if high == nil || v.Cmp(high) > 0 {
			high = v
		}
	})
	return low, high
}

// span returns the least and the greatest sum, before it is cut off.
func (s *side) span() (low, high *big.Rat) {
	low, high = new(big.Rat), new(big.Rat)
	for i := range s.worth {
		a, b := s.worth[i].span()
		low, high = add(low, a), add(high, b)
	}
	return low, high
}

// fold takes out topics with one value. What the value is worth to a side is
// added to every value of the first topic that stays, so that no sum changes.
func (s *space) fold() error {
	keep := -1
	for i := range s.topics {
		if !s.topics[i].single() {
			keep = i
			break
		}
	}
	if keep < 0 {
		return fmt.Errorf("%s: no issue has two values, so there is one outcome and nothing to negotiate", s.file.base())
	}
	var topics []topic
	var stay []int
	for i := range s.topics {
		if t := &s.topics[i]; t.single() {
			s.notes.add(s.file, interpreted, "issue %q has one value and is left out; what it is worth is added to every value of %q", t.name, s.topics[keep].name)
			continue
		}
		topics, stay = append(topics, s.topics[i]), append(stay, i)
	}
	for k := range s.sides {
		side := &s.sides[k]
		var rest []worth
		for _, i := range stay {
			rest = append(rest, side.worth[i])
		}
		for i := range s.topics {
			if !s.topics[i].single() {
				continue
			}
			if _, fixed := side.worth[i].span(); fixed != nil && fixed.Sign() != 0 {
				side.worth[keep].each(func(x **big.Rat) { *x = add(*x, fixed) })
			}
		}
		side.worth = rest
	}
	s.topics = topics
	return nil
}

// build makes the case: no deal is no outcome, every side has points.
func (s *space) build() (*detente.Case, []Note, error) {
	if len(s.sides) == 0 {
		return nil, nil, errors.New("no profiles are named; a domain may have many, so name those of the parties at the table")
	}
	if len(s.sides) > maxParties {
		return nil, nil, fmt.Errorf("%d profiles are named, and at most %d are read; name those of the parties at the table", len(s.sides), maxParties)
	}
	if err := s.fold(); err != nil {
		return nil, nil, err
	}
	c := &detente.Case{Title: s.title, Note: s.note, NoDeal: detente.NoDeal{None: true}}
	s.issues(c)
	s.weigh(c)
	names := newNamer("party")
	for i := range s.sides {
		side := &s.sides[i]
		hint := side.id
		if hint == "" {
			hint = side.file.stem()
		}
		id := names.id(hint, i)
		if id != hint {
			s.notes.add(side.file, renamed, "the party of %q is called %s", hint, id)
		}
		p := s.party(c, side)
		p.ID = detente.PartyID(id)
		p.Name = side.name
		c.Parties = append(c.Parties, p)
	}
	return c, s.notes, nil
}

// maxEntries is how many entries a case file may have.
const maxEntries = 10_000

// weigh notes a case that is too large to be kept in a case file: an option with
// a name counts four entries there, and two for each party.
func (s *space) weigh(c *detente.Case) {
	n := 0
	for i := range c.Issues {
		for k := range c.Issues[i].Options {
			if n += 1 + 2*len(s.sides); c.Issues[i].Options[k].Name != "" {
				n += 3
			}
		}
	}
	if n > maxEntries {
		s.notes.add(s.file, interpreted, "the case has about %d entries and can be analysed, but a case file holds at most %d", n, maxEntries)
	}
}

// issues names the topics and their values.
func (s *space) issues(c *detente.Case) {
	names := newNamer("issue")
	var changes []string
	for i := range s.topics {
		t := &s.topics[i]
		q := detente.Issue{ID: detente.IssueID(names.id(t.name, i)), Form: t.form, Now: detente.NoLevel, Decided: detente.NoLevel}
		if string(q.ID) != t.name {
			q.Name = t.name
			changes = append(changes, fmt.Sprintf("%q → %s", t.name, q.ID))
		}
		if t.form == detente.Named {
			q.Options = s.options(t)
		} else {
			q.Scale = &detente.Scale{From: t.low, To: t.high, Step: t.step}
		}
		c.Issues = append(c.Issues, q)
	}
	if changes != nil {
		s.notes.add(s.file, renamed, "issues are called: %s", strings.Join(changes, ", "))
	}
}

// options names the values of a topic.
func (s *space) options(t *topic) []detente.Option {
	names := newNamer("option")
	var options []detente.Option
	var changes []string
	for i, value := range t.values {
		o := detente.Option{}
		if t.keys != nil {
			o.ID, o.Name = detente.OptionID(t.keys[i]), t.captions[i]
		} else {
			o.ID = detente.OptionID(names.id(value, i))
		}
		if string(o.ID) != value {
			changes = append(changes, fmt.Sprintf("%q → %s", value, o.ID))
			if o.Name == "" {
				o.Name = value
			}
		}
		options = append(options, o)
	}
	if changes != nil {
		s.notes.add(s.file, renamed, "values of %q are called: %s", t.name, strings.Join(changes, ", "))
	}
	return options
}

// capNoise is how far a sum may pass 1 without being cut off: the rounding of a
// sum of decimal weights, far below the 1e-6 that anybody compares.
const capNoise = 1e-12

// party writes a side's points, its cut-off, and what parting is worth to it.
func (s *space) party(c *detente.Case, side *side) detente.Party {
	p := detente.Party{Wants: detente.Wants{Written: true, Points: true}}
	for i := range side.worth {
		p.Wants.Rows = append(p.Wants.Rows, row(&c.Issues[i], &side.worth[i]))
	}
	_, high := side.span()
	top := float(high)
	if over := new(big.Rat).Sub(high, big.NewRat(1, 1)); side.capped && float(over) > capNoise {
		p.Wants.AtMost = exactly(big.NewRat(1, 1))
		s.notes.add(side.file, interpreted, "the utilities add up to as much as %s and are cut off at 1, as GENIUS does (at_most)", decimal(top))
		top = 1
	}
	if float(side.reserve) > top {
		s.notes.add(side.file, interpreted, "the reservation value %s is above the best outcome, which is worth %s: no deal can satisfy this party", decimal(float(side.reserve)), decimal(top))
	}
	reserve := side.reserve
	if reserve == nil {
		reserve = new(big.Rat)
	}
	p.NoAgreement = exactly(reserve)
	if side.patience != nil {
		lost := new(big.Rat).Sub(big.NewRat(1, 1), side.patience)
		p.CostOfDelay = exactly(lost.Mul(lost, big.NewRat(100, 1)))
	}
	return p
}

// row writes what an issue is worth.
func row(q *detente.Issue, w *worth) detente.Row {
	r := detente.Row{Issue: q.ID}
	for _, v := range w.values {
		var value *detente.Quantity
		if v != nil {
			value = exactly(v)
		}
		r.Values = append(r.Values, value)
	}
	for _, k := range w.corners {
		r.Breakpoints = append(r.Breakpoints, detente.Breakpoint{At: k.at, Value: *exactly(k.worth)})
	}
	return r
}

func exactly(r *big.Rat) *detente.Quantity {
	q := detente.Number(float(r))
	return &q
}
