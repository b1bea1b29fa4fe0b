// Package analysis is the table of methods and what runs them: one case in,
// one answer for each method out.
//
// Call [Run] for the answers to a case and [Why] for the trail from a finding
// back to what it rests on. To add a method, write it in its own package as a
// function from a bound case to a value with a Result method, and add a line to
// the table in methods.go; the command line, its help and doc/methods.md follow
// from the table.
//
// A method whose inputs are missing answers with status not-applicable and the
// paths it needs; that is no failure.
package analysis

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"detente"
	"detente/assess"
	"detente/bargain"
	"detente/gmcr"
)

// Options say what to run.
type Options struct {
	Only    []string // lenses or names of methods; empty: all
	Seed    uint64
	As      string   // also answer by another tool's conventions: negmas or genius
	Whole   bool     // analyse the whole outcome space as one conflict of moves
	Target  string   // a condition: what would make the outcomes that fit it equilibria?
	Deals   []string // deals or packages: what would change them? See FindDeal
	Draws   int      // of ranges and unknown orders; 0: 1,000 where they are asked for by Only, else none
	Version string   // of the program, for the provenance
	// Progress is told how many draws are done. nil: nobody.
	Progress func(done, of int)
}

// ErrUnknown is the error for a lens, method or finding that does not exist.
var ErrUnknown = errors.New("unknown name")

// Run answers a case with the chosen methods, in the order of the table.
func Run(ctx context.Context, c *detente.Case, o Options) ([]*detente.Result, error) {
	chosen, err := choose(o.Only)
	if err != nil {
		return nil, err
	}
	if o.As != "" {
		chosen = append(slices.Clone(chosen), peer(o.As))
	}
	t := &task{c: c, target: o.Target, deals: o.Deals, seed: o.Seed, chosen: len(o.Only) > 0, draws: assess.Draws{N: o.Draws, Seed: o.Seed, Progress: o.Progress}}
	var results []*detente.Result
	for _, m := range chosen {
		t.named = slices.ContainsFunc(o.Only, func(name string) bool { return name != m.Lens && m.goesBy(name) })
		t.whole = o.Whole || t.named
		r, err := m.run(ctx, t)
		if errors.Is(err, errUnasked) {
			continue
		}
		var missing *detente.MissingError
		var limit *gmcr.LimitError
		switch {
		case errors.As(err, &limit):
			r = &detente.Result{Status: detente.NotApplicable, Answer: limit.Error() + "."}
		case errors.As(err, &missing):
			r = &detente.Result{Status: detente.NotApplicable, Needs: missing.Paths}
		case err != nil:
			return nil, fmt.Errorf("%s: %w", m.Name, err)
		}
		if r.Status == "" {
			r.Status = detente.OK
		}
		r.Method, r.Title, r.Sources, r.Detail = m.Name, m.Title, m.Sources, m.Detail
		r.Provenance = detente.Provenance{Method: m.Name, Version: o.Version, Case: c.SHA256, Seed: o.Seed}
		results = append(results, r)
	}
	return results, nil
}

// task is one run over a case; methods share what they bind.
type task struct {
	c       *detente.Case
	seed    uint64
	problem *bargain.Problem
	failed  error

	graph       *gmcr.Graph // of the whole case
	graphFailed error
	whole       bool     // the whole case is asked for
	named       bool     // the method is asked for by name
	target      string   // of the inverse question
	deals       []string // that are asked about

	drawn       *assess.Ensemble
	drawnFailed error
	draws       assess.Draws
	chosen      bool // lenses or methods are asked for
}

// bargaining binds the case for package bargain, once.
func (t *task) bargaining(ctx context.Context) (*bargain.Problem, error) {
	if t.problem == nil && t.failed == nil {
		if t.problem, t.failed = bargain.New(ctx, t.c); t.failed == nil {
			t.problem.Seed = t.seed
		}
	}
	return t.problem, t.failed
}

// choose returns the methods of the named lenses and methods, in table order.
func choose(only []string) ([]Method, error) {
	if len(only) == 0 {
		return methods, nil
	}
	var chosen []Method
	for _, m := range methods {
		if slices.ContainsFunc(only, m.goesBy) {
			chosen = append(chosen, m)
		}
	}
	for _, name := range only {
		if !slices.ContainsFunc(methods, func(m Method) bool { return m.goesBy(name) }) {
			return nil, fmt.Errorf("%w: there is no lens or method %q; %s", ErrUnknown, name, nearest(name, names()))
		}
	}
	return chosen, nil
}

// goesBy reports whether a name is the method's, the last part of it, or its
// lens's.
func (m Method) goesBy(name string) bool {
	return m.Lens == name || m.Name == name || strings.HasSuffix(m.Name, "/"+name)
}

// names lists the lenses and methods.
func names() []string {
	var out []string
	for _, m := range methods {
		if !slices.Contains(out, m.Lens) {
			out = append(out, m.Lens)
		}
	}
	for _, m := range methods {
		out = append(out, m.Name)
	}
	return out
}

func nearest(name string, known []string) string {
	if s := detente.Suggest(name, known); s != "" {
		return fmt.Sprintf("did you mean %q?", s)
	}
	return "choose one of " + strings.Join(known, ", ")
}

// Methods returns the table of methods.
func Methods() []Method { return slices.Clone(methods) }

// Lenses lists the lenses, joined by commas.
func Lenses() string {
	var out []string
	for _, m := range methods {
		if !slices.Contains(out, m.Lens) {
			out = append(out, m.Lens)
		}
	}
	return strings.Join(out, ", ")
}

// Questions lists what the methods answer, one question a line.
func Questions() string {
	var b strings.Builder
	for _, m := range methods {
		fmt.Fprintf(&b, "  %-26s %s\n", m.Name, m.Question)
	}
	return strings.TrimRight(b.String(), "\n")
}
