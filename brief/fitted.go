package brief

import (
	"slices"

	"detente"
)

// fitted returns a new draft as the person's case can take it: without evidence
// that the person took out and what rests on nothing else, and without values for
// options, and rows for issues, that the person's case does not have any more. out
// has the paths taken out, mine those of nodes that the person wrote or changed.
func fitted(fresh, edited *detente.Case, out, mine map[string]bool) *detente.Case {
	f := &fitting{edited: edited, out: out, mine: mine}
	c := *fresh
	c.Issues = nil
	for i := range fresh.Issues {
		if s, ok := f.issue(fresh.Issues[i]); ok {
			c.Issues = append(c.Issues, s)
		}
	}
	c.Parties = slices.Clone(fresh.Parties)
	for i := range c.Parties {
		w := &c.Parties[i].Wants
		rows := w.Rows
		w.Rows = nil
		for _, r := range rows {
			if r, ok := f.row(fresh, &c, r); ok {
				w.Rows = append(w.Rows, r)
			}
		}
	}
	return &c
}

type fitting struct {
	edited    *detente.Case
	out, mine map[string]bool
}

// refs drops references to evidence that was taken out; left is false where
// nothing is left of some.
func (f *fitting) refs(refs []detente.Ref) (kept []detente.Ref, left bool) {
	for _, r := range refs {
		if !f.out["evidence."+string(r.ID)] {
			kept = append(kept, r)
		}
	}
	return kept, len(kept) > 0 || len(refs) == 0
}

// issue drops options that rest on nothing any more; those that the case has stay,
// since rows may speak of them.
func (f *fitting) issue(s detente.Issue) (detente.Issue, bool) {
	var left bool
	s.Because, _ = f.refs(s.Because)
	options := s.Options
	s.Options = nil
	for _, o := range options {
		if o.Because, left = f.refs(o.Because); left {
			s.Options = append(s.Options, o)
		}
	}
	if k := f.edited.IssueIndex(s.ID); k >= 0 {
		for _, o := range f.edited.Issues[k].Options {
			if s.OptionIndex(o.ID) < 0 {
				s.Options = append(s.Options, o)
			}
		}
	}
	return s, len(s.Options) > 1 && len(s.Because) > 0
}

// row fits a row of the new draft to the issue it will speak of: the person's own
// where that differs, the draft's otherwise.
func (f *fitting) row(fresh, c *detente.Case, r detente.Row) (detente.Row, bool) {
	was, now := fresh.IssueIndex(r.Issue), c.IssueIndex(r.Issue)
	because, left := f.refs(r.Because)
	if now < 0 || !left {
		return r, false
	}
	r.Because = because
	s := &c.Issues[now]
	if k := f.edited.IssueIndex(r.Issue); k >= 0 && f.edited.Issues[k].Form != detente.Named {
		return r, false
	}
	values := make([]*detente.Quantity, len(s.Options))
	for j := range s.Options {
		id := s.Options[j].ID
		if f.lacks(r.Issue, id) {
			continue
		}
		if at := fresh.Issues[was].OptionIndex(id); at >= 0 {
			values[j] = r.Values[at]
		}
	}
	r.Values = values
	return r, true
}

// lacks reports whether an issue of the person's own is without an option.
func (f *fitting) lacks(issue detente.IssueID, option detente.OptionID) bool {
	k := f.edited.IssueIndex(issue)
	return k >= 0 && f.mine["issues."+string(issue)] && f.edited.Issues[k].OptionIndex(option) < 0
}
