package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"detente"
	"detente/analysis"
	"detente/casefile"
	"detente/internal/store"
	"detente/report"
)

// compareView is the data of the Compare page.
type compareView struct {
	*answered
	From   []sideChoice // what can be the first side
	Groups []sideGroup  // what can be held against it
	Set    string       // changes that somebody tries, a line each
	Fault  string
	Hint   string // why there is nothing to compare yet
	Answer *answerView
}

type sideGroup struct {
	Name    string
	Choices []sideChoice
}

type sideChoice struct {
	Value, Name string
	On          bool
}

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

// compare holds the case as it stands, or an earlier revision, against other
// revisions, its scenarios, changes that somebody tries, or other cases.
func (s *Server) compare(w http.ResponseWriter, r *http.Request) error {
	a, err := s.answered(r)
	if err != nil {
		return err
	}
	values := r.URL.Query()
	v := &compareView{answered: a, Set: strings.TrimSpace(strings.ReplaceAll(values.Get("set"), "\r\n", "\n"))}
	with := values["with"]
	if err := v.offer(r.Context(), s, values.Get("from"), &with, len(values) == 0); err != nil {
		return err
	}
	switch sides, err := s.desk.sides(r.Context(), a.c, values.Get("from"), with, v.Set); {
	case errors.Is(err, errSide):
		_, v.Fault, _ = strings.Cut(err.Error(), errSide.Error()+": ")
	case err != nil:
		return err
	case len(sides) < 2:
		v.Hint = "Choose what to hold against it."
	default:
		if v.Answer, err = s.desk.sideBySide(r.Context(), a, sides); err != nil {
			return err
		}
	}
	return s.render(w, r, "compare", a.c, v)
}

// offer lists what can be compared, and ticks what is. Where nothing is asked
// for it begins with the scenarios, or else the revision before.
func (v *compareView) offer(ctx context.Context, s *Server, from string, with *[]string, fresh bool) error {
	revisions, err := s.o.Store.Revisions(ctx, v.c.ID)
	if err != nil {
		return err
	}
	cases, err := s.o.Store.Cases(ctx)
	if err != nil {
		return err
	}
	var scenarios, earlier, others []sideChoice
	if cs := v.c.Parsed.Case; cs != nil {
		for i := range cs.Scenarios {
			name := cs.Scenarios[i].Name
			if name == "" {
				name = cs.Scenarios[i].ID
			}
			scenarios = append(scenarios, sideChoice{Value: sideScenario + cs.Scenarios[i].ID, Name: report.Visible(name)})
		}
	}
	slices.Reverse(revisions)
	for _, rev := range revisions[min(1, len(revisions)):min(mostOffered, len(revisions))] {
		earlier = append(earlier, sideChoice{Value: sideRevision + itoa(rev.Number), Name: revisionName(&rev)})
	}
	for _, other := range cases[:min(mostOffered, len(cases))] {
		if other.ID != v.c.ID {
			others = append(others, sideChoice{Value: sideCase + string(other.ID), Name: report.Visible(other.Title)})
		}
	}
	if fresh {
		for _, c := range scenarios[:min(mostSides, len(scenarios))] {
			*with = append(*with, c.Value)
		}
		if len(*with) == 0 && len(earlier) > 0 {
			*with = []string{earlier[0].Value}
		}
	}
	v.From = append([]sideChoice{{Value: sideNow, Name: "as it stands"}}, earlier...)
	for i := range v.From {
		v.From[i].On = v.From[i].Value == from
	}
	for _, g := range []sideGroup{{"Scenarios", scenarios}, {"Earlier revisions", earlier}, {"Other cases", others}} {
		g.Choices = slices.Clone(g.Choices)
		for i := range g.Choices {
			g.Choices[i].On = slices.Contains(*with, g.Choices[i].Value)
		}
		if len(g.Choices) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
	return nil
}

func revisionName(r *store.Revision) string {
	name := "revision " + itoa(r.Number) + ", " + when(r.Saved, time.Now())
	if r.Note != "" {
		name += ", " + report.Visible(r.Note)
	}
	return name
}

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

// Example is a change as one can write it.
func (v *compareView) Example() string { return examplePath(v.c.Parsed.Case) + "=50" }
