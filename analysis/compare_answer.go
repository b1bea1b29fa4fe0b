package analysis

import (
	"fmt"
	"slices"
	"strings"

	"detente"
)

// Result renders the comparison.
func (c *Comparison) Result() *detente.Result {
	r := &detente.Result{Method: "compare", Title: "Side by side", Status: detente.OK}
	if len(c.Sides) == 2 {
		r.Answer = c.told(1)
	} else {
		r.Answer = c.overview()
		l := &detente.List{Title: "One by one"}
		for i := range c.Sides[1:] {
			l.Items = append(l.Items, detente.Item{Text: c.told(i + 1)})
		}
		r.Add(l)
	}
	if t := c.changedTable(); len(t.Rows) > 0 {
		r.Add(t)
	}
	changed, same := c.split()
	if len(changed) > 0 {
		r.Add(c.answerTable("Answers that change", changed, false))
	}
	if l := c.otherDeals(); len(l.Items) > 0 {
		r.Add(l)
	}
	for i := range c.Sides[1:] {
		if t := c.fateTable(i + 1); len(t.Rows) > 0 {
			r.Add(t)
		}
	}
	if p := c.picture(); len(p.Rows) > 0 {
		r.Add(p)
	}
	if len(same) > 0 {
		r.Add(&detente.Prose{Text: unchanged(same)}, c.answerTable("Answers that stay", same, true))
	}
	c.trace(r)
	r.Definitions = []string{
		"Deals bear the names that they have on the first side. “Another” is a deal that is not one of its efficient ones.",
		"Efficient: among the packages with consent, or, for a deal without it, among the preferred ones.",
		"Would it hold: in the conflict after the deal, by whether anybody gains by leaving (Nash), or else is deterred by answers that their makers gain by (SEQ), or by possible ones (GMR).",
		"Ranges stand at their middle on every side.",
	}
	r.Data = c.data()
	return r
}

// trace gathers what the sides rest on.
func (c *Comparison) trace(r *detente.Result) {
	for i := range c.Sides {
		for _, in := range c.Sides[i].Case.Inputs() {
			r.Label = r.Label.Join(in.Label)
			for _, id := range in.Because {
				if !slices.Contains(r.Evidence, id) {
					r.Evidence = append(r.Evidence, id)
				}
			}
		}
		if n := c.Readings[i].Needs; n != nil {
			r.Assume(fmt.Sprintf("%s: no answer on deals, which would need %s", c.Sides[i].Name, strings.Join(n, ", ")))
		}
	}
}

// told says in a few sentences how a side differs from the first.
func (c *Comparison) told(side int) string {
	a, b := c.Readings[0], c.Readings[side]
	lead := c.lead(side) + ": "
	if b.Frontier == nil {
		return lead + "there is no answer on deals: " + strings.Join(b.Needs, ", ") + " missing."
	}
	if a.Frontier == nil {
		return lead + "deals can be found here and not in " + c.Sides[0].Name + "."
	}
	if n := len(c.Sides[side].Changed); n == 0 {
		return lead + "no input differs."
	}
	if !slices.ContainsFunc(c.Rows, func(r CompareRow) bool { return r.Cells[side].Text != r.Cells[0].Text }) && !c.fatesDiffer(side) {
		return lead + "no answer changes."
	}
	parts := []string{c.nashTold(side)}
	for _, group := range []string{"If they part", "Packages", likely} {
		told := c.rowsTold(side, group)
		parts = append(parts, told[:min(named, len(told))]...)
	}
	text := lead + strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "; ") + "."
	if lost := c.lost(side); lost != "" {
		text += " " + lost
	}
	return text
}

// named is how many changed inputs a sentence names.
const named = 3

// lead names a side: by what changed where there are two and little did.
func (c *Comparison) lead(side int) string {
	s := &c.Sides[side]
	if len(c.Sides) > 2 || len(s.Changed) == 0 || len(s.Changed) > named {
		return sentence(s.Name)
	}
	var parts []string
	for _, d := range s.Changed {
		what := c.what(d.Path)
		if who, number, ok := strings.Cut(what, ": "); ok {
			what = number + " for " + who
		}
		parts = append(parts, fmt.Sprintf("%s %s instead of %s", what, orNothing(d.After), orNothing(d.Before)))
	}
	return "With " + listWords(parts)
}

// overview says how often the Nash deal stays, and where no deal has consent.
func (c *Comparison) overview() string {
	var stays, other, none []string
	for i := range c.Sides[1:] {
		name := "“" + c.Sides[i+1].Name + "”"
		switch picked := c.picked(0, i+1); {
		case picked == "" || picked == "none":
			none = append(none, name)
		case picked == c.picked(0, 0):
			stays = append(stays, name)
		default:
			other = append(other, name)
		}
	}
	var parts []string
	if best := c.picked(0, 0); best != "" && best != "none" && len(stays) > 0 {
		parts = append(parts, fmt.Sprintf("The Nash deal stays %s in %d of %d: %s.", best, len(stays), len(c.Sides)-1, listWords(stays)))
	}
	if len(other) > 0 {
		parts = append(parts, fmt.Sprintf("It is another deal with %s.", listWords(other)))
	}
	if len(none) > 0 {
		parts = append(parts, fmt.Sprintf("There is no deal with every consent with %s.", listWords(none)))
	}
	return strings.Join(parts, " ")
}

func (c *Comparison) fatesDiffer(side int) bool {
	return slices.ContainsFunc(c.Deals, func(d DealFate) bool {
		return d.Fates[side].verdict() != d.Fates[0].verdict() || d.Fates[side].Holds != d.Fates[0].Holds
	})
}

// nashTold says what becomes of the Nash deal.
func (c *Comparison) nashTold(side int) string {
	before, after := c.picked(0, 0), c.picked(0, side)
	switch {
	case before == "none" && after == "none":
		return "no package has every consent on either side"
	case after == "none":
		return "no package has every consent any more"
	case before == "none":
		return "a package with every consent exists now, " + c.worthTold(side)
	case before == after && c.sameWorth(side):
		return "the Nash deal stays " + before
	case before == after:
		return fmt.Sprintf("the Nash deal stays %s, %s", before, c.worthTold(side))
	}
	text := "the Nash deal is another than " + before
	if after != "another" {
		text = fmt.Sprintf("the Nash deal is %s and no longer %s", after, before)
	}
	return text + " (" + c.against(0, side) + "), " + c.worthTold(side)
}

func (c *Comparison) sameWorth(side int) bool {
	return !slices.ContainsFunc(c.Rows, func(r CompareRow) bool {
		return r.Group == "Nash deal" && r.Cells[side].Text != r.Cells[0].Text && r.Cells[0].IsNum
	})
}

// worthTold says what the Nash deal of a side is worth to each who signs.
func (c *Comparison) worthTold(side int) string {
	var parts []string
	for _, r := range c.Rows {
		if who, ok := strings.CutPrefix(r.What, "worth to "); ok && r.Group == "Nash deal" && r.Cells[side].IsNum {
			text := who + " " + r.Cells[side].Text
			if was := r.Cells[0]; was.IsNum && was.Text != r.Cells[side].Text {
				text += " instead of " + was.Text
			}
			parts = append(parts, text)
		}
	}
	return "worth " + listWords(parts)
}

// rowsTold tells the rows of a group that differ.
func (c *Comparison) rowsTold(side int, group string) []string {
	var out []string
	for _, r := range c.Rows {
		if r.Group != group || r.Cells[side].Text == r.Cells[0].Text || r.What == "possible" {
			continue
		}
		now, was := r.Cells[side].Text, r.Cells[0].Text
		switch group {
		case likely:
			out = append(out, fmt.Sprintf("likely, if there is a decision on “%s”: %s instead of %s", r.What, orNothing(now), orNothing(was)))
			continue
		case "If they part":
			out = append(out, fmt.Sprintf("if they part %s %s instead of %s", r.What, orNothing(now), orNothing(was)))
			continue
		}
		out = append(out, fmt.Sprintf("%s packages %s instead of %s", orNothing(now), r.What, orNothing(was)))
	}
	return out
}

func orNothing(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// lost names the deals of the first side that no longer are what they were.
func (c *Comparison) lost(side int) string {
	var parts []string
	for i := range c.Deals {
		d := &c.Deals[i]
		before, after := &d.Fates[0], &d.Fates[side]
		switch {
		case d.ID == "":
		case before.verdict() != after.verdict():
			parts = append(parts, fmt.Sprintf("%s: %s instead of %s", d.ID, after.verdict(), before.verdict()))
		case before.Holds != after.Holds:
			parts = append(parts, fmt.Sprintf("%s, would it hold: %s instead of %s", d.ID, after.Holds, before.Holds))
		}
	}
	if len(parts) == 0 {
		return "The shortlisted deals stay what they are."
	}
	return "Of the shortlisted deals, " + strings.Join(parts, "; ") + "."
}

// against lists where the deal that a rule picks on a side differs from that of
// the first.
func (c *Comparison) against(rule, side int) string {
	a, b := c.Readings[0].best(rule), c.Readings[side].best(rule)
	if a == nil || b == nil {
		return ""
	}
	to := c.Sides[side].Case
	was, ok := translate(c.Sides[0].Case, to, a.Outcome)
	if !ok {
		return to.Changes(b.Outcome, to.NoDealOutcome())
	}
	var parts []string
	for i := range to.Issues {
		if s := &to.Issues[i]; was[i] != b.Outcome[i] {
			parts = append(parts, fmt.Sprintf("“%s”: “%s” instead of “%s”", s.Display(), s.LevelName(b.Outcome[i]), s.LevelName(was[i])))
		}
	}
	return listWords(parts)
}

// listWords joins words with commas and a final "and".
func listWords(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
