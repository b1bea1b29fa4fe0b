package assess

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"detente"
	"detente/montecarlo"
	"detente/spatial"
)

// Result renders the answer.
func (a *Sure) Result() *detente.Result {
	e := a.e
	r := &detente.Result{Method: "assess/sure", Title: "How sure", Status: detente.OK, Answer: a.sentence()}
	e.trace(r)
	for _, note := range e.Space.Notes {
		r.Assume(note)
	}
	if len(a.Deals) > 0 {
		r.Add(a.odds(), a.gains())
		if len(a.Picks) > 1 {
			r.Add(a.picks())
		}
		r.Add(a.histograms()...)
	}
	if len(a.Forecasts) > 0 {
		r.Add(a.swayed())
	}
	r.Definitions = a.definitions()
	r.Data = a.data()
	return r
}

// trace carries over what every answer on the case rests on.
func (e *Ensemble) trace(r *detente.Result) {
	r.Assumptions = slices.Clone(e.answer.Assumptions)
	r.Label, r.Evidence = e.answer.Label, slices.Clone(e.answer.Evidence)
	for _, in := range e.c.Inputs() {
		if !strings.HasPrefix(in.Path, "parties.") {
			continue
		}
		r.Label = r.Label.Join(in.Label)
		for _, id := range in.Because {
			if !slices.Contains(r.Evidence, id) {
				r.Evidence = append(r.Evidence, id)
			}
		}
	}
}

// sentence says what is certain and what is not.
func (a *Sure) sentence() string {
	if len(a.e.Space.Inputs) == 0 {
		return "Every number of the case is exact and every order is known, so that every draw gives the same answer. Write a range such as 45..65, or unknown, wherever you are less sure than that."
	}
	text := fmt.Sprintf("The case leaves %s open. ", amounts(len(a.e.Space.Inputs), "number or order", "numbers and orders"))
	if len(a.Deals) == 0 {
		return text + a.forecastSentence()
	}
	what := "a deal with every consent exists"
	if !a.e.l.whole {
		what = "a deal of the list has every consent"
	}
	text += fmt.Sprintf("In %s %s %s.", amounts(a.N, "draw", "draws"), what, often(a.Consent))
	if a.Consent == 0 {
		text = strings.TrimSuffix(text, ".") + fmt.Sprintf("; one that those who sign prefer to no deal %s.", often(a.Zone))
	}
	d := a.headline()
	if d == nil {
		return text
	}
	text += fmt.Sprintf(" %s is the Nash deal %s", d.ID, often(d.Solutions[nashDeal]))
	if other := a.second(d.ID); other != nil && d.Solutions[nashDeal] < 1 && other.ID != "" {
		text += fmt.Sprintf(" (next: %s, %s)", other.ID, often(other.Share))
	}
	text += fmt.Sprintf(", has every consent %s", often(d.Consented))
	if d.Refused == "" {
		text += fmt.Sprintf(" and would hold by credible answers %s", often(d.Stable[slices.Index(askedOf[:], seqConcept)]))
	}
	return text + fmt.Sprintf(". Nine times in ten it gives %s.", a.spans(d))
}

// headline is the deal that is the Nash deal most often.
func (a *Sure) headline() *Odds {
	var best *Odds
	for i := range a.Deals {
		if d := &a.Deals[i]; d.Solutions[nashDeal] > 0 && (best == nil || d.Solutions[nashDeal] > best.Solutions[nashDeal]) {
			best = d
		}
	}
	return best
}

// second is the most frequent Nash deal other than one.
func (a *Sure) second(id string) *Pick {
	for i := range a.Picks {
		if a.Picks[i].ID != id && a.Picks[i].Outcome != nil {
			return &a.Picks[i]
		}
	}
	return nil
}

// spans says what each signatory gains, as an interval.
func (a *Sure) spans(d *Odds) string {
	var parts []string
	for _, k := range a.e.l.signers {
		low, high := interval90(d.Gains[k])
		text := fmt.Sprintf("%s to %s", a.e.h.figure(k, low), a.e.h.figure(k, high))
		if detente.FormatShort(low) == detente.FormatShort(high) {
			text = a.e.h.figure(k, low)
		}
		parts = append(parts, a.e.c.PartyName(a.e.h.numeric[k])+" a gain of "+text)
	}
	return list(parts)
}

func interval90(s *montecarlo.Summary) (low, high float64) {
	return s.Quantile(0.05), s.Quantile(0.95)
}

// often is a share in words.
func often(share float64) string {
	switch {
	case share == 1:
		return "every time"
	case share == 0:
		return "never"
	case share > 0.995:
		return "nearly every time"
	case share < 0.005:
		return "hardly ever"
	}
	return fmt.Sprintf("%.0f times in 100", 100*share)
}

func amounts(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

// grouped writes a number of draws with a comma after the thousands.
func grouped(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return grouped(n/1000) + fmt.Sprintf(",%03d", n%1000)
}

func (a *Sure) forecastSentence() string {
	widest, most := "", -1.0
	for i, f := range a.Forecasts {
		issue := a.e.board.Issues[i]
		low, high := interval90(f.Mean)
		if w := (high - low) / (issue.High - issue.Low); f.Mean.N > 0 && w > most {
			widest, most = issue.Name, w
		}
	}
	return fmt.Sprintf("Over %s they move the forecast of “%s” most: by %.0f %% of its scale, nine times in ten; the measured error of such forecasts is larger.", amounts(a.N, "draw", "draws"), widest, 100*most)
}

// hundred is a share as a cell: of 100 draws.
func hundred(share float64) detente.Cell {
	text := fmt.Sprintf("%.0f", 100*share)
	switch {
	case share > 0.995 && share < 1:
		text = ">99"
	case share > 0 && share < 0.005:
		text = "<1"
	}
	return detente.Cell{Text: text, Number: 100 * share, IsNum: true}
}

// odds shows how often each deal is what it is.
func (a *Sure) odds() *detente.Table {
	t := &detente.Table{Title: "In how many of 100 draws", Columns: []detente.Column{{Name: "deal"}}}
	for _, name := range []string{"preferred", "consent", "efficient", "Nash", "KS", "egal.", "util.", "NASH", "GMR", "SMR", "SEQ", "SSEQ"} {
		t.Columns = append(t.Columns, detente.Column{Name: name, Right: true})
	}
	for i := range a.Deals {
		d := &a.Deals[i]
		row := []detente.Cell{detente.Txt(d.ID), hundred(d.Preferred), hundred(d.Consented)}
		add := func(x float64, known bool) {
			if known {
				row = append(row, hundred(x))
			} else {
				row = append(row, detente.Txt("-"))
			}
		}
		add(d.Efficient, a.e.l.whole)
		for _, x := range d.Solutions {
			add(x, a.e.l.whole)
		}
		for _, x := range d.Stable {
			add(x, d.Refused == "")
		}
		t.Rows = append(t.Rows, row)
	}
	t.Note = "Nash, KS (Kalai-Smorodinsky), egal. (egalitarian) and util. (utilitarian): it is that deal. NASH to SSEQ: it would hold, by the concepts of “Would it hold”; “-”: not judged, as deals that lack consent are not."
	if !a.e.l.whole {
		t.Note += fmt.Sprintf(" The %v outcomes, or the packages among them that can matter, are too many to judge all of them in every draw: what is efficient and what a solution picks is not known.", a.e.l.size)
	}
	return t
}

// gains shows what each party gains, as a distribution.
func (a *Sure) gains() *detente.Table {
	t := &detente.Table{Title: "What each gains over no deal: middle of the draws, and nine in ten", Columns: []detente.Column{{Name: "deal"}},
		Note: "In utility points, or a party's own points; below 0 it loses. Nine draws in ten lie between the two numbers in brackets."}
	for k := range a.e.l.stakes {
		t.Columns = append(t.Columns, detente.Column{Name: a.e.c.PartyName(a.e.h.numeric[k])})
	}
	for i := range a.Deals {
		d := &a.Deals[i]
		row := []detente.Cell{detente.Txt(d.ID)}
		for _, s := range d.Gains {
			low, high := interval90(s)
			text := detente.FormatShort(s.Quantile(0.5))
			if detente.FormatShort(low) != detente.FormatShort(high) {
				text += fmt.Sprintf(" (%s to %s)", detente.FormatShort(low), detente.FormatShort(high))
			}
			row = append(row, detente.Cell{Text: text, Number: s.Mean, IsNum: true})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// shownPicks is how many Nash deals are listed.
const shownPicks = 6

// picks lists the Nash deals of the draws.
func (a *Sure) picks() *detente.Table {
	t := &detente.Table{Title: "Which package is the Nash deal", Columns: []detente.Column{{Name: "of 100", Right: true}, {Name: "deal"}, {Name: "how it differs from the first", Wide: true}}}
	first := &a.Picks[0]
	rest := 0.0
	for i := range a.Picks {
		p := &a.Picks[i]
		if i >= shownPicks || p.Share < 0.005 && i > 0 {
			rest += p.Share
			continue
		}
		name, differs := p.ID, "-"
		switch {
		case p.Outcome == nil:
			name, differs = "none", "no package is good for those who sign and has consent"
		case name == "":
			name = "another"
		}
		if i > 0 && p.Outcome != nil && first.Outcome != nil {
			differs = a.e.differs(p.Outcome, first.Outcome)
		}
		t.Rows = append(t.Rows, []detente.Cell{hundred(p.Share), detente.Txt(name), detente.Txt(differs)})
	}
	if rest > 0 {
		t.Rows = append(t.Rows, []detente.Cell{hundred(rest), detente.Txt("others"), detente.Txt("-")})
	}
	return t
}

// differs says in words what one package has that another has not.
func (e *Ensemble) differs(o, from detente.Outcome) string {
	var parts []string
	for i := range o {
		if o[i] != from[i] {
			parts = append(parts, fmt.Sprintf("%s: %s", e.c.Issues[i].Display(), e.c.Issues[i].LevelName(o[i])))
		}
	}
	return strings.Join(parts, "; ")
}

// histogramCells is how many cells a histogram has.
const histogramCells = 40

// histograms draw what the signatories gain from the most frequent Nash deal.
func (a *Sure) histograms() []detente.Block {
	d := a.headline()
	if d == nil {
		return nil
	}
	var out []detente.Block
	for _, k := range a.e.l.signers {
		s := d.Gains[k]
		if !(s.Most-s.Least > sameGain) {
			continue
		}
		low, high := interval90(s)
		b := &detente.Density{Title: fmt.Sprintf("What %s gains from %s", a.e.c.PartyName(a.e.h.numeric[k]), d.ID),
			X: detente.Axis{Name: "gain over no deal", Min: math.Min(0, s.Least), Max: s.Most}}
		b.At, b.Mass = s.Sketch(histogramCells)
		b.Intervals = []detente.Span{{Label: "90 %", Low: low, High: high}}
		b.Marks = []detente.Mark{{X: s.Quantile(0.5), Label: "median", Kind: "median"}}
		out = append(out, b)
	}
	return out
}

// swayed holds the sensitivity of forecasts beside their measured error.
func (a *Sure) swayed() *detente.Table {
	t := &detente.Table{Title: "How far the ranges move the forecasts", Columns: []detente.Column{{Name: "issue", Wide: true}, {Name: "forecast", Right: true}, {Name: "by the ranges, 90 %"}, {Name: "by measured error, 90 %"}},
		Note: "Two different things: where the forecast would lie if the inputs were other numbers of their ranges, and how far such forecasts were off when the inputs were right. The second is what to expect; on decisions of the European Union the first alone held 5 to 14 % of the outcomes of an 80 % interval."}
	for i, f := range a.Forecasts {
		issue := a.e.board.Issues[i]
		if f.Mean.N == 0 {
			continue
		}
		x, w := issue.Columns()
		density, ok := spatial.NewDensity(x, w, issue.Low, issue.High)
		if !ok {
			continue
		}
		low, high := interval90(f.Mean)
		errLow, errHigh := density.Interval(0.9)
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(issue.Name), detente.Num(density.Mean),
			detente.Txt(fmt.Sprintf("%s to %s", detente.FormatShort(low), detente.FormatShort(high))),
			detente.Txt(fmt.Sprintf("%s to %s", detente.FormatShort(errLow), detente.FormatShort(errHigh)))})
	}
	return t
}

func (a *Sure) definitions() []string {
	out := []string{
		fmt.Sprintf("Draws: %s, of every range and unknown order at once, independent unless `correlated`; scrambled Sobol' points of seed %d. A range a..b is a normal distribution with 90 %% between its ends, cut off at the limits of the field; unknown is anything between the limits. A share of %s draws has a standard error of at most %s of 100.", grouped(a.N), a.seed, grouped(a.N), detente.FormatShort(50/math.Sqrt(float64(a.N)))),
		"In a draw every number is exact and every order known; packages, consent, solutions and stability are judged as elsewhere in this report. Where “Would it hold” asks that every number of the ranges agree, a draw asks for one of each.",
		"The draws say how far the answer hangs on the numbers as the case has them. What the case gets wrong otherwise, no draw shows; a share of draws is no probability that a deal is made.",
	}
	if a.e.l != nil && a.e.based == merePreference {
		out = append(out, "No package has every consent: solutions are taken from the packages that those who sign prefer.")
	}
	return out
}
