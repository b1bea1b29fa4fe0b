package power

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"detente"
)

// Result renders the answer.
func (a *Answer) Result() *detente.Result {
	r := &detente.Result{Method: "power/indices", Title: "Who can carry it and who can block it", Status: detente.OK}
	a.trace(r)
	r.Answer = a.sentence()
	for i, b := range a.Bodies {
		if first := slices.IndexFunc(a.Bodies, func(o *Body) bool { return o.Text == b.Text }); first < i {
			r.Add(&detente.Prose{Text: fmt.Sprintf("%s: %q, as for %s.", capital(b.What), b.Text, a.Bodies[first].What)})
			continue
		}
		a.addBody(r, b)
	}
	if len(a.Blocks) > 0 {
		r.Add(a.blockTable())
	}
	r.Definitions = a.definitions()
	r.Data = a.data()
	return r
}

// trace gives the result the labels and the evidence of what the rules are
// about: issues and parties.
func (a *Answer) trace(r *detente.Result) {
	for i := range a.c.Parties {
		r.Label = r.Label.Join(a.c.Parties[i].Label)
	}
	for _, in := range a.c.Inputs() {
		if !strings.HasPrefix(in.Path, "issues.") {
			continue
		}
		r.Label = r.Label.Join(in.Label)
		for _, id := range in.Because {
			if !slices.Contains(r.Evidence, id) {
				r.Evidence = append(r.Evidence, id)
			}
		}
	}
	for _, rule := range a.rules() {
		if rule.Conditional {
			r.Assume(fmt.Sprintf("In the rule for %s (%q) every `if` is taken to hold: where it does not, that consent is not asked for.", rule.What, rule.Text))
		}
	}
	if a.c.SignedBy == nil {
		r.Assume("The case does not say who signs: every party with wants or points does.")
	}
}

// rules lists the rules of bodies and blocks.
func (a *Answer) rules() (rules []*Rule) {
	for _, b := range a.Bodies {
		rules = append(rules, b.Rule)
	}
	for _, b := range a.Blocks {
		rules = append(rules, b.Rule)
	}
	return rules
}

func (a *Answer) sentence() string {
	var parts []string
	if b := a.Signatories(); b != nil {
		parts = append(parts, a.bodySentence(b))
	} else if len(a.Bodies) > 0 {
		parts = append(parts, fmt.Sprintf("%s is decided by a vote: %s", capital(a.Bodies[0].What), a.bodySentence(a.Bodies[0])))
	} else {
		parts = append(parts, "No rule here counts votes, so nobody's share of a vote can be measured.")
	}
	if holders, n := a.holders(); len(holders) > 0 {
		parts = append(parts, fmt.Sprintf("Alone, %s can block most: %s.", list(holders), count(n, "decision")))
	}
	return strings.Join(parts, " ")
}

func (a *Answer) bodySentence(b *Body) string {
	if b.Refused != nil {
		return fmt.Sprintf("The vote under %q is too large to be counted exactly.", b.Text)
	}
	x := b.Indices
	text := fmt.Sprintf("Of %s ways to say yes and no, %s carry (%s).", thousands(x.Coalitions), thousands(x.Winning), percent(x.Decisiveness))
	switch n := len(b.Vetoes); {
	case x.Winning.Sign() == 0:
		text += " Nothing can be carried."
	case n == 0:
		text += " Nobody can block alone."
	case n <= 6:
		text += " " + capital(list(a.names(b.Vetoes))) + " can block alone."
	default:
		text += fmt.Sprintf(" %d players can each block alone.", n)
	}
	if top := a.strongest(b); top != "" {
		text += " " + top
	}
	return text
}

// strongest says who is pivotal most often, where not all are alike.
func (a *Answer) strongest(b *Body) string {
	x := b.Indices.ShapleyShubik
	high, low := slices.Max(append([]float64{0}, x...)), slices.Min(append([]float64{1}, x...))
	if high-low < 1e-12 {
		return ""
	}
	var who []detente.PartyID
	for i, v := range x {
		if high-v < 1e-12 {
			who = append(who, b.Players[i])
		}
	}
	if len(who) > 6 {
		return ""
	}
	subject, each := list(a.names(who)), ""
	if slices.Equal(who, b.Vetoes) {
		subject = verb(who, "It", "They")
	}
	if len(who) > 1 {
		each = " each"
	}
	return fmt.Sprintf("%s %s the largest share of voting power, %s%s (Shapley-Shubik).", subject, verb(who, "has", "have"), percent(high), each)
}

// holders returns who can block the most of the other decisions alone.
func (a *Answer) holders() (names []string, decisions int) {
	counts := map[detente.PartyID]int{}
	var order []detente.PartyID
	for _, b := range a.Blocks {
		for _, p := range b.Alone {
			if counts[p] == 0 {
				order = append(order, p)
			}
			counts[p]++
			decisions = max(decisions, counts[p])
		}
	}
	for _, p := range order {
		if counts[p] == decisions {
			names = append(names, a.c.PartyName(p))
		}
	}
	if len(names) > 4 {
		return nil, decisions
	}
	return names, decisions
}

// addBody shows one voting rule: bars, and a table of every index.
func (a *Answer) addBody(r *detente.Result, b *Body) {
	title := fmt.Sprintf("%s: %s", capital(b.What), b.Text)
	if b.Refused != nil {
		r.Add(&detente.Prose{Text: title + ". " + capital(b.Refused.Error()) + "."})
		return
	}
	bars := &detente.Bars{Title: "Voting power (Shapley-Shubik), " + title, Unit: "%"}
	t := &detente.Table{Title: "Voting power in percent, " + title, Columns: []detente.Column{{Name: "player", Wide: true},
		{Name: "Shapley-Shubik", Right: true}, {Name: "Banzhaf", Right: true}, {Name: "Banzhaf, absolute", Right: true},
		{Name: "Deegan-Packel", Right: true}, {Name: "Holler", Right: true}, {Name: "Johnston", Right: true}}}
	x := b.Indices
	for i, p := range b.Players {
		note := ""
		switch {
		case slices.Contains(b.Vetoes, p):
			note = "can block alone"
		case slices.Contains(b.Dummies, p):
			note = "never makes a difference"
		}
		bars.Bars = append(bars.Bars, detente.Bar{Label: a.c.PartyName(p), Value: 100 * x.ShapleyShubik[i], Note: note})
		row := []detente.Cell{detente.Txt(a.c.PartyName(p))}
		for _, v := range [][]float64{x.ShapleyShubik, x.Banzhaf, x.Absolute, x.DeeganPackel, x.Holler, x.Johnston} {
			row = append(row, share(v[i]))
		}
		t.Rows = append(t.Rows, row)
	}
	t.Note = fmt.Sprintf("%s winning coalitions of %s, %s of them minimal.", thousands(x.Winning), thousands(x.Coalitions), thousands(x.Minimal))
	r.Add(bars, t)
}

// share is a fraction as a cell in percent.
func share(x float64) detente.Cell {
	return detente.Cell{Text: detente.FormatShort(100 * x), Number: 100 * x, IsNum: true}
}

// blockTable shows who can block what.
func (a *Answer) blockTable() *detente.Table {
	t := &detente.Table{Title: "Who can block what", Columns: []detente.Column{{Name: "decision", Wide: true}, {Name: "needs", Wide: true},
		{Name: "can block alone", Wide: true}, {Name: "only together", Wide: true}, {Name: "can do it alone", Wide: true}},
		Note: "An issue without a row of its own needs what a deal needs. A change back to where an issue stands today needs only one of the parties that its rule names."}
	for _, b := range a.Blocks {
		var groups []string
		for _, g := range b.Together {
			groups = append(groups, list(a.names(g)))
		}
		if !b.All {
			groups = append(groups, "and others")
		}
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(capital(b.What)), detente.Txt(b.Text), detente.Txt(dash(strings.Join(a.names(b.Alone), ", "))),
			detente.Txt(dash(strings.Join(groups, "; "))), detente.Txt(dash(strings.Join(a.names(b.Suffices), ", ")))})
	}
	return t
}

func (a *Answer) definitions() []string {
	var d []string
	if len(a.Bodies) > 0 {
		d = append(d,
			"Every coalition of yes-sayers counts once, whoever likes whom; who abstains counts as not consenting. Where an abstention does not block, as by a permanent member of the UN Security Council, only a no does what is said here.",
			"A player is critical in a winning coalition that loses without it. Banzhaf: its share of all such cases; absolute: the chance of one when the others vote by the toss of a coin. Shapley-Shubik: the share of the orders of joining in which it tips the vote.",
			"Deegan-Packel and Holler look at minimal winning coalitions only, in which everybody is critical, and divide each by its members (Deegan-Packel) or not (Holler). Johnston divides every coalition that somebody can break among those who can.")
	}
	if len(a.Blocks) > 0 {
		d = append(d, "A player can block alone what nobody can do without it; a group blocks together where the rest cannot do without all of them at once.")
	}
	return d
}

func (a *Answer) names(ids []detente.PartyID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = a.c.PartyName(id)
	}
	return out
}

func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

func dash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

func verb(of []detente.PartyID, one, many string) string {
	if len(of) == 1 {
		return one
	}
	return many
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func percent(x float64) string { return detente.FormatShort(100*x) + " %" }

// thousands writes a whole number with separators.
func thousands(n *big.Int) string {
	s := n.String()
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
