package assess

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"detente"
)

// Result renders the answer.
func (a *Carries) Result() *detente.Result {
	r := &detente.Result{Method: "assess/carries", Title: "What carries the conclusions, and what to find out first", Status: detente.OK, Answer: a.sentence()}
	a.e.trace(r)
	for _, note := range a.e.Space.Notes {
		r.Assume(note)
	}
	r.Add(a.conclusions())
	if a.Headline >= 0 {
		r.Add(a.first())
		if a.Conclusions[a.Headline].Indices != nil {
			r.Add(a.bars())
		}
		r.Add(a.tornado())
	}
	if len(a.Turns) > 0 {
		r.Add(a.turnTable())
	}
	r.Definitions = a.definitions()
	r.Data = a.data()
	return r
}

// most is how many inputs a sentence names.
const most = 3

// sentence says what is certain, what the rest hangs on, what to ask first, and
// what would leave nothing.
func (a *Carries) sentence() string {
	var always, text []string
	for i := range a.Conclusions {
		if c := &a.Conclusions[i]; c.certain() && c.Middle && c.ID != "zone" {
			always = append(always, c.Says)
		}
	}
	switch {
	case len(a.Inputs) == 0:
		text = append(text, "No number of the case that bears on a deal is a range.")
	case len(always) > 0:
		text = append(text, "True in every draw: "+list(always)+".")
	}
	if names := a.names(a.matter(), most); len(names) > 0 {
		text = append(text, fmt.Sprintf("Of what the case leaves open, %s most for the rest: %s.", agree(names, "one judgement matters", "these judgements matter"), list(names)))
	}
	if a.Headline >= 0 {
		c := &a.Conclusions[a.Headline]
		text = append(text, fmt.Sprintf("Least certain is whether %s (%s).", c.Says, often(c.Share)))
		if worth := a.worth(); len(worth) > 0 {
			i := worth[0]
			text = append(text, fmt.Sprintf("Find out first: %s; knowing it, one would be right about that %.0f times in 100 instead of %.0f.", a.name(i), 100*(a.now(c)+c.Learn[i]), 100*a.now(c)))
		} else {
			text = append(text, "No single number or order, if known, would make it much more certain.")
		}
	}
	if t := a.nearest(); t != nil {
		text = append(text, "Nearest to turning one of the main conclusions: "+a.told(t)+".")
	}
	if left := a.left(); left != "" {
		text = append(text, left)
	}
	return strings.Join(text, " ")
}

// matter lists the factors by how much of the variance of all conclusions they
// explain, largest first.
func (a *Carries) matter() []int {
	weight := make([]float64, len(a.Factors))
	var out []int
	for k := range a.Conclusions {
		c := &a.Conclusions[k]
		for _, f := range a.carriers(k) {
			weight[f] += c.Share * (1 - c.Share) * c.Indices[f].Total.Value
		}
	}
	for f := range weight {
		if weight[f] > 0 {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(x, y int) int { return cmp.Compare(weight[y], weight[x]) })
	return out
}

// left says from which worth of no deal on nothing is left.
func (a *Carries) left() string {
	var parts []string
	for i := range a.Turns {
		t := &a.Turns[i]
		if id := a.Conclusions[t.Conclusion].ID; strings.HasSuffix(t.Path, ".no_agreement") && id == "consent" && t.At > t.Now {
			who, _, _ := strings.Cut(t.What, ": ")
			parts = append(parts, fmt.Sprintf("%s to %s (now %s)", detente.FormatShort(t.At), who, detente.FormatShort(t.Now)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "Were no deal worth more than " + strings.Join(parts, " or ") + ", no deal with every consent would be left."
}

// now is how often the best guess is right without knowing more.
func (a *Carries) now(c *Conclusion) float64 { return max(c.Share, 1-c.Share) }

// name of an input, with the number of its question or assumption.
func (a *Carries) name(i int) string { return tagName(a.Inputs[i].What, a.Tags[i]) }

func tagName(what, tag string) string {
	who, rest, ok := strings.Cut(what, ": ")
	if ok {
		what = rest + " for " + who
	}
	if tag != "" {
		what += " (" + tag + ")"
	}
	return what
}

// negligibleShare is the part of the variance below which an input is not named.
const negligibleShare = 0.05

// carriers lists the factors that explain most of a conclusion, by total index.
func (a *Carries) carriers(conclusion int) []int {
	c := &a.Conclusions[conclusion]
	var out []int
	for f := range c.Indices {
		if c.Indices[f].Total.Value >= negligibleShare && c.Indices[f].Total.Low > 0 {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(x, y int) int { return cmp.Compare(c.Indices[y].Total.Value, c.Indices[x].Total.Value) })
	return out
}

func (a *Carries) names(factors []int, limit int) []string {
	var out []string
	for _, f := range factors[:min(limit, len(factors))] {
		out = append(out, a.factor(f))
	}
	return out
}

// factor names the inputs of a factor.
func (a *Carries) factor(f int) string {
	var parts []string
	for _, i := range a.Factors[f] {
		parts = append(parts, a.name(i))
	}
	return list(parts)
}

// worth lists the inputs that are worth knowing for the headline, the most
// worth first.
func (a *Carries) worth() []int {
	c := &a.Conclusions[a.Headline]
	var out []int
	for i, gain := range c.Learn {
		if gain > c.Noise {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(x, y int) int { return cmp.Compare(c.Learn[y], c.Learn[x]) })
	return out
}

// conclusions shows how certain each is and what it rests on.
func (a *Carries) conclusions() *detente.Table {
	t := &detente.Table{Title: "How certain each conclusion is, and what decides it", Columns: []detente.Column{{Name: "conclusion", Wide: true}, {Name: "at the middle"}, {Name: "of 100 draws", Right: true}, {Name: "what decides it (share of the variance)", Wide: true}},
		Note: "At the middle: with every range at its middle, as in the other answers. The share is the total Sobol' index: what an input explains alone and together with others; shares add up to more than 100 % where inputs matter together."}
	for k := range a.Conclusions {
		c := &a.Conclusions[k]
		var by []string
		for _, f := range a.carriers(k) {
			if len(by) < most {
				by = append(by, fmt.Sprintf("%s %s", a.factor(f), share(c.Indices[f].Total.Value)))
			}
		}
		text := strings.Join(by, "; ")
		switch {
		case c.certain():
			text = "nothing that the case leaves open"
		case text == "":
			text = "too rare to tell"
		}
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(c.Says), detente.Txt(yes(c.Middle)), hundred(c.Share), detente.Txt(text)})
	}
	return t
}

func share(x float64) string { return fmt.Sprintf("%.0f %%", 100*math.Max(0, math.Min(1, x))) }

// first lists what to find out first.
func (a *Carries) first() *detente.List {
	c := &a.Conclusions[a.Headline]
	l := &detente.List{Title: "Find out first, to know whether " + c.Says}
	for _, i := range a.worth() {
		in := &a.Inputs[i]
		text := fmt.Sprintf("%s: right %.0f times in 100 instead of %.0f.", a.plain(i), 100*(a.now(c)+c.Learn[i]), 100*a.now(c))
		if in.IsOrder() {
			text += fmt.Sprintf(" True in %.0f of 100 draws with one order, in %.0f with the other end.", 100*c.Low[i], 100*c.High[i])
		} else {
			text += fmt.Sprintf(" True in %.0f of 100 draws where it is lowest, in %.0f where it is highest; the case says %s.", 100*c.Low[i], 100*c.High[i], in.Quantity.String())
		}
		l.Items = append(l.Items, detente.Item{ID: a.Tags[i], Text: text})
	}
	if idle := a.idle(); len(idle) > 0 {
		l.Items = append(l.Items, detente.Item{Text: fmt.Sprintf("%s: unknown, and knowing %s would make none of the conclusions above more certain.", list(idle), agree(idle, "it", "them"))})
	}
	if len(a.worth()) == 0 {
		l.Items = append(l.Items, detente.Item{Text: "No single number or order would make more than " + detente.FormatShort(100*c.Noise) + " of 100 guesses right that were wrong."})
	}
	return l
}

// idle lists the unknowns that bear on no conclusion.
func (a *Carries) idle() (out []string) {
	for i := range a.Inputs {
		q := a.Inputs[i].Quantity
		if q == nil || q.Spread != detente.Unknown || slices.ContainsFunc(a.Conclusions, func(c Conclusion) bool { return c.Learn[i] > c.Noise }) {
			continue
		}
		out = append(out, a.name(i))
	}
	return out
}

// plain is an input without the number of its question, which stands before it.
func (a *Carries) plain(i int) string {
	text := tagName(a.Inputs[i].What, "")
	return strings.ToUpper(text[:1]) + text[1:]
}

// bars show the indices of the headline.
func (a *Carries) bars() *detente.Bars {
	c := &a.Conclusions[a.Headline]
	b := &detente.Bars{Title: "What decides whether " + c.Says, Unit: "% of the variance", Max: 100}
	for _, f := range a.carriers(a.Headline) {
		x := &c.Indices[f]
		clamp := func(x float64) float64 { return 100 * math.Max(0, math.Min(1, x)) }
		b.Bars = append(b.Bars, detente.Bar{Label: a.factor(f), Value: clamp(x.Total.Value), Low: clamp(x.Total.Low), High: clamp(x.Total.High),
			Note: "alone " + share(x.First.Value)})
	}
	return b
}

// tornado shows how often the headline is true where an input is lowest and
// highest.
func (a *Carries) tornado() *detente.Intervals {
	c := &a.Conclusions[a.Headline]
	b := &detente.Intervals{Title: "How often " + c.Says + ": from one end of an input to the other", X: detente.Axis{Name: "of 100 draws", Min: 0, Max: 100}}
	order := make([]int, len(a.Inputs))
	for i := range order {
		order[i] = i
	}
	swing := func(i int) float64 { return math.Abs(c.High[i] - c.Low[i]) }
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(swing(y), swing(x)) })
	for _, i := range order[:min(8, len(order))] {
		if swing(i) < negligibleShare {
			break
		}
		note := "more often where it is high"
		if c.High[i] < c.Low[i] {
			note = "more often where it is low"
		}
		b.Rows = append(b.Rows, detente.Bar{Label: a.name(i), Value: 100 * c.Share, Low: 100 * min(c.Low[i], c.High[i]), High: 100 * max(c.Low[i], c.High[i]), Note: note})
	}
	return b
}

// main reports whether a conclusion is about the deal itself, and not about
// which of the other solutions picks it too.
func (c *Conclusion) main() bool {
	return c.ID == "consent" || c.ID == "nash" || c.ID == "has_consent" || c.ID == "holds" || c.ID == "zone" && c.Middle
}

// tie is the distance, as a share of a number's scale, at which a conclusion hangs
// on a tie: any change turns it.
const tie = 1e-6

// nearest is the turn that a sentence names, nil where none of a main conclusion
// is within its range or near.
func (a *Carries) nearest() *Turn {
	for i := range a.Turns {
		if t := &a.Turns[i]; a.Conclusions[t.Conclusion].main() && t.Far > tie && (t.Inside || t.Far < 0.5) {
			return t
		}
	}
	return nil
}

// told is a turn in words.
func (a *Carries) told(t *Turn) string {
	c := &a.Conclusions[t.Conclusion]
	side := "above"
	if t.At < t.Now {
		side = "below"
	}
	verdict := "“" + c.Says + "” would no longer be true"
	if !c.Middle {
		verdict = "“" + c.Says + "” would become true"
	}
	return fmt.Sprintf("if %s were %s %s instead of %s, %s", tagName(t.What, t.Tag), side, detente.FormatShort(t.At), detente.FormatShort(t.Now), verdict)
}

// shownTurns is how many turns of main conclusions are listed, and of others.
var shownTurns = [...]int{10, 4}

// turnTable lists the places where one number alone turns a conclusion: all that
// are near of the main conclusions, of others those within a range.
func (a *Carries) turnTable() *detente.Table {
	t := &detente.Table{Title: "What would change the answer: one number at a time", Columns: []detente.Column{{Name: "number", Wide: true}, {Name: "now", Right: true}, {Name: "turns", Right: true}, {Name: "in its range"}, {Name: "then", Wide: true}},
		Note: "Every other number at its middle. First those that turn within their range, then the nearest: weights as a share of themselves, all else of 100 points."}
	var ties []string
	for others, limit := range shownTurns {
		for i := range a.Turns {
			x := &a.Turns[i]
			c := &a.Conclusions[x.Conclusion]
			switch {
			case c.main() != (others == 0) || others == 1 && !x.Inside && x.Far > tie:
			case x.Far <= tie:
				if !slices.Contains(ties, c.Says) {
					ties = append(ties, c.Says)
				}
			case limit > 0:
				limit--
				t.Rows = append(t.Rows, turnRow(x, c))
			}
		}
	}
	if len(ties) > 0 {
		t.Note += " A tie, which any change breaks: " + list(ties) + "."
	}
	return t
}

func turnRow(x *Turn, c *Conclusion) []detente.Cell {
	side := "above "
	if x.At < x.Now {
		side = "below "
	}
	then := "no longer: " + c.Says
	if !c.Middle {
		then = c.Says
	}
	return []detente.Cell{detente.Txt(tagName(x.What, x.Tag)), detente.Num(x.Now), {Text: side + detente.FormatShort(x.At), Number: x.At, IsNum: true}, detente.Txt(yes(x.Inside)), detente.Txt(then)}
}

func (a *Carries) definitions() []string {
	out := []string{
		fmt.Sprintf("Total Sobol' index: the share of a conclusion's variance that would remain if all inputs but one were known; first-order: the share that knowing it alone takes away. Two matrices of %d points each; intervals of 90 %% from 8 scramblings.", a.Points),
		"Worth finding out: by how much the share of right guesses about the conclusion grows, on average, if the input were known (expected value of partial perfect information). Gains that chance alone could show are left out.",
		"Turns: one number moved over its whole field in 32 steps, and by bisection in between; two turns within one step are missed.",
		"A number that the case gives exactly is taken as certain: it has no share in these draws, however little speaks for it. Its turns say how much it may err.",
	}
	if len(a.Inputs) == 0 {
		out = out[2:]
	}
	if !a.e.l.probes || !a.e.l.whole {
		out = append(out, "The packages that can matter are too many to move every number alone: what would turn a conclusion is not known.")
	}
	if a.Headline >= 0 && a.Points == 0 {
		out = append(out, "The packages that can matter, and the inputs, are too many for Sobol' indices; what an input is worth knowing is found from the draws alone.")
	}
	return out
}
