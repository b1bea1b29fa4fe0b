package web

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"detente"
	"detente/analysis"
)

// errInvalid is for answers to a case that has errors.
var errInvalid = errors.New("the case has errors, and nothing was analysed")

// drawn are the lenses that draw at random, which takes longer than a person
// who edits would wait.
var drawn = []string{"sure"}

// exactLenses lists the lenses that draw nothing.
var exactLenses = sync.OnceValue(func() []string {
	var out []string
	for _, m := range analysis.Methods() {
		if !slices.Contains(out, m.Lens) && !slices.Contains(drawn, m.Lens) {
			out = append(out, m.Lens)
		}
	}
	return out
})

// answers returns what the methods of some lenses say of a case, computed once;
// without lenses, what all those say that draw nothing. It fails with errInvalid
// where the case has errors.
func (d *desk) answers(ctx context.Context, c *openCase, lenses ...string) ([]*detente.Result, error) {
	if c.Parsed.Case == nil {
		return nil, errInvalid
	}
	if len(lenses) == 0 {
		lenses = exactLenses()
	}
	value, err := d.do(ctx, c, answersTo(lenses), func(ctx context.Context, _ func(done, total int)) (any, error) {
		return analysis.Run(ctx, c.Parsed.Case, analysis.Options{Only: lenses, Seed: cmp.Or(d.o.Seed, 1), Version: d.o.Version})
	})
	results, _ := value.([]*detente.Result)
	return results, err
}

// lensOf tells the lens of each method.
var lensOf = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, m := range analysis.Methods() {
		out[m.Name] = m.Lens
	}
	return out
})

// answersTo names the job that answers some lenses.
func answersTo(lenses []string) string { return "answers " + strings.Join(lenses, " ") }

// answered reports whether the answers that need no draws are there.
func (s *sheet) answered() bool {
	_, ok := s.ready(answersTo(exactLenses()))
	return ok
}
