package web

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"detente"
	"detente/analysis"
	"detente/casefile"
	"detente/internal/store"
	"detente/report"
)

// The kinds of sides, as addresses write them.
const (
	sideNow      = "now"
	sideRevision = "revision-"
	sideScenario = "scenario-"
	sideCase     = "case-"
)

// How many sides are held against the first, and how many revisions and cases
// are offered.
const (
	mostSides   = 8
	mostOffered = 12
)

// side is one reading of a case with its name.
type side struct {
	name string
	open *openCase
}

// errSide is the error of a side that cannot be compared; the text says why.
var errSide = errors.New("this side cannot be compared")

// sides reads what is to be compared, the first side first.
func (d *desk) sides(ctx context.Context, c *openCase, from string, with []string, set string) ([]side, error) {
	if from == "" {
		from = sideNow
	}
	var out []side
	for _, name := range append([]string{from}, with[:min(len(with), mostSides)]...) {
		one, err := d.side(ctx, c, name)
		if err != nil {
			return nil, err
		}
		if one.open.Parsed.Case == nil {
			return nil, fmt.Errorf("%w: “%s” has errors, so that there are no answers to compare", errSide, one.name)
		}
		out = append(out, *one)
	}
	if set != "" {
		one, err := d.trying(ctx, out[0].open, set)
		if err != nil {
			return nil, err
		}
		out = append(out, *one)
	}
	return out, nil
}

// side reads one side by the value that an address has for it.
func (d *desk) side(ctx context.Context, c *openCase, value string) (*side, error) {
	if value == sideNow {
		return &side{"as it stands", c}, nil
	}
	if n, ok := strings.CutPrefix(value, sideRevision); ok {
		number, err := strconv.Atoi(n)
		if err != nil {
			return nil, errNoPage
		}
		open, err := d.at(ctx, c.ID, number)
		return &side{"revision " + n, open}, err
	}
	if id, ok := strings.CutPrefix(value, sideCase); ok {
		open, err := d.open(ctx, store.CaseID(id))
		if err != nil {
			return nil, err
		}
		return &side{report.Visible(open.Title), open}, nil
	}
	id := strings.TrimPrefix(value, sideScenario)
	if c.Parsed.Case != nil {
		for i := range c.Parsed.Case.Scenarios {
			s := &c.Parsed.Case.Scenarios[i]
			if s.ID != id {
				continue
			}
			var edits []casefile.Edit
			for _, ch := range s.Set {
				edits = append(edits, casefile.Edit{Path: ch.Path, Value: ch.Text})
			}
			name := s.Name
			if name == "" {
				name = s.ID
			}
			return d.edited(ctx, c, report.Visible(name), edits)
		}
	}
	return nil, fmt.Errorf("%w: there is no scenario %q any more", errSide, id)
}

// trying reads the case with the changes that somebody tries: PATH=VALUE, a line
// each.
func (d *desk) trying(ctx context.Context, c *openCase, set string) (*side, error) {
	var edits []casefile.Edit
	for line := range strings.Lines(set) {
		line = strings.TrimSpace(line)
		path, value, ok := strings.Cut(line, "=")
		switch {
		case line == "":
		case !ok:
			return nil, fmt.Errorf("%w: %q changes nothing; write a path, =, and the value, such as %s=50", errSide, line, examplePath(c.Parsed.Case))
		default:
			edits = append(edits, casefile.Edit{Path: strings.TrimSpace(path), Value: strings.TrimSpace(value)})
		}
	}
	return d.edited(ctx, c, "what if", edits)
}

// edited reads a case with some values changed.
func (d *desk) edited(ctx context.Context, c *openCase, name string, edits []casefile.Edit) (*side, error) {
	text, refused := casefile.SetAll(c.Text, edits)
	for _, no := range refused {
		return nil, fmt.Errorf("%w: %s cannot become %q: %v", errSide, no.Path, no.Value, no.Reason)
	}
	open, err := d.reading(ctx, c.Case, text)
	if err != nil {
		return nil, err
	}
	for _, g := range open.Found {
		if open.Parsed.Case == nil && g.Severity == detente.Error {
			return nil, fmt.Errorf("%w: with “%s” %s. %s", errSide, name, g.Message, g.Help)
		}
	}
	return &side{name, open}, nil
}

// sideBySide compares the sides, once for each set of texts.
func (d *desk) sideBySide(ctx context.Context, a *answered, sides []side) (*answerView, error) {
	job := "compare"
	for _, one := range sides {
		job += " " + one.open.SHA256
	}
	value, err := d.do(ctx, a.c, job, func(ctx context.Context, _ func(int, int)) (any, error) {
		var all []analysis.Side
		for i, one := range sides {
			next := analysis.Side{Name: one.name, Case: one.open.Parsed.Case}
			if i > 0 {
				var err error
				if next.Changed, err = casefile.Diff(all[0].Case, next.Case); err != nil {
					return nil, err
				}
			}
			all = append(all, next)
		}
		return analysis.Compare(ctx, all, analysis.Options{Seed: d.seed(), Version: d.o.Version})
	})
	if err != nil {
		return nil, err
	}
	found := value.(*analysis.Comparison).Result()
	view := a.answer(found, 0)
	view.Trail = casePath(a.c.ID, "evidence")
	return view, nil
}
