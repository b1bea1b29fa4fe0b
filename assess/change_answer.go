package assess

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"detente"
)

// Result renders the answer.
func (a *Changes) Result() *detente.Result {
	r := &detente.Result{Method: "assess/change", Title: "What would change it", Status: detente.OK,
		Label: a.answer.Label, Evidence: a.answer.Evidence, Assumptions: slices.Clone(a.answer.Assumptions)}
	r.Answer = a.sentence()
	for i := range a.Deals {
		a.show(r, &a.Deals[i])
	}
	if !a.Chosen {
		if l := a.advice(); len(l.Items) > 0 {
			r.Add(l)
		}
	}
	r.Definitions = []string{
		"Preferred: those who sign find the deal at least as good as no deal. Efficient: no other package of its set (with consent where it has it, else preferred) is better for one signatory and worse for none. To last: whoever would gain by leaving is deterred by credible answers (SEQ), with every range at its middle.",
		"Least change: one number of a party, all others at their middle; first those inside their ranges, by the share of the way to the range's end, then the others, by how far they go on a scale of 100. Of statements: the fewest exchanges of neighbours. The ends 0 and 100 of a row stay: they are its scale.",
		"A number inside its range is a question to ask; one outside is something that would have to be brought about, or a judgement that would have to be wrong.",
	}
	r.Data = a.data()
	return r
}

// show adds what there is to say of a named deal.
func (a *Changes) show(r *detente.Result, d *Changed) {
	if !a.Chosen || d.Fault != "" {
		return
	}
	l := &detente.List{Title: "What " + d.name() + " is, and what would change that"}
	for i := range d.Goals {
		l.Items = append(l.Items, detente.Item{ID: d.Goals[i].Aim.String(), Text: a.tell(d, i)})
	}
	r.Add(l)
	if t := a.table(d); len(t.Rows) > 0 {
		r.Add(t)
	}
	if p := d.picture(); len(p.Rows) > 0 {
		r.Add(p)
	}
}

func (d *Changed) name() string {
	if d.ID == "" {
		return "this deal"
	}
	return d.ID
}

// sentence sums up: of a named deal what it is and what it lacks, of a shortlist
// which deal is nearest to what it lacks.
func (a *Changes) sentence() string {
	if len(a.Deals) == 0 {
		return "No package is preferred to no deal by those who sign, so there is no deal to ask about; name one to see what it lacks."
	}
	if !a.Chosen {
		return a.overview()
	}
	var parts []string
	for i := range a.Deals {
		parts = append(parts, a.summary(&a.Deals[i]))
	}
	return strings.Join(parts, " ")
}

// summary is one named deal in a few sentences.
func (a *Changes) summary(d *Changed) string {
	name := capital(d.name())
	if d.Fault != "" {
		return fmt.Sprintf("%s is no package: %s.", name, d.Fault)
	}
	var is, lacks, asked []string
	for i := range d.Goals {
		g := &d.Goals[i]
		switch {
		case g.Refused != "":
		case g.Met:
			is = append(is, aimWords[g.Aim].is)
		default:
			lacks = append(lacks, aimWords[g.Aim].not)
			if text := a.least(g); text != "" && d.repeats(i) {
				asked[len(asked)-1] = strings.Replace(asked[len(asked)-1], aimWords[Preferred].would, aimWords[Preferred].would+" and have every consent", 1)
			} else if text := a.least(g); text != "" {
				asked = append(asked, "It "+aimWords[g.Aim].would+" "+text+".")
			}
		}
	}
	text := name
	switch {
	case len(lacks) == 0:
		text += " " + list(is) + ": nothing has to change."
		if w := d.soonest(); w != nil {
			text += fmt.Sprintf(" The least that would end that: %s.", w.words())
		}
		return text
	case len(is) == 0:
		text += " " + list(lacks) + "."
	default:
		text += " " + list(is) + ", but " + list(lacks) + "."
	}
	return strings.Join(append([]string{text}, asked...), " ")
}

// soonest is the change that ends what the deal is with the least effort.
func (d *Changed) soonest() *Way {
	var ways []Way
	for i := range d.Goals {
		ways = append(ways, d.Goals[i].Ends...)
	}
	sortWays(ways)
	if len(ways) == 0 {
		return nil
	}
	return &ways[0]
}

var aimWords = [...]struct{ is, not, would string }{
	Preferred: {"is preferred to no deal by those who sign", "is not preferred by those who sign", "would be preferred"},
	Consented: {"has every consent", "lacks consent", "would have every consent"},
	Efficient: {"is efficient", "is not efficient", "would be efficient"},
	Lasting:   {"would hold", "would not hold", "would hold"},
}

// overview says of the shortlist which deal lacks least.
func (a *Changes) overview() string {
	var parts []string
	for _, aim := range []Aim{Consented, Lasting} {
		lack, of := 0, 0
		var best *Changed
		var least *Goal
		for i := range a.Deals {
			g := a.Deals[i].goal(aim)
			if g == nil || g.Refused != "" {
				continue
			}
			of++
			if g.Met {
				continue
			}
			lack++
			if len(g.Needs) > 0 && (least == nil || lighter(g.Needs, least.Needs)) {
				best, least = &a.Deals[i], g
			}
		}
		if lack == 0 {
			continue
		}
		text := fmt.Sprintf("Of %s on the shortlist %d %s.", deals(of), lack, agree(make([]string, lack), "lacks consent", "lack consent"))
		if aim == Lasting {
			text = fmt.Sprintf("Of %s with consent %d would not hold.", deals(of), lack)
		}
		if least != nil {
			text += fmt.Sprintf(" Nearest to it is %s: it %s %s.", best.ID, aimWords[aim].would, a.least(least))
		}
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		parts = append(parts, "Every deal on the shortlist has consent, and none was found that would not hold.")
	}
	if first := &a.Deals[0]; first.soonest() != nil {
		parts = append([]string{fmt.Sprintf("%s, the Nash deal, has consent. The least that would end that: %s.", capital(first.name()), first.soonest().words())}, parts...)
	}
	return strings.Join(parts, " ")
}

func (d *Changed) goal(aim Aim) *Goal {
	for i := range d.Goals {
		if d.Goals[i].Aim == aim {
			return &d.Goals[i]
		}
	}
	return nil
}

// least says in one clause what would meet a goal with least change.
func (a *Changes) least(g *Goal) string {
	var parts []string
	needs := g.Needs
	if g.Aim == Efficient && len(needs) > 0 {
		needs = needs[:1] // any one of them will do
	}
	for i := range needs {
		if text := a.need(&needs[i], 1, g.Aim); text != "" {
			parts = append(parts, text)
		}
	}
	text := strings.Join(parts, "; and ")
	if g.Deal != nil {
		if text != "" {
			text += "; or "
		}
		text += "with a change of the deal: " + a.h.told(g.Deal)
	}
	return text
}

// need says what one party would have to judge otherwise, with at most so many
// ways: "if ...".
func (a *Changes) need(n *Need, most int, aim Aim) string {
	name := a.h.c.PartyName(n.Party)
	switch {
	case len(n.Ways) > 0:
		var parts []string
		for i := range n.Ways[:min(most, len(n.Ways))] {
			parts = append(parts, "if "+strings.Replace(n.Ways[i].words(), " "+n.Ways[i].threshold(), " were "+n.Ways[i].threshold(), 1))
		}
		return strings.Join(parts, ", or ") + a.short(n, aim)
	case aim == Lasting && n.ShortBy > sameLoss:
		return fmt.Sprintf("if leaving cost %s at least %s more", name, a.h.figure(slices.Index(a.h.numeric, n.Party), n.ShortBy))
	case aim == Lasting:
		return "if " + name + " stayed"
	case n.Says != "":
		return "if " + n.Says
	}
	return "if " + name + " judged otherwise, and no single number of it would do" + a.short(n, aim)
}

// today tells what tempts a party away from a deal, where no number of its own
// would keep it.
func (n *Need) today(aim Aim) string {
	if aim != Lasting || len(n.Ways) > 0 {
		return ""
	}
	return " Today " + n.Says
}

// short says by how much a party falls short.
func (a *Changes) short(n *Need, aim Aim) string {
	k := slices.Index(a.h.numeric, n.Party)
	if n.ShortBy <= sameLoss || k < 0 {
		return ""
	}
	figure := a.h.figure(k, n.ShortBy)
	switch aim {
	case Lasting:
		return fmt.Sprintf(", or if leaving cost it at least %s more", figure)
	case Efficient:
		return fmt.Sprintf(" (another package is worth %s more to it and costs no other signatory anything)", figure)
	}
	return fmt.Sprintf(" (it is %s short of no deal)", figure)
}

// words is a way in words: "the value of eased (American sanctions) for Russia
// were at least 75 instead of 60, outside its range 50..70".
func (w *Way) words() string {
	who, what, _ := strings.Cut(w.What, ": ")
	text := what + " for " + who + " " + w.threshold()
	if w.Range.Spread == detente.Unknown {
		return text + " (unknown; taken as " + detente.FormatShort(w.From) + ")"
	}
	text += " instead of " + written(w.From)
	switch {
	case w.Within:
		text += ", inside its range " + w.Range.String()
	case w.Range.IsRange():
		text += ", outside its range " + w.Range.String()
	}
	return text
}

// threshold is where a number would have to lie.
func (w *Way) threshold() string {
	at := w.To
	word := "at least "
	if !w.Up {
		word = "at most "
	}
	if w.Past && math.Abs(w.To-w.Edge) <= 0.0100001 && math.Abs(float64(w.Edge*100)-math.Round(w.Edge*100)) < 1e-6 {
		at, word = w.Edge, "above "
		if !w.Up {
			word = "below "
		}
	}
	return word + written(at)
}

// written prints a number with up to two decimals, so that it keeps its side of a
// threshold.
func written(x float64) string { return detente.FormatNumber(math.Round(x*100) / 100) }

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
