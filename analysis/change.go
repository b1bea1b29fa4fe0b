package analysis

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"detente"
	"detente/assess"
	"detente/bargain"
)

// change asks what would change the shortlisted deals, or those that are named.
func change(ctx context.Context, t *task) (*detente.Result, error) {
	p, err := t.bargaining(ctx)
	if err != nil {
		return nil, err
	}
	var named []detente.Outcome
	for _, text := range t.deals {
		o, err := FindDeal(ctx, p, text)
		if err != nil {
			return nil, err
		}
		named = append(named, o)
	}
	return answer(assess.FindChange(ctx, p, named...))
}

// FindDeal returns the outcome that a text names: a deal of the frontier (D4), or
// settings of issues joined by commas or "and" (fire=ceasefire, wage=3.5,
// strike, not lockout), all other issues as they are if the parties part.
func FindDeal(ctx context.Context, p *bargain.Problem, text string) (detente.Outcome, error) {
	f, err := bargain.FindFrontier(ctx, p)
	if err != nil {
		return nil, err
	}
	for i := range f.Deals {
		if f.Deals[i].ID == text {
			return f.Deals[i].Outcome, nil
		}
	}
	if len(text) > 1 && text[0] == 'D' && strings.Trim(text[1:], "0123456789") == "" {
		return nil, fmt.Errorf("%w: there is no deal %s; the deals are D1 to D%d, or name a package such as %q", ErrUnknown, text, len(f.Deals), exampleDeal(p.Case()))
	}
	return settings(p.Case(), text)
}

// exampleDeal is a package as FindDeal reads it.
func exampleDeal(c *detente.Case) string {
	s := &c.Issues[0]
	level := s.Levels() - 1
	for i := range c.Issues {
		if c.Issues[i].Now >= 0 && len(c.Issues[i].Options) > 0 {
			s = &c.Issues[i]
			level = (s.Now + 1) % s.Levels()
		}
	}
	return string(s.ID) + "=" + s.LevelID(level)
}

// settings reads "fire=ceasefire, sanctions=lifted".
func settings(c *detente.Case, text string) (detente.Outcome, error) {
	o := c.NoDealOutcome()
	if o == nil {
		o = slices.Repeat(detente.Outcome{detente.NoLevel}, len(c.Issues))
	}
	o = slices.Clone(o)
	for _, part := range strings.Split(strings.ReplaceAll(text, " and ", ","), ",") {
		issue, level, err := setting(c, strings.TrimSpace(part))
		if err != nil {
			return nil, err
		}
		o[issue] = level
	}
	var missing []string
	for i, level := range o {
		if level < 0 {
			missing = append(missing, string(c.Issues[i].ID))
		}
	}
	if missing != nil {
		return nil, fmt.Errorf("%w: the deal leaves open %s; say what becomes of each", ErrUnknown, strings.Join(missing, ", "))
	}
	return o, nil
}

func setting(c *detente.Case, part string) (issue, level int, err error) {
	id, value, given := strings.Cut(part, "=")
	id, value = strings.TrimSpace(id), strings.TrimSpace(value)
	if !given {
		value = string(detente.Taken)
		if rest, not := strings.CutPrefix(id, "not "); not {
			id, value = strings.TrimSpace(rest), string(detente.NotTaken)
		}
	}
	issue = c.IssueIndex(detente.IssueID(id))
	if issue < 0 {
		var ids []string
		for i := range c.Issues {
			ids = append(ids, string(c.Issues[i].ID))
		}
		return 0, 0, fmt.Errorf("%w: there is no issue %q; %s", ErrUnknown, id, nearest(id, ids))
	}
	s := &c.Issues[issue]
	level, ok := s.ParseLevel(value)
	if !ok || !given && s.Form != detente.YesNo {
		return 0, 0, fmt.Errorf("%w: %q is no level of %q; %s", ErrUnknown, part, id, levelHelp(s, value))
	}
	return issue, level, nil
}

// levelHelp says which levels an issue has.
func levelHelp(s *detente.Issue, value string) string {
	if len(s.Options) == 0 {
		text := fmt.Sprintf("write a number from %s to %s", detente.FormatNumber(s.Scale.From), detente.FormatNumber(s.Scale.To))
		if s.Scale.Step > 0 {
			text += " in steps of " + detente.FormatNumber(s.Scale.Step)
		}
		return text
	}
	var ids []string
	for i := range s.Options {
		ids = append(ids, string(s.Options[i].ID))
	}
	return nearest(value, ids)
}
