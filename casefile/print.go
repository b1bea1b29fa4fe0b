package casefile

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"detente"
)

// Print writes a case as a case file, its sections in the order of the
// language, short rows on one line. Parse reads the same case from it; texts of
// sources and places in the file are no part of it.
//
// The error is for a case that no file can say, such as a level that an issue
// does not have.
func Print(c *detente.Case) ([]byte, error) {
	p := &printer{c: c}
	root := p.root()
	if p.err != nil {
		return nil, fmt.Errorf("casefile: print: %w", p.err)
	}
	var b strings.Builder
	root.write(&b, 0, true)
	return []byte(b.String()), nil
}

// printer turns a case into values and keeps the first thing it cannot say.
type printer struct {
	c   *detente.Case
	err error
}

func (p *printer) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
}

// section is a mapping or list with a line for each entry, nil where empty.
func section(v *value) *value {
	if len(v.items) == 0 {
		return nil
	}
	v.tall, v.gap = true, true
	return v
}

func (p *printer) root() *value {
	c, m := p.c, mapping()
	m.add("detente", raw("1"))
	m.addText("title", c.Title)
	m.addText("question", c.Question)
	m.addText("note", c.Note)
	m.add("sources", section(p.sources()))
	m.add("groups", p.groups())
	m.add("signed_by", p.consent(c.SignedBy))
	m.add("no_deal", p.noDeal())
	if c.Ties == detente.TiesRefuse {
		m.add("ties", raw("refuse"))
	}
	m.add("issues", section(p.issues()))
	m.add("rules", section(p.rules()))
	if len(c.Same) > 0 {
		m.add("same", p.conditions(c.Same))
	}
	m.add("parties", section(p.parties()))
	m.add("relations", section(p.relations()))
	m.add("scenarios", section(p.scenarios()))
	m.add("correlated", section(p.correlated()))
	m.add("power", p.power())
	m.add("coalitions", p.coalitions())
	m.add("evidence", section(p.evidence()))
	return m
}

// meta appends name and note, which come first in a mapping.
func meta(m *value, x *detente.Meta) {
	m.addText("name", x.Name)
	m.addText("note", x.Note)
}

// grounds appends what a thing rests on and who may see it, which come last.
func grounds(m *value, x *detente.Meta) {
	refs := func(key string, rs []detente.Ref) {
		if len(rs) > 0 {
			l := list()
			for _, r := range rs {
				l.items = append(l.items, text(string(r.ID)))
			}
			m.add(key, l)
		}
	}
	refs("because", x.Because)
	refs("against", x.Against)
	if marks := x.Label.Marks(); len(marks) > 0 {
		l := list()
		for _, mark := range marks {
			l.items = append(l.items, text(mark))
		}
		m.add("label", l)
	}
}

// condition writes the text of a condition, nil where there is none.
func (p *printer) condition(w *detente.Condition) *value {
	if w == nil {
		return nil
	}
	return text(w.Text)
}

func (p *printer) conditions(ws []*detente.Condition) *value {
	l := list()
	for _, w := range ws {
		l.items = append(l.items, p.condition(w))
	}
	return l
}

func (p *printer) consent(c *detente.Consent) *value {
	if c == nil {
		return nil
	}
	return text(c.Text)
}

// number writes a number so that the same number is read.
func (p *printer) number(x float64) *value {
	if math.IsNaN(x) || math.IsInf(x, 0) || math.Abs(x) > maxNumber {
		p.fail("%v is no number of a case", x)
	}
	return raw(trim(x))
}

// quantity writes a number or range, with a mapping where it carries more.
func (p *printer) quantity(q *detente.Quantity) *value {
	if q == nil {
		return nil
	}
	m := mapping()
	meta(m, &q.Meta)
	var v *value
	switch q.Spread {
	case detente.Exact:
		v = p.number(q.Mid)
	case detente.Interval:
		v = raw(p.number(q.Low).scalar + ".." + p.number(q.High).scalar)
	case detente.Unknown:
		v = raw("unknown")
	case detente.Triangle, detente.Fitted:
		names := [...]string{"low", "mode", "high"}
		if q.Spread == detente.Fitted {
			names = [...]string{"p5", "p50", "p95"}
		}
		for i, x := range []float64{q.Low, q.Mid, q.High} {
			m.add(names[i], p.number(x))
		}
	}
	before := len(m.items)
	grounds(m, &q.Meta)
	switch {
	case v == nil:
		return m
	case len(m.items) == 0:
		return v
	}
	m.keys = append(m.keys[:before:before], append([]string{"value"}, m.keys[before:]...)...)
	m.items = append(m.items[:before:before], append([]*value{v}, m.items[before:]...)...)
	return m
}

// level writes a level of an issue so that the same level is read.
func (p *printer) level(s *detente.Issue, level int) *value {
	if level < 0 || level >= s.Levels() {
		p.fail("issue %q has no level %d", s.ID, level)
		return nil
	}
	if len(s.Options) > 0 {
		return raw(string(s.Options[level].ID))
	}
	x := s.Number(level)
	for digits := 0; digits <= 17; digits++ {
		t := strconv.FormatFloat(x, 'f', digits, 64)
		if k, ok := s.ParseLevel(t); ok && k == level {
			return raw(t)
		}
	}
	p.fail("level %d of issue %q has no number", level, s.ID)
	return nil
}
