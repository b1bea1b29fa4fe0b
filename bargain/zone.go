package bargain

import (
	"cmp"
	"context"
	"fmt"
	"math/big"
	"slices"

	"detente"
)

// Zone is the zone of possible agreement: how many packages there are, how many
// beat no deal for those who sign, how many have every consent, and who stands
// between the two.
type Zone struct {
	p         *Problem
	Outcomes  *big.Int // combinations of levels
	Feasible  *big.Int // packages
	Preferred *big.Int // signed_by holds over those who find it good
	Consented *big.Int // and over those who consent, as does the rule of every change
	Unanimous *big.Int // every party with a preference finds it good
	Questions *big.Int // would have consent if every unknown order spoke for it
	Blockers  []Blocker
}

// Blocker is a player that stands between preferred packages and consent.
type Blocker struct {
	Party    detente.PartyID
	Packages *big.Int // preferred, without consent, a failing rule names it, and it does not consent
}

// FindZone counts packages.
func FindZone(ctx context.Context, p *Problem) (*Zone, error) {
	s, err := p.look(ctx)
	if err != nil {
		return nil, err
	}
	z := &Zone{p: p, Outcomes: s.outcomes, Feasible: big.NewInt(s.feasible),
		Preferred: big.NewInt(s.counts[preferred]), Consented: big.NewInt(s.counts[consented]),
		Unanimous: big.NewInt(s.unanimous), Questions: big.NewInt(s.questions)}
	for i, n := range s.blocked {
		if n > 0 {
			z.Blockers = append(z.Blockers, Blocker{p.players[i], big.NewInt(n)})
		}
	}
	return z, nil
}

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
	if z.Questions.Sign() > 0 {
		r.Definitions = append(r.Definitions, "Open question: the package would have consent if every order that the case leaves unknown spoke for it.")
	}
	r.Data = z.data()
	return r
}

func (z *Zone) sentence() string {
	p := z.p
	who := list(p.display(p.Signatories()))
	if p.c.Signed().Counts() || len(p.heads) > 3 {
		who = "enough of those who sign"
	}
	verb := " at least as good as no deal for "
	if p.c.Ties == detente.TiesRefuse {
		verb = " better than no deal for "
	}
	text := "Of " + packages(z.Feasible) + ", " + howMany(z.Preferred, "is", "are") + verb + who
	switch {
	case z.Preferred.Sign() == 0:
		return text + ": there is no zone of possible agreement."
	case z.Consented.Cmp(z.Preferred) == 0:
		return text + ", and every consent needed is there."
	}
	text += "; " + howMany(z.Consented, "has", "have") + " every consent needed."
	if len(z.Blockers) > 0 {
		b := z.ranked()[0]
		text += fmt.Sprintf(" %s stands in the way of the most: %s.", p.c.PartyName(b.Party), thousands(b.Packages))
	}
	return text
}

// howMany is a number with its verb: "none is", "1 is", "2,535 are".
func howMany(n *big.Int, one, many string) string {
	switch {
	case n.Sign() == 0:
		return "none " + one
	case n.IsInt64() && n.Int64() == 1:
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// ranked returns the blockers, whoever blocks most first.
func (z *Zone) ranked() []Blocker {
	out := slices.Clone(z.Blockers)
	slices.SortStableFunc(out, func(a, b Blocker) int { return cmp.Or(b.Packages.Cmp(a.Packages)) })
	return out
}

func (z *Zone) table() *detente.Table {
	t := &detente.Table{Title: "How many packages", Columns: []detente.Column{{Name: "packages", Wide: true}, {Name: "number", Right: true}}}
	row := func(what string, n *big.Int) {
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(what), {Text: thousands(n), Number: float(n), IsNum: true}})
	}
	row("combinations of all levels", z.Outcomes)
	row("packages: no rule broken, not no deal itself", z.Feasible)
	row("preferred: those who sign find it good", z.Preferred)
	row("with every consent", z.Consented)
	row("good for everyone with a preference", z.Unanimous)
	if z.Questions.Sign() > 0 {
		row("open questions: an unknown order decides", z.Questions)
	}
	return t
}

func (z *Zone) blockerTable() *detente.Table {
	t := &detente.Table{Title: "Who stands between preferred and agreed", Columns: []detente.Column{{Name: "party", Wide: true}, {Name: "packages", Right: true}},
		Note: "Preferred packages without consent in which a rule that fails names this party and it does not consent. Several parties may stand in the way of one package."}
	for _, b := range z.ranked() {
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(z.p.c.PartyName(b.Party)), {Text: thousands(b.Packages), Number: float(b.Packages), IsNum: true}})
	}
	return t
}

func float(n *big.Int) float64 {
	f, _ := new(big.Float).SetInt(n).Float64()
	return f
}

func (z *Zone) data() detente.Object {
	blockers := []detente.Object{}
	for _, b := range z.Blockers {
		blockers = append(blockers, detente.Object{{Name: "party", Value: string(b.Party)}, {Name: "packages", Value: b.Packages.String()}})
	}
	return detente.Object{
		{Name: "outcomes", Value: z.Outcomes.String()},
		{Name: "feasible", Value: z.Feasible.String()},
		{Name: "preferred", Value: z.Preferred.String()},
		{Name: "consented", Value: z.Consented.String()},
		{Name: "unanimous", Value: z.Unanimous.String()},
		{Name: "questions", Value: z.Questions.String()},
		{Name: "blockers", Value: blockers},
	}
}
