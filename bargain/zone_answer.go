package bargain

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"detente"
)

// Result renders the answer.
func (z *Zone) Result() *detente.Result {
	p := z.p
	r := p.answer("zone", "Zone of possible agreement")
	r.Answer = z.sentence()
	r.Add(z.table())
	if len(z.Blockers) > 0 {
		r.Add(z.blockerTable())
	}
	r.Definitions = []string{
		"A package is an outcome that differs from no deal, breaks no rule and can be reached by allowed changes.",
		p.tiesMean() + " It consents when it finds it good and its own ratification holds.",
		fmt.Sprintf("Preferred: %q holds over those who find the package good. With consent: it also holds over those who consent, and so does the rule of every change from no deal.", p.c.Signed().Text),
		"Good for everyone: every party with a preference finds it good, audiences too.",
	}
	if z.Questions.Some() {
		r.Definitions = append(r.Definitions, "Open question: the package would have consent if every order that the case leaves unknown spoke for it.")
	}
	if z.Preferred.Exact == nil {
		r.Definitions = append(r.Definitions, fmt.Sprintf("“About”: an estimate from %s packages drawn at random, each level as likely as the others, with its standard error.", count(draws)))
	}
	r.Definitions = append(r.Definitions, p.gridMeans()...)
	r.Data = z.data()
	return r
}

func (z *Zone) sentence() string {
	p := z.p
	who := list(p.display(p.Signatories()))
	switch {
	case !p.unanimity():
		who = "enough of those who sign"
	case len(p.heads) > 3:
		who = fmt.Sprintf("all %d who sign", len(p.heads))
	}
	verb := " at least as good as no deal for "
	if p.c.Ties == detente.TiesRefuse {
		verb = " better than no deal for "
	}
	text := "Of " + z.Feasible.Of("package") + ", " + z.Preferred.Of("", "is", "are") + verb + who
	switch {
	case z.Preferred.Exact != nil && !z.Preferred.Some():
		return text + ": there is no zone of possible agreement."
	case !p.restricted():
		return text + ", and every consent needed is there."
	}
	text += "; " + z.Consented.Of("", "has", "have") + " every consent needed."
	if len(z.Blockers) > 0 {
		text += " " + z.foremost()
	}
	return text
}

// foremost says who stands in the way of the most packages. Where a party only
// waits for those who ratify for it, it names them.
func (z *Zone) foremost() string {
	p := z.p
	all := z.ranked()
	for _, r := range all {
		i := slices.Index(p.players, all[0].Party)
		if ratified := p.sides[i].ratified; ratified != nil && r.Packages.Estimate >= all[0].Packages.Estimate && slices.Contains(ratified.Named, slices.Index(p.players, r.Party)) {
			return fmt.Sprintf("The most, %s, fail for want of ratification: %s would have to ratify for %s.", r.Packages, p.c.PartyName(r.Party), p.c.PartyName(all[0].Party))
		}
	}
	return fmt.Sprintf("%s stands in the way of the most: %s.", p.c.PartyName(all[0].Party), all[0].Packages)
}

// unanimity reports whether signed_by asks for everybody it names.
func (p *Problem) unanimity() bool {
	if len(p.signed.Conditions()) > 0 {
		return false
	}
	yes := detente.NewCoalition(len(p.players))
	for i := range p.players {
		yes.Add(i)
	}
	return !slices.ContainsFunc(p.heads, func(i int) bool {
		yes.Remove(i)
		defer yes.Add(i)
		return p.signed.Holds(yes, nil)
	})
}

// ranked returns the blockers, whoever blocks most first.
func (z *Zone) ranked() []Blocker {
	out := slices.Clone(z.Blockers)
	slices.SortStableFunc(out, func(a, b Blocker) int { return cmp.Compare(b.Packages.Estimate, a.Packages.Estimate) })
	return out
}

func (z *Zone) table() *detente.Table {
	t := &detente.Table{Title: "How many packages", Columns: []detente.Column{{Name: "packages", Wide: true}, {Name: "number", Right: true}}}
	row := func(what string, n Amount) {
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(what), n.cell()})
	}
	row("combinations of all levels", exactly(z.Outcomes))
	row("packages: no rule broken, not no deal itself", z.Feasible)
	row("preferred: those who sign find it good", z.Preferred)
	row("with every consent", z.Consented)
	row("good for everyone with a preference", z.Unanimous)
	if z.Questions.Some() {
		row("open questions: an unknown order decides", z.Questions)
	}
	return t
}

func (z *Zone) blockerTable() *detente.Table {
	t := &detente.Table{Title: "Who stands between preferred and agreed", Columns: []detente.Column{{Name: "party", Wide: true}, {Name: "packages", Right: true}, {Name: "is asked for", Wide: true}},
		Note: "Preferred packages without consent in which a rule that fails names this party and it does not consent. Several parties may stand in the way of one package."}
	for _, b := range z.ranked() {
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(z.p.c.PartyName(b.Party)), b.Packages.cell(), detente.Txt(z.p.askedFor(b.Party))})
	}
	return t
}

// askedFor names what a party's consent is asked for: issues whose rule names
// it, the deal itself, or the ratification of another.
func (p *Problem) askedFor(id detente.PartyID) string {
	var out []string
	names := func(r *detente.Consent) bool { return r != nil && slices.Contains(r.Named(p.c), id) }
	if names(p.c.Signed()) {
		out = append(out, "the deal")
	}
	for i := range p.c.Issues {
		s := &p.c.Issues[i]
		if names(s.By) || slices.ContainsFunc(s.Arcs, func(a detente.Arc) bool { return names(a.By) }) {
			out = append(out, s.Display())
		}
	}
	for i := range p.c.Parties {
		if names(p.c.Parties[i].RatifiedBy) {
			out = append(out, "ratification by "+p.c.Parties[i].Display())
		}
	}
	return strings.Join(out, "; ")
}

// data is the counts as JSON shows them: decimal strings, null where there is
// only an estimate, which then stands beside it.
func (z *Zone) data() detente.Object {
	out := detente.Object{{Name: "outcomes", Value: z.Outcomes.String()}}
	errors := detente.Object{}
	for _, n := range []struct {
		name   string
		amount Amount
	}{{"feasible", z.Feasible}, {"preferred", z.Preferred}, {"consented", z.Consented}, {"unanimous", z.Unanimous}, {"questions", z.Questions}} {
		out = append(out, detente.Field{Name: n.name, Value: wholeOrNull(n.amount.Exact)})
		if n.amount.Exact == nil {
			out = append(out, detente.Field{Name: n.name + "_estimate", Value: n.amount.Estimate})
			errors = append(errors, detente.Field{Name: n.name, Value: n.amount.Error})
		}
	}
	if len(errors) > 0 {
		out = append(out, detente.Field{Name: "standard_error", Value: errors})
	}
	blockers := []detente.Object{}
	for _, b := range z.Blockers {
		row := detente.Object{{Name: "party", Value: string(b.Party)}, {Name: "packages", Value: wholeOrNull(b.Packages.Exact)}}
		if b.Packages.Exact == nil {
			row = append(row, detente.Field{Name: "packages_estimate", Value: b.Packages.Estimate}, detente.Field{Name: "standard_error", Value: b.Packages.Error})
		}
		blockers = append(blockers, row)
	}
	return append(out, detente.Field{Name: "blockers", Value: blockers})
}
