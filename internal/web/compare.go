package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

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

// Example is a change as one can write it.
func (v *compareView) Example() string { return examplePath(v.c.Parsed.Case) + "=50" }
