package report

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"detente"
)

// head says what the document is about and what its inputs rest on.
func (p *page) head(d *Document) {
	c := d.Case
	if c == nil {
		p.bareHead(d)
		return
	}
	facts := append(facts(c), fmt.Sprintf("seed %d", d.Seed))
	var limits []string
	if c.Restricted {
		limits = append(limits, "seen with clearance: "+c.Clearance.String()+"; what other labels guard is left out")
	}
	if l := label(d.Results); l != detente.Open {
		limits = append(limits, "label: "+l.String()+"; only for readers cleared for it")
	}
	if p.o.Plain {
		p.fact("Case file: " + spoken(c.File))
		p.fact("Title: " + spoken(c.Title))
		for _, s := range slices.Concat(facts, inputs(c, " to "), limits) {
			p.fact(s)
		}
		return
	}
	p.flow(slices.Concat([]string{spokenOr(c.File, "case"), spokenOr(c.Title, "no title")}, facts), " · ")
	p.flow(inputs(c, "-"), "; ")
	for _, s := range limits {
		p.flow([]string{s}, "")
	}
}

// bareHead says what a document without a case is about.
func (p *page) bareHead(d *Document) {
	if !p.o.Plain {
		p.flow(append([]string{d.Title}, d.Facts...), " · ")
		return
	}
	for _, s := range append([]string{d.Title}, d.Facts...) {
		p.fact(s)
	}
}

// facts says how large a case is.
func facts(c *detente.Case) []string {
	signatories, others := say(c)
	elsewhere := "nobody else"
	if others > 0 {
		elsewhere = count(others, "other", "others")
	}
	return []string{
		count(signatories, "signatory", "signatories") + ", " + elsewhere + " with a say",
		count(len(c.Issues), "issue", "issues"),
		outcomes(c),
	}
}

// flow prints parts from the left margin on, and starts a new line between parts
// where they do not fit.
func (p *page) flow(parts []string, separator string) {
	line := ""
	end := func() {
		for i, s := range wrap(line, p.width, len(indent)) {
			if i > 0 {
				s = indent + s
			}
			p.raw(s)
		}
	}
	for i, s := range parts {
		switch {
		case i == 0:
			line = s
		case cells(show(line+separator+s)) > p.width:
			end()
			line = s
		default:
			line += separator + s
		}
	}
	end()
}

// say counts who makes a deal and who else has a say: is named in the rule of a
// change or in the ratification of one who has a say.
func say(c *detente.Case) (signatories, others int) {
	has := map[detente.PartyID]bool{}
	var queue []detente.PartyID
	ask := func(r *detente.Consent) {
		if r == nil {
			return
		}
		for _, id := range r.Named(c) {
			if !has[id] {
				has[id] = true
				queue = append(queue, id)
			}
		}
	}
	ask(c.Signed())
	signatories = len(queue)
	for i := range c.Issues {
		ask(c.Issues[i].By)
		for _, a := range c.Issues[i].Arcs {
			ask(a.By)
		}
	}
	for k := 0; k < len(queue); k++ {
		if i := c.PartyIndex(queue[k]); i >= 0 {
			ask(c.Parties[i].RatifiedBy)
		}
	}
	return signatories, len(queue) - signatories
}

// outcomes says how many outcomes the issues span.
func outcomes(c *detente.Case) string {
	for i := range c.Issues {
		if c.Issues[i].Form == detente.Divisible {
			return "outcomes without number"
		}
	}
	n := c.Outcomes()
	if n.Cmp(big.NewInt(1)) == 0 {
		return "1 outcome"
	}
	return grouped(n) + " outcomes"
}

// grouped writes a whole number with commas, or as a power of ten where nobody
// would read the digits.
func grouped(n *big.Int) string {
	s := n.String()
	if len(s) > 15 {
		x, _ := new(big.Float).SetInt(n).Float64()
		mantissa, exponent, _ := strings.Cut(fmt.Sprintf("%.1e", x), "e+")
		return mantissa + " x 10^" + strings.TrimLeft(exponent, "0")
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// inputs counts what the answers rest on.
func inputs(c *detente.Case, to string) []string {
	var of [3]int
	for _, in := range c.Inputs() {
		of[in.Class]++
	}
	assumed, unknown := of[detente.Assumed], len(c.Questions())
	return []string{
		fmt.Sprintf("inputs: %d stated, %d judged, %d assumed%s", of[detente.Stated], of[detente.Judged], assumed, span("A", assumed, to)),
		count(len(c.Unused()), "quote", "quotes") + " heard, not used",
		fmt.Sprintf("%d unknown%s", unknown, span("U", unknown, to)),
	}
}

// span names the findings of a letter: " (A1-A17)".
func span(letter string, n int, to string) string {
	switch n {
	case 0:
		return ""
	case 1:
		return " (" + letter + "1)"
	}
	return fmt.Sprintf(" (%s1%s%s%d)", letter, to, letter, n)
}

// label is the join of what the results read.
func label(rs []*detente.Result) detente.Label {
	l := detente.Open
	for _, r := range rs {
		l = l.Join(r.Label)
	}
	return l
}

// answer prints what the results say, each from a new line.
func (p *page) answer(rs []*detente.Result) {
	p.heading("Answer")
	said := summary(rs)
	for _, r := range said {
		p.sentences(r.Answer, len(indent))
	}
	if len(said) == 0 {
		p.sentences("No method could answer: see what is not asked here.", 0)
	}
}

// summary returns the results whose sentences make up the summary: all but
// details, unless there are only those.
func summary(rs []*detente.Result) []*detente.Result {
	var lead, all []*detente.Result
	for _, r := range rs {
		if !asked(r) || r.Answer == "" {
			continue
		}
		all = append(all, r)
		if !r.Detail {
			lead = append(lead, r)
		}
	}
	if len(lead) == 0 {
		return all
	}
	return lead
}
