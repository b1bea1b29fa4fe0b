package assess

import (
	"fmt"
	"slices"
	"strings"

	"detente"
)

// Result renders the answer.
func (b *Blockers) Result() *detente.Result {
	r := &detente.Result{Method: "assess/blockers", Title: "Whom to bring along", Status: detente.OK,
		Label: b.answer.Label, Evidence: b.answer.Evidence, Assumptions: slices.Clone(b.answer.Assumptions)}
	r.Answer = b.sentence()
	if columns := b.withholders(); len(columns) > 0 {
		r.Add(b.matrix(columns), b.advice())
	}
	if len(b.WinSets) > 0 {
		r.Add(b.winSetTable())
	}
	if b.Voting != nil {
		r.Add(b.votingTable())
	}
	r.Definitions = b.definitions()
	r.Data = b.data()
	return r
}

func (b *Blockers) sentence() string {
	if len(b.Deals) == 0 {
		return "No package is preferred to no deal by those who sign, so there is nobody to bring along."
	}
	lacking := 0
	for i := range b.Deals {
		if !b.Deals[i].Consented {
			lacking++
		}
	}
	if lacking == 0 {
		return fmt.Sprintf("%s of the shortlist %s every consent needed: nobody has to be brought along.", deals(len(b.Deals)), agree(make([]string, len(b.Deals)), "has", "have"))
	}
	text := fmt.Sprintf("Of %s on the shortlist %d %s consent. %s.", deals(len(b.Deals)), lacking, agree(make([]string, lacking), "lacks", "lack"), b.tally())
	if d := b.cheapest(); d != nil {
		return text + " The least change that gets every consent: in " + d.ID + ", " + b.h.told(d.Least) + "."
	}
	if b.frontier.ConsentedSize.Sign() == 0 {
		text += " No package has every consent."
	}
	return text
}

func deals(n int) string {
	if n == 1 {
		return "1 deal"
	}
	return fmt.Sprintf("%d deals", n)
}

// tally says who withholds consent from how many deals.
func (b *Blockers) tally() string {
	var parts []string
	for _, id := range b.withholders() {
		n := 0
		for i := range b.Deals {
			if b.Deals[i].withheld(id) != nil {
				n++
			}
		}
		parts = append(parts, fmt.Sprintf("%s (%s)", b.h.c.PartyName(id), deals(n)))
	}
	return "Consent is withheld by " + list(parts)
}

// withholders lists the players that withhold consent from some deal, in
// declared order.
func (b *Blockers) withholders() []detente.PartyID {
	var out []detente.PartyID
	for _, id := range b.h.players {
		if slices.ContainsFunc(b.Deals, func(d Blocked) bool { return d.withheld(id) != nil }) {
			out = append(out, id)
		}
	}
	return out
}

func (d *Blocked) withheld(id detente.PartyID) *Withheld {
	for i := range d.Missing {
		if d.Missing[i].Party == id {
			return &d.Missing[i]
		}
	}
	return nil
}

// cheapest returns the deal whose least change touches the fewest issues and
// costs the others least.
func (b *Blockers) cheapest() *Blocked {
	var best *Blocked
	for i := range b.Deals {
		d := &b.Deals[i]
		if d.Least == nil {
			continue
		}
		if best == nil || len(d.Least.Issues) < len(best.Least.Issues) ||
			len(d.Least.Issues) == len(best.Least.Issues) && d.Least.Loss < best.Least.Loss-sameLoss {
			best = d
		}
	}
	return best
}

// told is a least change in words: what is kept instead of what, and what it
// costs and gives whom.
func (h *hall) told(l *LeastChange) string {
	parts := make([]string, len(l.Issues))
	for n, ch := range l.Issues {
		s := &h.c.Issues[ch.Issue]
		parts[n] = fmt.Sprintf("“%s”: “%s” instead of “%s”", s.Display(), s.LevelName(ch.To), s.LevelName(ch.From))
		if h.base != nil && h.base[ch.Issue] == ch.To {
			parts[n] = fmt.Sprintf("“%s” left at “%s” instead of “%s”", s.Display(), s.LevelName(ch.To), s.LevelName(ch.From))
		}
	}
	var costs, gives []string
	for i, d := range l.Change {
		text := h.c.PartyName(h.numeric[i]) + " " + h.figure(i, max(d, -d))
		switch {
		case d < -sameLoss:
			costs = append(costs, text)
		case d > sameLoss:
			gives = append(gives, text)
		}
	}
	text := list(parts)
	switch {
	case len(costs) > 0 && len(gives) > 0:
		return text + ", which costs " + list(costs) + " and gives " + list(gives)
	case len(costs) > 0:
		return text + ", which costs " + list(costs)
	case len(gives) > 0:
		return text + ", which gives " + list(gives)
	}
	return text + ", which costs nobody with numbers anything"
}

// figure is a number of utility points, or of a party's own points.
func (h *hall) figure(k int, x float64) string {
	if i := h.c.PartyIndex(h.numeric[k]); i >= 0 && h.c.Parties[i].Kind() == detente.Points {
		return detente.FormatShort(x) + " points"
	}
	return detente.FormatShort(x)
}

// matrix shows who withholds consent from which deal, and how much is missing.
func (b *Blockers) matrix(columns []detente.PartyID) *detente.Table {
	t := &detente.Table{Title: "Who withholds consent, and by how much", Columns: []detente.Column{{Name: "deal"}},
		Note: "A number: so many utility points below no deal. “Withholds”: it has an order of outcomes and no numbers. “-”: it consents, or is not asked."}
	for _, id := range columns {
		t.Columns = append(t.Columns, detente.Column{Name: b.h.c.PartyName(id)})
	}
	for i := range b.Deals {
		row := []detente.Cell{detente.Txt(b.Deals[i].ID)}
		for _, id := range columns {
			row = append(row, b.h.cell(b.Deals[i].withheld(id)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (h *hall) cell(w *Withheld) detente.Cell {
	switch {
	case w == nil:
		return detente.Txt("-")
	case w.Good:
		return detente.Txt("not ratified")
	case !w.Numeric:
		return detente.Txt("withholds")
	case w.ShortBy > 0:
		return detente.Cell{Text: "short by " + h.figure(slices.Index(h.numeric, w.Party), w.ShortBy), Number: w.ShortBy, IsNum: true}
	}
	return detente.Txt("as good as no deal")
}

// advice says for each deal what would get the missing yes, and what it costs
// whom.
func (b *Blockers) advice() *detente.List {
	l := &detente.List{Title: "What would get the missing yes"}
	for i := range b.Deals {
		if d := &b.Deals[i]; !d.Consented {
			l.Items = append(l.Items, detente.Item{ID: d.ID, Text: b.advise(d)})
		}
	}
	return l
}

func (b *Blockers) advise(d *Blocked) string {
	var parts []string
	for i := range d.Missing {
		w := &d.Missing[i]
		text := "Consent of " + b.h.c.PartyName(w.Party) + ": " + w.Says
		if w.Least != nil && len(d.Missing) > 1 && (d.Least == nil || !w.Least.Outcome.Equal(d.Least.Outcome)) {
			text += ". " + b.h.lead(w.Party, w.Least) + b.h.told(w.Least)
		}
		if w.ShortBy > 0 {
			k := slices.Index(b.h.numeric, w.Party)
			text += fmt.Sprintf(". No deal worth %s to it rather than %s would get it too", b.h.enough(w), b.h.figure(k, w.NoDeal))
		}
		parts = append(parts, text+".")
	}
	switch {
	case d.Least == nil && d.Complete:
		parts = append(parts, "No package has every consent.")
	case d.Least == nil:
		parts = append(parts, fmt.Sprintf("No package within %s has every consent; %d packages were tried.", changes(d.Searched), maxTried))
	default:
		text := "Every consent: "
		if len(d.Missing) == 1 {
			text = b.h.lead(d.Missing[0].Party, d.Least)
		}
		text += b.h.told(d.Least)
		if !d.Least.Proven {
			text += fmt.Sprintf(" (the cheapest of %d packages tried)", maxTried)
		}
		parts = append(parts, text+".")
	}
	return strings.Join(parts, " ")
}

func (b *Blockers) alsoNoDeal() string {
	if b.Voting.WinSet < 0 {
		return ""
	}
	return " and no deal"
}

// lead says whether a change gets a party's yes or makes it needless.
func (h *hall) lead(id detente.PartyID, l *LeastChange) string {
	good := h.coalition(h.p.Judge(l.Outcome).Good)
	if h.agrees(slices.Index(h.players, id), good, l.Outcome) {
		return "Its yes: "
	}
	return "It need not be asked with: "
}

// enough says what no deal could at most be worth.
func (h *hall) enough(w *Withheld) string {
	text := h.figure(slices.Index(h.numeric, w.Party), w.Enough)
	if h.c.Ties == detente.TiesRefuse {
		return "less than " + text
	}
	return "at most " + text
}

func changes(n int) string {
	if n == 1 {
		return "1 change"
	}
	return fmt.Sprintf("%d changes", n)
}

func (b *Blockers) definitions() []string {
	out := []string{
		"Shortlist: up to five deals of the frontier with every consent and up to five without, those far from one another first.",
		"Who withholds consent: a rule that the deal needs fails and names the party, or the party's own ratification fails and names whoever stands behind it.",
		"Least change: the fewest issues changed, then the least total loss to the parties with numbers other than those whose yes is sought, then file order. The changed package is preferred by those who sign. Utilities are added over parties as they stand.",
	}
	if b.Counted && len(b.WinSets) > 0 {
		out = append(out, "Win-set (Putnam 1988): the preferred packages that a party's ratification accepts, or that its audience finds good.")
	}
	if b.Voting != nil {
		out = append(out,
			fmt.Sprintf("One alternative beats another when %q holds over those who strictly prefer it, and not the other way round; who has no preference stands in nobody's way. Alternatives are all packages%s.", b.h.c.Signed().Text, b.alsoNoDeal()),
			"Core: what nothing beats. Uncovered: what nothing covers; y covers z when y beats z and all that beats y beats z (Miller 1980). Absorbed: whenever all other veto players strictly prefer one alternative to another, so does this one (Tsebelis 2002).")
	}
	if !b.Counted {
		out = append(out, fmt.Sprintf("More than %d outcomes: win-sets, core, uncovered set and absorbed vetoes are not counted.", maxOutcomes))
	}
	return out
}
